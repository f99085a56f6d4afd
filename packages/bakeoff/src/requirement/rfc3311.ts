import { readRequirements, type Requirement } from './requirement.ts';

/** UPDATE: RFC 3311. */
export const RFC_3311: readonly Requirement[] = /* @__PURE__ */ readRequirements(
  3311,
  `
  2-01 MUST author take words such as MUST and SHOULD in the sense of RFC 2119
  4-01 SHOULD uac list UPDATE in Allow of an INVITE when it takes UPDATE
  4-02 SHOULD uas list UPDATE in Allow of a reliable provisional response that has SDP and begins a dialog
  4-03 SHOULD uas list UPDATE in Allow of the 2xx, and of unreliable provisional responses if it likes
  5.1-01 MAY ua send UPDATE in early and confirmed dialogs, as caller or callee
  5.1-02 SHOULD uac change a confirmed session by re-INVITE and not by UPDATE
  5.1-03 MAY uac add the optional header fields that the tables allow to an UPDATE
  5.1-04 MUST uas use in the 2xx to its pending INVITE the Contact with which an UPDATE moved its target
  5.2-01 MUST uas answer 500 with Retry-After from 0 to 10 to an UPDATE while it has one in the dialog unanswered
  5.2-02 MUST uas answer 491 to an UPDATE with an offer while an own offer waits for its answer
  5.2-03 MUST uas refuse an UPDATE with an offer while it still owes an answer to an earlier offer
  5.2-04 MUST uas make that refusal a 500 with a random Retry-After from 0 to 10 seconds
  5.2-05 MUST uas find out by version or content whether the description in an UPDATE has changed
  5.2-06 MUST uas follow a changed description and put its answer into the 2xx to the UPDATE
  5.2-07 MUST uas answer an UPDATE at once, without asking a person
  5.2-08 SHOULD uas refuse with 504 a change that it may not make without asking a person
  5.2-09 SHOULD uas put a Warning into that 504
  5.3-01 MUST ua leave the session as it was when an UPDATE gets a final response other than 2xx
  5.3-02 SHOULD uac wait a random time after 491 to an UPDATE, by who made the Call-ID
  5.3-03 SHOULD uac try the UPDATE once more after that time, if the change is still wanted
`,
);
