import { readRequirements, type Requirement } from './requirement.ts';

/** Reliability of provisional responses: RFC 3262. */
export const RFC_3262: readonly Requirement[] = /* @__PURE__ */ readRequirements(
  3262,
  `
  2-01 MUST author take words such as MUST and SHOULD in the sense of RFC 2119
  3-01 MAY uas answer an INVITE that has Supported: 100rel with reliable 101 to 199 responses
  3-02 MUST uas send every 101 to 199 response reliably when the INVITE has Require: 100rel
  3-03 MUST uas refuse Require: 100rel that it will not follow with 420 and Unsupported: 100rel
  3-04 MUST uas never send a 100 response reliably
  3-05 MUST uas send no reliable response when the INVITE names 100rel in neither Supported nor Require
  3-06 MUST proxy make no reliable responses of its own for a request with a To tag
  3-07 MUST proxy forward a PRACK that matches no reliable response of its own
  3-08 SHOULD uas repeat a reliable provisional response every 150 seconds while the INVITE goes unanswered
  3-09 SHOULD uas prolong a long INVITE transaction by reliable provisional responses
  3-10 MUST uas put Require: 100rel and RSeq into each reliable provisional response
  3-11 MUST uas start RSeq of a transaction at 1 or above, and below 2**31
  3-12 SHOULD uas draw the first RSeq evenly from the whole range
  3-13 MAY uas use the same RSeq values in responses to different requests
  3-14 MAY uas put a body into a reliable provisional response
  3-15 MUST uas answer 481 to a PRACK that matches no unacknowledged reliable response
  3-16 MUST uas answer 2xx to a PRACK that matches an unacknowledged reliable response
  3-17 MUST uas stop repeating a response once its PRACK has come, and no longer count it as unacknowledged
  3-18 SHOULD uas refuse the INVITE with 5xx when no PRACK has come for 64*T1
  3-19 MAY uas send further reliable responses once the first one is acknowledged
  3-20 MUST uas send no second reliable response before the first has its PRACK
  3-21 SHOULD uas send each later reliable response only after the PRACK of the one before
  3-22 MUST uas raise RSeq by exactly one with each further reliable response to the same request
  3-23 MUST uas never let RSeq wrap around
  3-24 MAY uas send a final response before all PRACKs, unless it is 2xx and an unacknowledged response had a description
  3-25 MUST uas hold the 2xx back while a reliable response with a description lacks its PRACK
  3-26 MUST uas stop repeating reliable responses after a final one, yet still take their PRACKs
  3-27 MUST uas send no new reliable provisional response after a final response
  4-01 MUST uac put Require: 100rel into no request but INVITE
  4-02 MUST uac say Supported: 100rel when it can acknowledge provisional responses but does not insist
  4-03 SHOULD uac say that it supports 100rel in every INVITE
  4-04 MUST uac ignore 100rel in a 100 response and send no PRACK for it
  4-05 MUST uac make a dialog from a reliable provisional response if there is none yet
  4-06 MUST uac acknowledge a reliable provisional response with a PRACK request
  4-07 MAY uac put a body into PRACK, read by its type and disposition
  4-08 SHOULD uac send no further PRACK when the same provisional response comes again
  4-09 MUST uac discard repetitions of a reliable provisional response
  4-10 MUST uac remember the RSeq of the last response that came in order
  4-11 MUST uac keep that RSeq until the INVITE has its final response
  4-12 MUST uac begin with the RSeq of the first reliable response received
  4-13 MUST uac neither acknowledge nor process a response whose RSeq does not follow the last by one
  4-14 MAY uac drop a response that came too early, or keep it until the missing ones are there
  4-15 MAY uac acknowledge or drop reliable responses that come after the final response
  5-01 MAY uas answer the offer of the INVITE in a reliable provisional response
  5-02 MUST uas put an offer into the first reliable response when the INVITE had none
  5-03 MUST uac answer the offer of a reliable provisional response in its PRACK
  5-04 MAY uac put a further offer into the PRACK after an answer came in a reliable response
  5-05 MUST uas answer an offer of a PRACK in the 2xx to that PRACK
  5-06 SHOULD ua set up the session once the answer is there, before the INVITE has its final response
  5-07 MUST uas delay the 2xx to an accepted INVITE until reliable responses with a description have their PRACK
  5-08 MUST ua support every exchange of offer and answer that INVITE, PRACK, 2xx and reliable 1xx allow
  8.1-01 MUST uas read 100rel in Require of a request as: send all provisional responses reliably
  9-01 SHOULD uas authenticate PRACK like any other request
`,
);
