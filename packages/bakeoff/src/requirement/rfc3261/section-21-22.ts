/** RFC 3261 §21 and §22: response codes, authentication. */
export const SECTION_21_TO_22 = `
21-01 SHOULD uas of HTTP's response codes only those that SIP has taken over are used
21.1-01 MAY uas a provisional response may have a body, a session description too
21.1-02 MAY uac a 180 may start the ringback tone
21.1-03 MAY uas 181 may tell the caller of a forwarding to other destinations
21.1-04 MAY uas the phrase of a 182 may say how the queue stands
21.1-05 MAY uas several 182s may report how the queue moves
21.1-06 MAY uas phrase, header fields and body of a 183 may tell of the progress
21.3-01 MAY uas a 300 may have a body that lists the choices
21.3-02 SHOULD uas the choices of a 300 are listed in Contact
21.3-03 MAY uas a 300 may have several Contacts
21.3-04 MAY uac a 300 may be followed automatically, or the person be asked
21.3-05 SHOULD uac after a 301 the request is tried at the new Contact
21.3-06 SHOULD uac a 301 changes address books and caches, and later requests go to the new address
21.3-07 SHOULD uac after a 302 the request is tried at the new Contact
21.3-08 MAY uac the Contact of a 302 may be kept until it expires
21.3-09 MUST uac the Contact of a 302 without an expiry is used once and not kept
21.3-10 MAY uac when a kept Contact fails, the first Request-URI may be tried once more
21.3-11 MUST uac after a 305 the request goes through the proxy named in Contact
21.3-12 MUST uas a 305 comes only from a user agent server
21.4-01 SHOULD uac after a 4xx the same request is not repeated unchanged
21.4-02 SHOULD uas the phrase of a 400 says what is wrong with the syntax
21.4-03 SHOULD uac after a 403 the request is not repeated
21.4-04 MUST uas a 405 has an Allow with the methods valid for that address
21.4-05 MUST uac after a 407 the client first authenticates with the proxy
21.4-06 MAY uac after a 408 the request may be repeated unchanged
21.4-07 SHOULD uas who does not know whether an address has gone for good answers 404, not 410
21.4-08 MAY uas a connection may be closed after a 413
21.4-09 SHOULD uas a 413 that will pass has a Retry-After
21.4-10 MUST uas a 415 lists what is acceptable in Accept, Accept-Encoding or Accept-Language
21.4-11 MUST uas a 420 lists the unknown extensions in Unsupported
21.4-12 MUST uas a 421 lists the needed extensions in Require
21.4-13 SHOULD uas 421 is used only when nothing useful can be done without the extension
21.4-14 SHOULD uas instead of 421 the request is served by plain SIP and what the client supports
21.4-15 MAY uas a 480 may say in Retry-After when to call again
21.4-16 SHOULD uas the phrase of a 480 says why the callee cannot be reached
21.4-17 SHOULD uas a person can set that phrase
21.4-18 MAY uas 486 may be used to say more precisely why a call failed
21.4-19 SHOULD uas the phrase of a 484 says more
21.4-20 MAY uas a 485 may list the possible addresses in Contact
21.4-21 MUST uas a server can be told to answer 404 for 485, or to name no addresses
21.4-22 MAY uas a 486 may say in Retry-After when to call again
21.4-23 SHOULD uas 600 rather than 486 when no other device can take the call
21.4-24 MAY uas a 488 may describe the media it could do in a body
21.4-25 MAY uas a 493 may carry a public key to encrypt for
21.5-01 MAY uac after a 500 the error may be shown, and the request repeated some seconds later
21.5-02 MAY uas a 500 may say in Retry-After when to try again
21.5-03 MAY uas a 503 may say in Retry-After when to try again
21.5-04 MUST uac a 503 without Retry-After counts as 500
21.5-05 SHOULD uac after a 503 another server is tried
21.5-06 SHOULD uac a server that answered 503 gets no request until its Retry-After is over
21.5-07 MAY uas an overloaded server may refuse or drop instead of answering 503
21.6-01 MAY uas a 600 may say in Retry-After when to call again
21.6-02 MAY uas a 603 may say in Retry-After when to call again
21.6-03 MAY uas a 606 may give its reasons in Warning
21.6-04 MAY uas a 606 may describe the media it could do in a body
22-01 MAY uas any request may be challenged, except those of §22.1
22-02 SHOULD uas once it is known who asks, it is checked what they may do
22-03 MUST uas Basic is neither asked for nor accepted
22.1-01 MUST proxy a proxy never challenges by 401, but by 407
22.1-02 MUST author realms are chosen by the rules that follow
22.1-03 MUST author a realm is unique in the world
22.1-04 SHOULD author a realm contains a host or domain name
22.1-05 SHOULD author a realm can be read and understood by people
22.1-06 MAY uas where no authentication is needed, anonymous with an empty password may be accepted
22.1-07 MAY uac a gateway for many users may have one name and password of its own
22.1-08 MUST uas credentials accepted in an INVITE are accepted in its ACK
22.1-09 MUST uas an ACK is never answered by a challenge
22.1-10 MUST uas a CANCEL is never answered by a challenge
22.1-11 SHOULD uas a CANCEL is accepted from the hop that sent its request
22.1-12 SHOULD uac a person is shown the realm when no credentials are known for it
22.1-13 MUST uac rejected credentials are not tried again, unless only the nonce was stale
22.2-01 MAY uas a request may be authenticated before it is served
22.2-02 MUST uas a 401 carries its challenge in WWW-Authenticate
22.2-03 SHOULD uac after a 401 the request is sent again with the right credentials
22.2-04 SHOULD uac credentials are kept by To and realm and used for the next request there
22.2-05 MAY uac how credentials are kept is free
22.2-06 MAY uac without credentials for a realm, anonymous with an empty password may be tried
22.2-07 MAY uac credentials go to a user agent server or registrar in Authorization
22.2-08 MUST uac a request sent again after 401 or 407 has a higher CSeq
22.3-01 MAY proxy a proxy may authenticate before it forwards
22.3-02 MUST proxy a 407 has a Proxy-Authenticate of this proxy
22.3-03 MUST proxy a proxy adds no Proxy-Authorization to what it forwards
22.3-04 MUST proxy a 407 from downstream is forwarded to the client
22.3-05 SHOULD uac after a 407 the request is sent again with the right credentials
22.3-06 MAY uac without credentials for a proxy's realm, anonymous with an empty password may be tried
22.3-07 SHOULD uac the credentials that were used are kept
22.3-08 SHOULD uac credentials for a proxy go into all later requests of the same Call-ID
22.3-09 MUST uac credentials for a proxy are not kept beyond the dialog, save for our own outbound proxy's realm
22.3-10 MAY uac credentials go to a proxy in Proxy-Authorization
22.3-11 MUST proxy only the proxy of that realm takes a Proxy-Authorization out
22.3-12 MUST proxy for schemes without realms, every Proxy-Authorization is tried
22.3-13 SHOULD proxy only schemes with realms are used
22.3-14 MUST proxy a forking proxy's one response has every challenge that the branches got
22.3-15 MAY uac several challenges may be answered in one request, each by credentials of its own
22.3-16 SHOULD uac several credentials are told apart by realm
22.3-17 MAY uac several credentials may name the same realm
22.3-18 SHOULD uac one realm gets the same credentials every time
22.4-01 MUST uas digest in its first form, RFC 2069, still works
22.4-02 MUST uas Basic is not asked for and not accepted, with digest neither
22.4-03 MUST uac the uri parameter of credentials stands in quotes
22.4-04 MAY uas uri in credentials may be checked, though it may differ from the Request-URI
22.4-05 MUST uac credentials have no cnonce when the challenge had no qop
22.4-06 MUST uas every WWW-Authenticate and Proxy-Authenticate offers a qop
22.4-07 MUST uac a challenge with qop is answered with qop
22.4-08 MUST uas qop in the credentials tells whether the client knows RFC 2617
`;
