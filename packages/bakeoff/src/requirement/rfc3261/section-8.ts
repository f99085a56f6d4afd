/** RFC 3261 §8: what every user agent does, and redirect servers. */
export const SECTION_8 = `
8.1.1-01 MUST uac a request has at least To, From, CSeq, Call-ID, Max-Forwards and Via
8.1.1.1-01 SHOULD uac the first Request-URI is the URI of To
8.1.1.1-02 SHOULD author an outbound proxy is configured as a route set of one URI
8.1.1.1-03 MUST uac with a route set known beforehand, Request-URI and Route are filled as within a dialog
8.1.1.1-04 MAY uac To may carry a URI of any scheme, tel for example
8.1.1.1-05 MUST ua sip URIs are understood as addresses and as Request-URI
8.1.1.1-06 MUST ua who has TLS supports sips URIs
8.1.1.1-07 MUST uac To has no tag in a request outside of a dialog
8.1.1.3-01 SHOULD uac a caller who hides goes by Anonymous and a meaningless URI in From
8.1.1.3-02 MUST uac From has a fresh tag of the client's own choice
8.1.1.4-01 MUST ua all requests and responses of a dialog carry one Call-ID, whichever end sends
8.1.1.4-02 SHOULD registrant all registrations of one user agent carry one Call-ID
8.1.1.4-03 MUST uac a new request outside of a dialog gets a Call-ID that nobody else uses, ever
8.1.1.4-04 SHOULD uac Call-IDs are made from cryptographically strong random numbers
8.1.1.4-05 MAY uac a Call-ID may have the form localid@host
8.1.1.5-01 MUST uac CSeq names the method of its request
8.1.1.5-02 MUST uac the CSeq number is unsigned, of 32 bits, and below 2**31
8.1.1.6-01 MUST uac every request has Max-Forwards, and it begins at 70
8.1.1.7-01 MUST uac every request is given a Via
8.1.1.7-02 MUST uac Via names protocol SIP and version 2.0
8.1.1.7-03 MUST uac the Via of a request has a branch parameter
8.1.1.7-04 MUST uac no two requests of a user agent ever share a branch
8.1.1.7-05 MUST uac the branch begins with the cookie z9hG4bK
8.1.1.8-01 MUST uac a request that can make a dialog has a Contact of exactly one sip or sips URI
8.1.1.8-02 MUST uac the URI in Contact reaches this user agent, outside of the dialog too
8.1.1.8-03 MUST uac Contact is sips when the Request-URI or the first Route is
8.1.1.9-01 SHOULD uac Supported lists the extensions that the server may use in its response
8.1.1.9-02 MUST uac Supported lists only option tags of standards-track RFCs
8.1.1.9-03 MUST uac an extension that the other user agent has to understand is named in Require
8.1.1.9-04 MUST uac an extension that every proxy on the way has to understand is named in Proxy-Require
8.1.1.9-05 MUST uac Require and Proxy-Require name only option tags of standards-track RFCs
8.1.1.10-01 MAY uac a request may have a MIME body
8.1.2-01 MUST uac where a request goes is found by the DNS rules of RFC 3263, unless policy says otherwise
8.1.2-02 MUST uac when the first hop is a strict router, the destination is looked up from the Request-URI
8.1.2-03 MUST uac a sips Request-URI makes the look-up one for sips, whichever URI is looked up
8.1.2-04 MAY uac local policy may name other destinations to try
8.1.2-05 MUST uac with a sips Request-URI, other destinations are reached over TLS as well
8.1.2-06 SHOULD author an outbound proxy is set up by a route set of one URI and not by fixed destinations
8.1.2-07 SHOULD uac a request with Route goes to the topmost one
8.1.2-08 SHOULD uac with an outbound proxy, the first Route is tried rather than sending everything to the proxy
8.1.2-09 SHOULD uac each address that the look-up gave is tried in turn until one answers
8.1.3.1-01 MUST uac a time-out of the transaction counts as a 408
8.1.3.1-02 MUST uac a fatal error of the transport counts as a 503
8.1.3.2-01 MUST uac a final response with an unknown code counts as x00 of its class, for each class
8.1.3.2-02 MUST uac an unknown provisional response other than 100 counts as 183
8.1.3.2-03 MUST uac the provisional responses 100 and 183 are understood
8.1.3.3-01 SHOULD uac a response with more than one Via is dropped
8.1.3.4-01 SHOULD uac after a 3xx, new requests go to the URIs of its Contacts
8.1.3.4-02 MUST uac no URI is tried twice when redirections are followed
8.1.3.4-03 SHOULD uac the user is told when a call to sips is redirected to a URI that is not
8.1.3.4-04 MAY uac redirected addresses may be tried in any order
8.1.3.4-05 MAY uac redirected addresses may be tried one by one or all at once
8.1.3.4-06 SHOULD uac a redirected address has failed when its response code is above 399
8.1.3.4-07 SHOULD uac when one redirected address fails, the next is tried
8.1.3.4-08 MUST uac the whole Contact URI of a 3xx becomes the Request-URI, save its method and header parts
8.1.3.4-09 MAY uac a list header in a redirection's URI may be added to the values the request had
8.1.3.4-10 MAY uac a single-valued header in a redirection's URI may replace that of the request
8.1.3.4-11 SHOULD uac a redirected request keeps To, From and Call-ID
8.1.3.4-12 MUST uac a redirected request is a new transaction with a new branch
8.1.3.4-13 SHOULD uac otherwise a redirected request has the header fields and body of the first
8.1.3.5-01 SHOULD uac after a 401 or 407 the request is sent again with credentials
8.1.3.5-02 SHOULD uac after a 413 the request is sent again without a body or with a smaller one
8.1.3.5-03 SHOULD uac after a 415 the request is sent again with the types, encodings and languages that it lists
8.1.3.5-04 SHOULD uac after a 416 the request is sent again with a sip URI
8.1.3.5-05 SHOULD uac after a 420 the request is sent again without the extensions in Unsupported
8.1.3.5-06 SHOULD uac a request that is tried again keeps Call-ID, To and From, and CSeq is one higher
8.2-01 MUST uas an accepted request takes its whole effect
8.2-02 MUST uas a rejected request changes nothing at the server
8.2-03 SHOULD uas requests are checked in order: credentials, method, header fields, body
8.2.1-01 MUST uas after authentication the method is looked at
8.2.1-02 MUST uas a method that is known but not supported gets 405
8.2.1-03 MUST uas a 405 tells in Allow what is supported
8.2.1-04 MUST uas the Allow of a 405 lists every supported method
8.2.2-01 MUST uas an unknown header field is passed over and the request is served
8.2.2-02 SHOULD uas a malformed header field that is not needed is passed over
8.2.2.1-01 MAY uas a To that names somebody else may be accepted or not, by policy
8.2.2.1-02 SHOULD uas a request is served though To has an unknown scheme or names somebody else
8.2.2.1-03 SHOULD uas a request refused because of its To gets 403
8.2.2.1-04 SHOULD uas a Request-URI of an unsupported scheme gets 416
8.2.2.1-05 SHOULD uas a Request-URI that is not one of ours gets 404
8.2.2.2-01 MUST uas a request without a To tag is compared with the transactions that are going on
8.2.2.2-02 SHOULD uas a merged request (same From tag, Call-ID and CSeq on another transaction) gets 482
8.2.2.3-01 MUST uas an unknown option tag in Require gets 420
8.2.2.3-02 MUST uas a 420 lists the unknown option tags in Unsupported
8.2.2.3-03 MUST uac no Require or Proxy-Require in CANCEL, nor in an ACK for a failure
8.2.2.3-04 MUST uas Require and Proxy-Require in a CANCEL or an ACK for a failure are passed over
8.2.2.3-05 MUST uac an ACK for a 2xx requires no more than its INVITE did
8.2.3-01 MUST uas a required body of unknown type, language or encoding gets 415
8.2.3-02 MUST uas a 415 for an unknown type has an Accept with all types that are understood
8.2.3-03 MUST uas a 415 for an unknown encoding has an Accept-Encoding with those understood
8.2.3-04 MUST uas a 415 for an unknown language has an Accept-Language with those understood
8.2.4-01 MUST uas no extension is applied to a response unless the request's Supported names it
8.2.4-02 SHOULD uas without the wished extension, the server makes do with plain SIP and what the client supports
8.2.4-03 MAY uas a request that cannot be served without an extension may get 421
8.2.4-04 MUST uas a 421 names the needed extensions in Require
8.2.4-05 SHOULD uas a server avoids 421, which keeps ends from working together
8.2.4-06 MUST uas extensions applied to a response other than 421 are named in its Require
8.2.4-07 MUST uas nothing beyond the request's Supported is applied
8.2.6.1-01 SHOULD uas no provisional response to anything but INVITE
8.2.6.1-02 SHOULD uas requests other than INVITE get their final response at once
8.2.6.1-03 MUST uas a 100 repeats the Timestamp of its request
8.2.6.1-04 SHOULD uas a delay is added to the Timestamp when the response took time
8.2.6.1-05 MUST uas the delay in Timestamp is in seconds from receiving the request to sending the response
8.2.6.2-01 MUST uas From of the response is that of the request
8.2.6.2-02 MUST uas Call-ID of the response is that of the request
8.2.6.2-03 MUST uas CSeq of the response is that of the request
8.2.6.2-04 MUST uas the response has all Vias of the request, in the same order
8.2.6.2-05 MUST uas when To of the request has a tag, the response has the same To
8.2.6.2-06 MUST uas when To has no tag, the response keeps its URI and adds a tag, except in a 100
8.2.6.2-07 MUST uas all responses to one request have the same To tag, except a 100
8.2.7-01 MUST uas a stateless server sends no provisional responses
8.2.7-02 MUST uas a stateless server repeats no response of its own accord
8.2.7-03 MUST uas a stateless server passes over ACK
8.2.7-04 MUST uas a stateless server passes over CANCEL
8.2.7-05 MUST uas a stateless server gives a repeated request the same To tag each time
8.3-01 SHOULD redirect a well-formed CANCEL gets a 2xx
8.3-02 MUST redirect nobody is redirected to the URI that was asked for
8.3-03 MAY redirect a Contact may name another resource than the one called
8.3-04 SHOULD uac a malformed expires of a Contact in a 3xx counts as 3600
8.3-05 MUST redirect unknown header fields, methods and required extensions do not keep from redirecting
`;
