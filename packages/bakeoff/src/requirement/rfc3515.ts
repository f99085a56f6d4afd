import { readRequirements, type Requirement } from './requirement.ts';

/** REFER: RFC 3515. */
export const RFC_3515: readonly Requirement[] = /* @__PURE__ */ readRequirements(
  3515,
  `
  2-01 MAY uac send REFER outside of a dialog that an INVITE made
  2-02 MUST uac put exactly one Contact into REFER, since it makes a dialog; it may be record-routed
  2-03 MUST uac send REFER within a dialog along the route set of that dialog
  2.1-01 MAY uac encrypt Refer-To end to end
  2.3-01 MAY uac put a body into REFER
  2.4.1-01 MUST uac put exactly one Refer-To value into REFER
  2.4.2-01 SHOULD uas ask the user, or a policy, before it follows a well-formed REFER
  2.4.2-02 MUST uas contact the URI in Refer-To once that is approved
  2.4.2-03 MAY uas decline a REFER that is refused at once
  2.4.2-04 MUST uas answer 400 to a REFER with no Refer-To value or with several
  2.4.2-05 MAY uas answer REFER with 100 or a fitting 4xx to 6xx, as RFC 3261 says
  2.4.2-06 SHOULD uas not accept a REFER to a URI scheme that it cannot follow
  2.4.2-07 MUST uas answer 202 before the REFER transaction expires, when nothing else was answered
  2.4.2-08 MUST uas make a subscription with each accepted REFER and report on it by NOTIFY
  2.4.4-01 MUST uas tell the sender of REFER what becomes of it by NOTIFY
  2.4.4-02 MUST uas put Event: refer into each of these NOTIFYs, with an id where needed
  2.4.4-03 MUST uas give each NOTIFY on a REFER a message/sipfrag body
  2.4.4-04 MUST uac take a NOTIFY that comes before the final response to its REFER
  2.4.4-05 SHOULD uas not CANCEL the referenced request because the subscription to refer was ended
  2.4.4-06 MUST uas answer 403 to a SUBSCRIBE for Event: refer that matches no subscription of a REFER
  2.4.5-01 MUST uas write the body of each NOTIFY for Event: refer as message/sipfrag
  2.4.5-02 MUST uas begin the body of each NOTIFY with a SIP status line
  2.4.5-03 MAY uas add header fields on the outcome after that status line
  2.4.5-04 MAY uas put more of a SIP message into the body to tell more
  2.4.6-01 MUST uas put the REFER's CSeq number as Event id into NOTIFYs for its second and later REFERs in a dialog
  2.4.6-02 MAY uas put that id into the NOTIFYs for the first REFER in a dialog too
  2.4.6-03 MUST uac put the same id into a SUBSCRIBE that refreshes or ends such a subscription
  2.4.7-01 MUST uas end with the last NOTIFY: Subscription-State terminated, reason noresource
  2.5-01 SHOULD registrar answer 405 to REFER when it knows the method
  3.4-01 SHOULD uas make the subscription last longer than the referenced request may take
  3.4-02 MAY uas add time to it for asking the user
  3.4-03 MAY uac prolong the subscription by a refresh, or end it
  3.9-01 MAY uac get several subscriptions from one REFER that forked outside of a dialog
  3.10-01 SHOULD uas send NOTIFYs for Event: refer at most once per second
`,
);
