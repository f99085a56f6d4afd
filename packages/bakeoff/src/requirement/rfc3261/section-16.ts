/** RFC 3261 §16: proxies. */
export const SECTION_16 = `
16.1-01 MAY proxy a request may be answered with any error that fits
16.1-02 MUST proxy who answers a request itself follows the rules of a user agent server
16.1-03 MAY proxy a stateful proxy may fork a request to several destinations
16.1-04 MUST proxy a request that goes to more than one place is handled statefully
16.1-05 MAY proxy requests may be forwarded over TCP without transactions
16.1-06 MAY proxy a stateless proxy between connections leaves in the message what leads the response back
16.1-07 MUST proxy between transports of unlike reliability a request is forwarded statefully, where the proxy has to see to delivery
16.1-08 MAY proxy a stateful proxy may become stateless if it did nothing that only a stateful one can
16.1-09 SHOULD proxy a proxy that has become stateless begins no CANCEL
16.2-01 MUST proxy a stateful proxy answers at once with a provisional response, like a user agent server
16.2-02 SHOULD proxy only INVITE is answered with 100
16.2-03 MUST proxy every request to forward is validated, its routes preprocessed, its targets found, then forwarded; unknown methods too
16.3-01 MUST proxy a request is validated before it is forwarded
16.3-02 MUST proxy a request that fails a check is answered with an error as by a user agent server
16.3-03 MUST proxy merged requests are no error to a proxy
16.3-04 MUST proxy a request has to be well formed enough for a server transaction
16.3-05 MUST proxy what the checks and the forwarding look at has to be well formed
16.3-06 SHOULD proxy what else is malformed is forwarded unchanged
16.3-07 MUST proxy unknown methods and unknown header fields are forwarded
16.3-08 SHOULD proxy a Request-URI of an unknown scheme gets 416
16.3-09 MUST proxy a request with Max-Forwards 0 is not forwarded
16.3-10 MAY proxy an OPTIONS with Max-Forwards 0 may be answered as its final recipient
16.3-11 MUST proxy a request with Max-Forwards 0 gets 483
16.3-12 MAY proxy requests may be checked for loops
16.3-13 MAY proxy a loop may be found by working out the branch again and comparing it with our Via
16.3-14 MAY proxy a looped request may get 482
16.3-15 MUST proxy an unknown option tag in Proxy-Require gets 420
16.3-16 MUST proxy that 420 lists the unknown option tags in Unsupported
16.3-17 MUST proxy where credentials are needed, Proxy-Authorization is checked first
16.4-01 MUST proxy preprocessing begins with a look at the Request-URI
16.4-02 MUST proxy our own Record-Route URI as Request-URI is replaced by the last Route, which goes
16.4-03 MUST proxy after that the request is served as though it had come so
16.4-04 MUST proxy a maddr in the Request-URI is compared with the addresses we are responsible for
16.4-05 MUST proxy our own maddr, with matching port and transport, is taken out of the Request-URI together with those
16.4-06 MUST proxy a first Route that names this proxy is removed
16.5-01 MUST proxy a maddr that is not ours makes the Request-URI the only target
16.5-02 MUST proxy a foreign domain makes the Request-URI the only target
16.5-03 MAY proxy within our own domain, targets may be found in any way
16.5-04 MUST proxy the Request-URI is made canonical before it is looked up in the location service
16.5-05 SHOULD proxy a Request-URI that could mean several users gets 485
16.5-06 SHOULD proxy a 485 lists the addresses to try in Contact
16.5-07 MAY proxy anything known about the request and its surroundings may decide its targets
16.5-08 MUST proxy no URI is a target twice, by the equality of its scheme
16.5-09 MUST proxy a Request-URI that is not ours gets no further targets
16.5-10 MAY proxy targets may be added while forwarding goes on, if the Request-URI is ours
16.5-11 MAY proxy what was learned while forwarding may give new targets
16.5-12 SHOULD proxy a dynamic source of targets is watched while the request is open
16.5-13 SHOULD proxy a device that registers during the call is added as a target
16.5-14 MUST proxy no URI is added twice, late ones neither
16.5-15 MUST proxy an address of our domain that does not exist gets 404
16.5-16 MUST proxy a request without any target gets an error, best 480
16.6-01 MAY proxy forwarding may begin with the first target
16.6-02 MAY proxy targets may be served in any order
16.6-03 MAY proxy targets may be tried one after the other
16.6-04 MAY proxy targets may be tried all at once
16.6-05 MAY proxy targets may be tried group by group
16.6-06 MUST proxy the forwarded copy begins with all header fields of the request
16.6-07 MUST proxy a header field that forwarding does not concern stays
16.6-08 SHOULD proxy in the forwarded copy, header fields keep their order
16.6-09 MUST proxy values of one header name keep their order
16.6-10 MUST proxy the body of a request stays as it is
16.6-11 MUST proxy the Request-URI becomes the target's URI
16.6-12 MUST proxy URI parameters not allowed in a Request-URI are taken out of the target
16.6-13 MUST proxy Max-Forwards of the copy goes down by one
16.6-14 MUST proxy a missing Max-Forwards is added, best with 70
16.6-15 MUST proxy who wants to stay in the dialog puts an own Record-Route above those there
16.6-16 SHOULD proxy who wants to stay in an existing dialog adds Record-Route to its requests too
16.6-17 MAY proxy any request may be given a Record-Route
16.6-18 MUST proxy the URI in Record-Route is sip or sips
16.6-19 MUST proxy the URI in Record-Route has lr
16.6-20 MAY proxy each destination may be given a Record-Route of its own
16.6-21 SHOULD proxy no transport parameter in Record-Route unless the next hop is known to support it
16.6-22 MUST proxy the URI in Record-Route leads back to this proxy by DNS
16.6-23 MUST proxy Record-Route is sips when the Request-URI or the first Route is
16.6-24 MUST proxy a request to sips that did not come over TLS gets a Record-Route
16.6-25 MUST proxy a request that came over TLS and goes on without sips gets a Record-Route that is not sips
16.6-26 MUST proxy a Record-Route to be rewritten in the response can be found again there
16.6-27 MAY proxy the Record-Route value may have further parameters
16.6-28 SHOULD proxy who has to be in every dialog adds Record-Route to unknown methods as well
16.6-29 MAY proxy a dialog's Record-Route may be refused when the dialog is over
16.6-30 MAY proxy Record-Route may name its dialog, and requests of another one be refused
16.6-31 MUST ua a URI from Record-Route is used in its own dialog only
16.6-32 MAY author extensions may bring other requests that make dialogs
16.6-33 MAY proxy other header fields may be added that fit
16.6-34 MAY proxy policy may send a request through certain proxies
16.6-35 MUST proxy the proxies that policy names are loose routers
16.6-36 MUST proxy the proxies that policy names stand above the Route values there
16.6-37 MUST proxy a missing Route is added with the proxies that policy names
16.6-38 MUST proxy a request with Route is sent past it only to a proxy known for loose routing
16.6-39 MAY proxy without Route, a request may be sent straight to the proxy that policy names
16.6-40 MUST proxy with a sips Request-URI, that proxy is reached over TLS
16.6-41 MUST proxy the first Route is looked at before sending
16.6-42 MUST proxy for a first Route without lr the copy is rewritten for a strict router
16.6-43 MUST proxy for a strict router, the Request-URI becomes the last Route
16.6-44 MUST proxy for a strict router, the first Route becomes the Request-URI and leaves Route
16.6-45 MAY proxy policy may fix the next address, port and transport
16.6-46 MUST proxy policy fixes only addresses of known loose routers
16.6-47 SHOULD proxy a fixed next hop is avoided; a Route does it better
16.6-48 MUST proxy for a strict router, the next hop is looked up from the new Request-URI
16.6-49 MUST proxy else it is looked up from the first Route, or without one from the Request-URI
16.6-50 MUST proxy the proxy's look-up is one for sips when the Request-URI is, whichever URI is looked up
16.6-51 MUST proxy the addresses found are tried in order until one takes the request
16.6-52 MUST proxy each address tried is a new client transaction with a message made for it
16.6-53 MUST proxy each attempt has a branch of its own
16.6-54 MUST proxy an own Via is put above those there
16.6-55 SHOULD proxy who detects loops makes the branch of two parts that can be told apart
16.6-56 MUST proxy the first part of the branch is unique and begins with z9hG4bK
16.6-57 SHOULD proxy the loop part of the branch covers all that decides the way, Route and Proxy-Require included
16.6-58 MUST proxy the loop part covers the Request-URI received and all that admits or routes the request
16.6-59 MUST proxy the method does not count in the branch
16.6-60 MUST proxy CANCEL and the ACK for a failure have the branch of their INVITE
16.6-61 MUST proxy onto a stream a request goes with Content-Length, added if it was missing
16.6-62 MUST proxy a stateful proxy makes a client transaction for each copy
16.6-63 MUST proxy timer C runs for every forwarded INVITE
16.6-64 MUST proxy timer C is longer than 3 minutes
16.7-01 MUST proxy a response of no known transaction is forwarded statelessly
16.7-02 MUST proxy each response goes through the steps of response processing
16.7-03 MUST proxy each response that is forwarded goes through the steps of forwarding
16.7-04 MUST proxy a 101 to 199 starts timer C anew
16.7-05 MUST proxy timer C started anew is longer than 3 minutes too
16.7-06 MUST proxy a response without a Via below our own is for us and is not forwarded
16.7-07 MUST proxy Contacts of a 3xx that the proxy tries itself are removed from it
16.7-08 SHOULD proxy from a sips Request-URI the proxy follows no redirection to a URI that is not
16.7-09 SHOULD proxy a 3xx of which every Contact is being tried does not count as a response
16.7-10 SHOULD proxy after 416 for a scheme that the proxy chose, another target is added
16.7-11 SHOULD proxy that other target is the sip form of the URI just tried
16.7-12 SHOULD proxy a 416 that is being mended so does not count as a response
16.7-13 MUST proxy before a final response, 101 to 199 and 2xx are forwarded at once
16.7-14 MUST proxy after a 6xx no new branch is begun, and the open ones are cancelled
16.7-15 MUST proxy after a final response, every further 2xx to INVITE is forwarded at once
16.7-16 MUST proxy no other response is forwarded at once
16.7-17 MUST proxy a 100 received from downstream is not forwarded
16.7-18 MUST proxy a response forwarded at once has its challenges gathered and its Record-Route treated too
16.7-19 MUST proxy when every branch has ended and nothing final was forwarded, a final response is sent
16.7-20 MUST proxy the best of the final responses is chosen
16.7-21 MUST proxy without any final response, 408 is sent
16.7-22 MUST proxy otherwise one of the responses received is forwarded
16.7-23 MUST proxy a 6xx wins over all others
16.7-24 SHOULD proxy without a 6xx, the lowest class wins
16.7-25 MAY proxy within the chosen class, any response may be taken
16.7-26 SHOULD proxy among 4xx, those that help to try again win: 401, 407, 415, 420, 484
16.7-27 SHOULD proxy a 503 is not forwarded, unless this proxy can serve nothing at all
16.7-28 SHOULD proxy if 503 was the only response, 500 is sent
16.7-29 MUST proxy the chosen response has its challenges gathered and its Record-Route treated
16.7-30 MUST proxy no To tag is added to a 1xx or 2xx
16.7-31 MUST proxy the To tag of a 1xx or 2xx stays
16.7-32 SHOULD proxy the To tag of a 3xx to 6xx stays when it is only forwarded
16.7-33 MUST proxy the To tag stays when the request had one
16.7-34 MUST proxy a 401 or 407 carries the challenges of all 401 and 407 received, unchanged
16.7-35 MAY proxy our own Record-Route may be rewritten in the response
16.7-36 MUST proxy from TLS to something else, our Record-Route becomes sips in the response
16.7-37 MUST proxy from something else to TLS, our Record-Route becomes sip in the response
16.7-38 MUST proxy a rewritten Record-Route keeps the rules that held in the request
16.7-39 SHOULD proxy a rewritten Record-Route has no transport unless the previous hop is known to support it
16.7-40 SHOULD proxy our own Record-Route is known again by a mark in its user part
16.7-41 MAY proxy a response may be changed further for a service
16.7-42 MUST proxy the body of a response stays as it is
16.7-43 MUST proxy no header value but our own Via is removed from a response
16.7-44 MUST proxy the received parameter of the Via below stays
16.7-45 MUST proxy the response goes to the server transaction of its context
16.7-46 MUST proxy when that transaction is gone, the response is sent statelessly
16.7-47 MUST proxy the context lives until all its transactions have ended
16.7-48 MUST proxy a final response forwarded cancels all branches that are open
16.7-49 SHOULD proxy a 6xx received cancels all branches that are open
16.8-01 MUST proxy when timer C fires it is set again, or the branch ends
16.8-02 MUST proxy ending by timer C after a provisional response means CANCEL
16.8-03 MUST proxy ending by timer C without a provisional response counts as 408
16.9-01 MUST proxy a transport error when forwarding counts as 503
16.9-02 SHOULD proxy a response that cannot be delivered cancels no branch
16.10-01 MAY proxy any request that the proxy sent may be cancelled after a provisional response
16.10-02 MUST proxy a CANCEL that matches a context cancels its open branches
16.10-03 MAY proxy an INVITE may be cancelled when its Expires is over
16.10-04 MUST proxy a CANCEL that matches a context gets 200 at once
16.10-05 MUST proxy that CANCEL is sent on along every open branch
16.10-06 MUST proxy a CANCEL that matches no context is forwarded statelessly
16.11-01 MUST proxy a stateless proxy sends no provisional response
16.11-02 MUST proxy a stateless proxy validates requests likewise
16.11-03 MUST proxy a stateless proxy treats Route and finds targets likewise
16.11-04 MUST proxy a stateless proxy picks exactly one target
16.11-05 MUST proxy it picks by the message and by what does not change with time
16.11-06 MUST proxy a request that comes again goes to the same place
16.11-07 MUST proxy CANCEL, and ACK without Route, go where their INVITE went
16.11-08 MUST proxy a stateless proxy forwards by the same steps
16.11-09 MUST proxy a request that comes again has the same branch
16.11-10 MUST proxy the branch is worked out from what a repetition does not change
16.11-11 MAY proxy how branches become unique is free
16.11-12 SHOULD proxy the branch is made from the topmost branch received, else from tags, Call-ID, CSeq, Request-URI and Via
16.11-13 MUST proxy every change to a request is the same when it comes again
16.11-14 MUST proxy Record-Route and Route that are added are the same when it comes again
16.11-15 MUST proxy changes follow from fixed configuration and from what repetitions share
16.11-16 MUST proxy a stateless proxy treats CANCEL like any request
16.11-17 MUST proxy sent-by of the topmost Via of a response is looked at
16.11-18 MUST proxy our own Via is removed and the response goes to the next one
16.11-19 MUST proxy the body stays as it is, in stateless forwarding too
16.11-20 MUST proxy no other header value is removed from the response
16.11-21 MUST proxy a response whose topmost Via is not ours is dropped without a word
`;
