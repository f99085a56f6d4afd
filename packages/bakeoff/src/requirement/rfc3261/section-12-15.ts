/** RFC 3261 §12 to §15: dialogs, sessions, re-INVITE, BYE. */
export const SECTION_12_TO_15 = `
12.1-01 MAY author extensions may bring other ways to make a dialog
12.1-02 MUST ua a dialog is named by Call-ID, local tag and remote tag
12.1.1-01 MUST uas a response that makes a dialog repeats every Record-Route, unchanged and in order
12.1.1-02 MUST uas a response that makes a dialog has a Contact
12.1.1-03 MUST uas that Contact is a sip or sips URI
12.1.1-04 MUST uas Contact is sips when Request-URI or first Record-Route (without one, Contact) of the request is
12.1.1-05 SHOULD uas the Contact URI works outside of the dialog too
12.1.1-06 MUST uas the callee keeps the state of a dialog as long as it lives
12.1.1-07 MUST uas the callee's route set is the Record-Route of the request, in order, with all parameters
12.1.1-08 MUST uas without Record-Route in the request, the callee's route set is empty
12.1.1-09 MUST uas the callee's remote target is the Contact of the request
12.1.1-10 MUST uas the callee's remote sequence number is the CSeq of the request
12.1.1-11 MUST uas the callee's local sequence number is empty at first
12.1.1-12 MUST uas the callee's dialog has the Call-ID of the request
12.1.1-13 MUST uas the callee's local tag is that of To in its response, the remote tag that of From
12.1.1-14 MUST uas a request without a From tag is served; the tag counts as null
12.1.1-15 MUST uas to the callee, remote URI is From and local URI is To
12.1.2-01 MUST uac a request that can make a dialog has a Contact that works outside of it too
12.1.2-02 MUST uac Contact in a request that can make a dialog is sips when Request-URI or first Route is
12.1.2-03 MUST uac the caller keeps the state of a dialog as long as it lives
12.1.2-04 MUST uac the caller's route set is the Record-Route of the response, reversed, with all parameters
12.1.2-05 MUST uac without Record-Route in the response, the caller's route set is empty
12.1.2-06 MUST uac the caller's remote target is the Contact of the response
12.1.2-07 MUST uac the caller's local sequence number is the CSeq of the request
12.1.2-08 MUST uac the caller's remote sequence number is empty until the peer sends a request
12.1.2-09 MUST uac the caller's dialog has the Call-ID of the request
12.1.2-10 MUST uac the caller's local tag is that of From, the remote tag that of To in the response
12.1.2-11 MUST uac a response without a To tag is understood; the tag counts as null
12.1.2-12 MUST uac to the caller, remote URI is To and local URI is From
12.2-01 MAY ua either end of a dialog may begin transactions in it
12.2-02 MAY ua requests within a dialog may carry Record-Route and Contact
12.2.1.1-01 MUST uac within a dialog, the URI of To is the remote URI
12.2.1.1-02 MUST uac within a dialog, the tag of To is the remote tag
12.2.1.1-03 MUST uac within a dialog, the URI of From is the local URI
12.2.1.1-04 MUST uac within a dialog, the tag of From is the local tag
12.2.1.1-05 MUST uac a tag that is null is left out of To or From
12.2.1.1-06 MUST uac within a dialog, Call-ID is that of the dialog
12.2.1.1-07 MUST uac CSeq grows by exactly one per request of a dialog, each end for itself, save ACK and CANCEL
12.2.1.1-08 MUST uac the next request's CSeq is the local sequence number plus one
12.2.1.1-09 MUST uac an empty local sequence number is given a first value below 2**31
12.2.1.1-10 MUST uac within a dialog, CSeq names the method of the request
12.2.1.1-11 MUST uac without a route set, the Request-URI is the remote target
12.2.1.1-12 MUST uac without a route set, there is no Route
12.2.1.1-13 MUST uac with a loose first router, the Request-URI is the remote target and Route is the whole route set
12.2.1.1-14 MUST uac with a strict first router, the Request-URI is its URI, freed of parameters not allowed there
12.2.1.1-15 MUST uac with a strict first router, Route is the rest of the route set in order
12.2.1.1-16 MUST uac with a strict first router, the last Route value is the remote target
12.2.1.1-17 SHOULD uac a target refresh request has a Contact, the same as before unless it is to change
12.2.1.1-18 MUST uac in a secure dialog, the Contact is sips
12.2.1.2-01 MUST uac the Contact of a 2xx to a target refresh request is the new remote target
12.2.1.2-02 SHOULD uac a 481 or 408 to a request within a dialog ends the dialog
12.2.1.2-03 SHOULD uac no response at all to a request within a dialog ends the dialog
12.2.2-01 MAY uas a request with an unknown To tag may be accepted or rejected
12.2.2-02 MUST uas a request of an unknown dialog, when rejected for that, gets 481
12.2.2-03 MUST uas the first request of the peer sets the empty remote sequence number
12.2.2-04 MUST uas a CSeq lower than the remote sequence number gets 500
12.2.2-05 SHOULD uas a CSeq that leaps by more than one is served
12.2.2-06 MUST uas each request in order sets the remote sequence number to its CSeq
12.2.2-07 MUST uas the Contact of a target refresh request is the new remote target
13.1-01 MUST ua who supports INVITE supports ACK, CANCEL and BYE
13.2.1-01 SHOULD uac an INVITE has an Allow header field
13.2.1-02 SHOULD uac that Allow lists what is welcome within the dialog, INFO for example
13.2.1-03 SHOULD uac an INVITE has a Supported header field
13.2.1-04 MAY uac an INVITE may have an Accept
13.2.1-05 MAY uac an INVITE may have an Expires that limits it
13.2.1-06 SHOULD uac an INVITE unanswered when its Expires is over is cancelled
13.2.1-07 MAY uac an INVITE may have Subject, Organization and User-Agent
13.2.1-08 MAY uac an INVITE may have a body
13.2.1-09 MUST ua the first offer is in the INVITE, else in the first reliable response that is no failure
13.2.1-10 MUST uas an offer in the INVITE is answered in a reliable response of that INVITE, no failure
13.2.1-11 MAY uas the answer may be shown earlier, exactly the same, in provisional responses
13.2.1-12 MUST uac the first session description of a dialog is the answer; later ones are passed over
13.2.1-13 MUST uac an offer in the 2xx is answered in the ACK
13.2.1-14 MAY uac a new offer may be made only when no offer is open either way
13.2.1-15 MUST uas after the first offer and answer, no response to that INVITE makes another offer
13.2.1-16 MUST ua both orders work: offer in INVITE, and offer in 2xx
13.2.1-17 MUST ua sessions are described in SDP, by the offer and answer rules of RFC 3264
13.2.2-01 MAY uac after a 3xx the addresses it gives may be tried
13.2.2-02 MUST uac later final responses after one that was a failure are passed over
13.2.2-03 MUST uac a 2xx of an early dialog confirms it and sets its route set anew
13.2.2-04 MUST uac a 2xx of no known dialog makes a new confirmed one
13.2.2-05 MUST uac every 2xx to INVITE is acknowledged
13.2.2-06 MUST uac an ACK for a 2xx has the CSeq number of its INVITE and the method ACK
13.2.2-07 MUST uac an ACK has the credentials of its INVITE
13.2.2-08 MUST uac the ACK for a 2xx with an offer has the answer
13.2.2-09 MUST uac an unacceptable offer in a 2xx is answered validly in the ACK, then BYE follows
13.2.2-10 MUST uac every repeated 2xx is acknowledged again
13.2.2-11 MUST uac a 2xx that is not wanted any more is acknowledged and its dialog ended by BYE
13.3.1-01 SHOULD uas an INVITE whose Expires is over before its final response gets 487
13.3.1-02 MAY uas an INVITE for a session that one is in already may be known by its session description
13.3.1-03 MAY uas an INVITE for a session that one is in already may be accepted without asking
13.3.1-04 MUST uas without an offer in the INVITE, the first reliable response that is no failure makes it
13.3.1.1-01 MAY uas any number of provisional responses may be sent
13.3.1.1-02 MUST uas all provisional responses to one INVITE belong to one dialog
13.3.1.1-03 MUST uas while an INVITE is open, a provisional response other than 100 is sent every minute
13.3.1.2-01 SHOULD uas a 300, 301 or 302 gives new addresses in Contact
13.3.1.3-01 SHOULD uas a callee who can take no further call answers 486
13.3.1.3-02 SHOULD uas a callee who knows that no other device can take the call answers 600
13.3.1.3-03 SHOULD uas an offer that is refused gets 488
13.3.1.3-04 SHOULD uas a 488 says in Warning why the offer was refused
13.3.1.4-01 SHOULD uas a 2xx to INVITE has Allow and Supported
13.3.1.4-02 MUST uas a 2xx to an INVITE with an offer has the answer, unless it was given before
13.3.1.4-03 MUST uas a 2xx to an INVITE without an offer makes one, unless it was made before
13.3.1.4-04 SHOULD uas a 2xx that nobody acknowledges within 64*T1 ends the session
14-01 SHOULD ua re-INVITE and BYE are not sent automatically when media fails
14-02 SHOULD ua automatic re-INVITEs and BYEs wait a random time
14.1-01 MAY uac a re-INVITE may come without a session description, so that the 2xx makes the offer
14.1-02 SHOULD uac a changed session description has a new version number
14.1-03 MAY uac a re-INVITE may go without Alert-Info and without a body to alert by
14.1-04 MUST uac no INVITE while another INVITE of the dialog is open, whoever sent it
14.1-05 MUST uac a new INVITE waits until our own earlier one has its final response
14.1-06 MUST uac a new INVITE waits until the peer's earlier one is acknowledged or over
14.1-07 MAY ua other requests may go while an INVITE is open
14.1-08 MAY ua an INVITE may go while another kind of request is open
14.1-09 MUST uac a re-INVITE that is refused leaves the session as it was
14.1-10 SHOULD uac after a 491 a re-INVITE waits: 2.1 to 4 s who owns the Call-ID, else 0 to 2 s
14.1-11 SHOULD uac after that wait the re-INVITE is tried once more, if it is still wanted
14.2-01 MUST uas a second INVITE before the first is answered gets 500 with Retry-After of 0 to 10 s
14.2-02 MUST uas an INVITE that crosses one of our own gets 491
14.2-03 MUST uas a re-INVITE is checked for a changed session description, by its version or content
14.2-04 MUST uas a changed session description changes the session
14.2-05 SHOULD uas a 488 to a re-INVITE has a Warning
14.2-06 SHOULD uas a 2xx to a re-INVITE that is never acknowledged ends the dialog by BYE
14.2-07 MAY uas a re-INVITE may go without 180
14.2-08 MAY uas responses to a re-INVITE may go without Alert-Info and a body to alert by
14.2-09 SHOULD uas an offer in a 2xx to re-INVITE is made as for a new call, within the rules of RFC 3264
14.2-10 SHOULD uas an offer in a 2xx to re-INVITE lists all formats and media that the user agent would take
14.2-11 MUST uas an offer in a 2xx to re-INVITE shares formats and transports with the session before
14.2-12 SHOULD uac an unacceptable offer in a 2xx to re-INVITE gets a valid answer and then a BYE
15-01 SHOULD ua a BYE ends the session of its dialog
15-02 MUST ua no BYE outside of a dialog
15-03 MUST ua the callee sends no BYE in an early dialog; the caller may
15-04 MUST uas the callee sends no BYE before its 2xx is acknowledged or has timed out
15-05 MAY uac after several 2xx, any of the sessions may be kept or ended by BYE
15.1.1-01 MUST uac the session is over for the sender as soon as the BYE is on its way
15.1.1-02 MUST uac a BYE that gets 481, 408 or nothing ends session and dialog all the same
15.1.2-01 SHOULD uas a BYE of an unknown dialog gets 481
15.1.2-02 MUST uas a BYE is checked like any request within a dialog
15.1.2-03 SHOULD uas after a BYE no media is sent or listened for
15.1.2-04 MUST uas a BYE gets a 2xx, whatever becomes of the session
15.1.2-05 MUST uas requests that were open when a BYE came are still answered
15.1.2-06 SHOULD uas requests that were open when a BYE came get 487
`;
