/** RFC 3261 §9 to §11: CANCEL, registration, OPTIONS. */
export const SECTION_9_TO_11 = `
9.1-01 SHOULD uac only an INVITE is cancelled, no other request
9.1-02 MUST uac a CANCEL has Request-URI, Call-ID, To, From and CSeq number of its request, tags included
9.1-03 MUST uac a CANCEL has one Via, the topmost of its request
9.1-04 MUST uac CSeq of a CANCEL names the method CANCEL
9.1-05 MUST uac a CANCEL has the Route values of its request
9.1-06 MUST uac a CANCEL has neither Require nor Proxy-Require
9.1-07 SHOULD uac before a CANCEL goes out it is seen whether any response has come
9.1-08 MUST uac a CANCEL waits until a provisional response has come
9.1-09 SHOULD uac no CANCEL after a final response
9.1-10 MUST uac a CANCEL goes to the address, port and transport of its request
9.1-11 SHOULD uac a cancelled INVITE that gets no final response ends after 64*T1
9.2-01 SHOULD uas a CANCEL that matches no transaction gets 481
9.2-02 SHOULD uas a cancelled INVITE gets 487 at once
9.2-03 SHOULD uas the responses to CANCEL and to its INVITE have the same To tag
10.1-01 MUST registrar what a registrar stores, the domain's proxy or redirect server can read
10.1-02 MAY registrar a registrar may be one with the proxy of its domain
10.2-01 MAY registrant a REGISTER may carry a Route from a route set known beforehand
10.2-02 MUST registrant Record-Route in REGISTER and its responses means nothing
10.2-03 MUST registrant no route set is made from the Record-Route of a response to REGISTER
10.2-04 MUST registrant a REGISTER has Request-URI, To, From, Call-ID and CSeq
10.2-05 MAY registrant a REGISTER may have a Contact
10.2-06 MUST registrant the Request-URI of a REGISTER names a domain, without user part and @
10.2-07 MUST registrant the address of record in To is a sip or sips URI
10.2-08 SHOULD registrant all REGISTERs to one registrar have one Call-ID
10.2-09 MUST registrant CSeq grows by one with each REGISTER of the same Call-ID
10.2-10 MAY registrant a REGISTER may carry any number of Contacts, or none
10.2-11 MUST registrant no new registration is sent before the last one is answered or has timed out
10.2-12 SHOULD registrant the action parameter is not used
10.2-13 MAY registrar an expires value beyond 2**32-1 may count as 2**32-1
10.2-14 SHOULD registrar a malformed expires value counts as 3600
10.2.1-01 MAY registrant a Contact in REGISTER may have any URI scheme
10.2.1-02 MAY registrant later REGISTERs may add bindings and change them
10.2.1-03 SHOULD registrant for a sips address of record the Contacts are sips as well
10.2.1.1-01 MAY registrant a client may suggest how long its registration lasts
10.2.2-01 SHOULD registrant bindings can be removed early, by an expiry of 0
10.2.2-02 MUST registrant Contact: * goes only with Expires: 0
10.2.4-01 SHOULD registrant bindings of other user agents are not refreshed
10.2.4-02 MAY registrant several updates may share one REGISTER
10.2.4-03 SHOULD registrant one Call-ID serves all registrations from start to shutdown
10.2.4-04 SHOULD registrant refreshes go to the address of the first registration, unless redirected
10.2.5-01 MAY registrant the Date of a response may set the client's clock
10.2.6-01 SHOULD registrant without a configured registrar, REGISTER goes to the host of the address of record
10.2.6-02 MAY registrant a user agent may listen to multicast registrations to learn of its neighbours
10.2.7-01 SHOULD registrant after a time-out the same registrar is not tried again at once
10.2.8-01 MAY registrant after a 423 the client may try again with Min-Expires or more for every Contact
10.3-01 MUST registrar no 6xx comes from a registrar
10.3-02 MAY registrar a REGISTER may be redirected to another registrar
10.3-03 MUST registrar Record-Route in a REGISTER is passed over
10.3-04 MUST registrar no response to REGISTER has a Record-Route
10.3-05 MUST registrar REGISTERs are served in the order in which they came
10.3-06 MUST registrar a REGISTER takes effect wholly or not at all
10.3-07 MUST registrar each REGISTER is served apart from all others
10.3-08 SHOULD registrar a REGISTER for another domain is forwarded there, if the server is a proxy too
10.3-09 MUST registrar unknown option tags in Require are refused as by any user agent server
10.3-10 SHOULD registrar the client that registers is authenticated
10.3-11 MAY registrar without any authentication, From may be taken for who is registering
10.3-12 SHOULD registrar it is checked whether the user may change this address of record
10.3-13 MUST registrar a user who may not change the bindings gets 403 and nothing else happens
10.3-14 MUST registrar an address of record that is not in the domain gets 404 and nothing else happens
10.3-15 MUST registrar the address of record is brought to its canonical form before it is looked up
10.3-16 MUST registrar the canonical form has no URI parameters and no escapes
10.3-17 MUST registrar Contact: * with further Contacts or a non-zero expiry gets 400
10.3-18 MUST registrar Contact: * removes a binding of another Call-ID
10.3-19 MUST registrar Contact: * with the Call-ID of a binding removes it only if CSeq is higher
10.3-20 MUST registrar Contact: * with an old CSeq fails and removes nothing
10.3-21 MUST registrar the expires of a Contact is the lifetime asked for
10.3-22 MUST registrar without expires on the Contact, the Expires header is the lifetime asked for
10.3-23 MUST registrar with neither expires nor Expires, a configured default is the lifetime
10.3-24 MAY registrar a shorter lifetime than asked for may be granted
10.3-25 MAY registrar 423 only for a lifetime above 0, below an hour and below the configured minimum
10.3-26 MUST registrar a 423 states in Min-Expires the shortest lifetime it would grant
10.3-27 MUST registrar a binding of another Call-ID is removed at expiry 0, else updated
10.3-28 MUST registrar a binding of the same Call-ID is updated or removed when CSeq is higher
10.3-29 MUST registrar a CSeq no higher than that of the binding fails the request
10.3-30 MUST registrar bindings become visible only when every change of the request has succeeded
10.3-31 MUST registrar when one change fails, all are undone and the answer is 500
10.3-32 MUST registrar the 200 lists all current bindings in Contact
10.3-33 MUST registrar each Contact of the 200 says its granted lifetime in expires
10.3-34 SHOULD registrar the 200 to a REGISTER has a Date
11-01 MUST ua every user agent serves the method OPTIONS
11-02 MAY proxy an OPTIONS with Max-Forwards 0 may be answered whatever its Request-URI
11-03 MAY ua OPTIONS may be sent within a dialog
11.1-01 MAY uac an OPTIONS may have a Contact
11.1-02 SHOULD uac an OPTIONS has an Accept with the body types that are welcome in the answer
11.2-01 MUST uas OPTIONS gets the status that an INVITE would get now
11.2-02 SHOULD uas a 200 to OPTIONS has Allow, Accept, Accept-Encoding, Accept-Language and Supported
11.2-03 SHOULD proxy a proxy that answers OPTIONS itself leaves Allow out
11.2-04 MAY uas a 200 to OPTIONS may have Contacts, meant as in a 3xx
11.2-05 MAY uas a 200 to OPTIONS may have a Warning
11.2-06 MAY uas a 200 to OPTIONS may have a body of a type in the request's Accept, by default SDP
11.2-07 SHOULD uas a 200 to OPTIONS describes its media when the Accept allows for it
`;
