import { readRequirements, type Requirement } from './requirement.ts';

/** MESSAGE: RFC 3428. */
export const RFC_3428: readonly Requirement[] = /* @__PURE__ */ readRequirements(
  3428,
  `
  1-01 MUST ua meet what RFC 2779 asks of instant messages, as far as MESSAGE is concerned
  2-01 SHOULD ua begin no dialog only to hold MESSAGE requests together
  4-01 MUST uac be able to send MESSAGE with a text/plain body
  4-02 MUST ua put no Contact into a MESSAGE request
  4-03 MAY uac send MESSAGE within a dialog that exists
  4-04 MUST uac not take a 2xx to MESSAGE as a sign that somebody has read it
  4-05 MUST uac not take a 202 to MESSAGE as delivery to the final destination
  4-06 MUST uac not take one final response as proof that only one device got the MESSAGE
  4-07 MAY uac limit with Expires how long a message is valid
  4-08 SHOULD uac add Date with the time of sending when Expires is not zero
  5-01 SHOULD uac resolve an im: URI to a SIP URI and send the MESSAGE to that
  5-02 MAY uac leave an im: URI that it cannot resolve in the Request-URI
  5-03 SHOULD uac name the ends in To and From by SIP or SIPS URIs where these are known
  5-04 MUST message have no im: URI in Route and Record-Route
  6-01 MAY proxy fork a MESSAGE to several devices
  7-01 SHOULD uas answer MESSAGE with a final response at once
  7-02 MUST uas put no body into a 2xx to MESSAGE
  7-03 MUST uas put no Contact into a 2xx to MESSAGE
  7-04 SHOULD uas answer 202 when it only stores a message or hands it on beyond SIP
  7-05 MUST uas take and show bodies of type text/plain; message/cpim if it likes
  7-06 SHOULD uas count Expires of a MESSAGE from its Date when there is one
  7-07 SHOULD uas count Expires of a MESSAGE without Date from its arrival
  7-08 SHOULD uas treat a message that expired before it could be shown by a policy of its own
  7-09 SHOULD uas tell the user that a message it shows has expired
  8-01 SHOULD uac send MESSAGE over a transport with congestion control, such as TCP, where it can
  8-02 MUST uac keep MESSAGE at 1300 bytes or less, unless all hops are known to control congestion or have a larger MTU
  8-03 MUST uac send no MESSAGE outside a dialog to a URI while one to it is pending
  8-04 MUST uac send no overlapping MESSAGEs within a dialog unless every hop of its route controls congestion
  9-01 MAY uac put any body into MESSAGE, described by the usual MIME header fields
  11-01 MUST ua support end-to-end authentication, integrity and confidentiality of message bodies
  11.1-01 SHOULD proxy authenticate the local senders of MESSAGE by proxy authentication
  11.3-01 MUST ua protect bodies by S/MIME when proxies must not read or change them
  11.3-02 MUST author say for a new body type how it is secured end to end
  11.3-03 MUST ua support encryption and signatures by S/MIME (EnvelopedData and SignedData)
  11.4-01 MUST ua cover a Date header field by the signature of each signed MESSAGE and response
  11.4-02 SHOULD uas answer 400 to a message whose Date is more than several minutes off, or drop repeated ones
  11.4-03 SHOULD uas warn the user that stale messages accepted after being offline may be replays
`,
);
