import { readRequirements, type Requirement } from './requirement.ts';

/** Events: SUBSCRIBE and NOTIFY, RFC 6665. */
export const RFC_6665: readonly Requirement[] = /* @__PURE__ */ readRequirements(
  6665,
  `
  1.2-01 MUST author take words such as MUST and SHOULD in the sense of RFC 2119
  1.2-02 SHOULD author mind what RFC 2119 says of SHOULD
  1.2-03 SHOULD author depart from a SHOULD only with reasons that can be listed
  1.2-04 SHOULD author depart from no SHOULD at whim or to save work
  3.1.1-01 SHOULD subscriber put an Expires header field into SUBSCRIBE
  3.1.1-02 MUST notifier take the package's default when SUBSCRIBE has no Expires
  3.1.1-03 MUST notifier put Expires into each 2xx to SUBSCRIBE
  3.1.1-04 MUST notifier grant no longer time than SUBSCRIBE asked for; less is allowed
  3.1.2-01 MUST subscriber put exactly one Event header field into SUBSCRIBE
  3.1.3-01 MAY subscriber say by Accept in SUBSCRIBE which bodies it takes
  3.1.3-02 MUST author define for a package what SUBSCRIBE without Accept means
  3.2.1-01 MUST notifier name exactly one event package in Event of NOTIFY
  3.2.1-02 MUST notifier use in NOTIFY the package name of the SUBSCRIBE
  3.2.1-03 MUST notifier write the body in a type that SUBSCRIBE accepts, else in the package's default
  4.1.2.2-01 MUST subscriber end the subscription when a refresh gets 404, 405, 410, 416, any of 480 to 485, 489, 501, 604
  4.1.2.2-02 MUST subscriber stop timer N on a success response, such as 204, that says no NOTIFY will come
  4.1.2.4-01 SHOULD subscriber answer 481 to a NOTIFY that would make a new dialog usage after timer N
  4.1.2.4-02 MUST author define what the neutral state of a package is
  4.1.2.4-03 MUST subscriber take a NOTIFY that comes before the answer to SUBSCRIBE
  4.1.3-01 MUST subscriber answer 481 to a NOTIFY that matches no subscription, unless another error fits better
  4.1.3-02 SHOULD subscriber have NOTIFY requests authenticated, against spoofing
  4.1.3-03 MUST notifier put Subscription-State into each NOTIFY
  4.1.3-04 SHOULD subscriber take expires of an active Subscription-State as the time that is left
  4.1.3-05 SHOULD subscriber take expires of a pending Subscription-State as the time that is left
  4.1.3-06 MUST subscriber take a subscription as ended when NOTIFY says terminated
  4.1.3-07 MUST subscriber ignore expires with terminated; notifiers are to leave it out
  4.1.3-08 SHOULD subscriber wait for retry-after before it subscribes again, when there is no known reason
  4.1.3-09 SHOULD subscriber subscribe again at once after reason=deactivated
  4.1.3-10 SHOULD subscriber subscribe again some time later after reason=probation
  4.1.3-11 SHOULD subscriber wait at least retry-after seconds after reason=probation
  4.1.3-12 SHOULD subscriber not subscribe again after reason=rejected
  4.1.3-13 MAY subscriber subscribe again at once after reason=timeout
  4.1.3-14 SHOULD subscriber wait at least retry-after seconds after reason=giveup; without it, any time will do
  4.1.3-15 SHOULD subscriber not subscribe again after reason=noresource
  4.1.3-16 SHOULD subscriber not subscribe again after reason=invariant, whatever retry-after says
  4.1.3-17 SHOULD subscriber answer 200 to a NOTIFY that is acceptable
  4.1.3-18 MAY subscriber put a body into its response when NOTIFY had Accept
  4.1.3-19 MUST subscriber answer NOTIFY without waiting for a person
  4.1.4-01 MUST subscriber take NOTIFYs with From tags other than the To tag of the 2xx
  4.2.1-01 MUST notifier make subscriptions from SUBSCRIBE only
  4.2.1.1-01 MUST notifier answer SUBSCRIBE without waiting for a person
  4.2.1.1-02 SHOULD notifier check that it knows the package in Event
  4.2.1.1-03 SHOULD notifier answer 489 to a package that it does not know
  4.2.1.1-04 SHOULD notifier authenticate and authorize subscribers by its policy
  4.2.1.1-05 MAY notifier check that the time in Expires is not too short
  4.2.1.1-06 MAY notifier answer 423 with Min-Expires, but only when Expires is above 0, below one hour and below its minimum
  4.2.1.1-07 MUST notifier shorten the time asked for if it likes, never lengthen it
  4.2.1.2-01 MUST notifier send NOTIFY with the current state at once after accepting or refreshing a subscription
  4.2.1.2-02 MAY notifier send an empty or neutral body while there is no meaningful state
  4.2.1.3-01 SHOULD notifier refuse with 403 or 603 a subscriber that is known not to be authorized, unless privacy forbids
  4.2.1.4-01 MUST notifier shorten the time of a refresh if it likes, never lengthen it
  4.2.1.4-02 SHOULD notifier answer 423 to a refresh whose time is unacceptably short
  4.2.1.4-03 SHOULD notifier send NOTIFY with Subscription-State: terminated when a subscription expires
  4.2.1.4-04 SHOULD notifier give reason=timeout in that NOTIFY
  4.2.2-01 MUST notifier send NOTIFY at once after each 2xx to SUBSCRIBE
  4.2.2-02 SHOULD notifier send NOTIFY at once when the state changes, unless a failed NOTIFY changed it
  4.2.2-03 SHOULD notifier drop a subscription whose NOTIFY times out (timer F)
  4.2.2-04 MUST notifier drop a subscription whose NOTIFY gets 404, 405, 410, 416, any of 480 to 485, 489, 501, 604
  4.2.2-05 MUST notifier say active, pending or terminated in Subscription-State
  4.2.2-06 MUST notifier say in expires how much time is left, when active or pending
  4.2.2-07 MUST notifier never lengthen a subscription by expires in NOTIFY; shortening is allowed
  4.2.2-08 SHOULD notifier give a reason with terminated
  4.2.2-09 MAY notifier add retry-after where it makes sense
  4.2.3-01 MAY notifier read SUBSCRIBE without Event as one for PINT (RFC 2848)
  4.2.3-02 SHOULD notifier answer 489 to SUBSCRIBE without Event when it does not support PINT
  4.3-01 MUST proxy add Record-Route to the initial SUBSCRIBE and all NOTIFYs when it wants to see the dialog
  4.3-02 MAY proxy add Record-Route to later SUBSCRIBEs, which changes no route set
  4.3-03 MUST proxy add no Record-Route to NOTIFYs when it added none to the initial SUBSCRIBE
  4.4.2-01 SHOULD subscriber subscribe again when the notifier has ended the subscription to move it
  4.4.3-01 SHOULD subscriber not poll where that makes more messages than a long subscription
  4.4.3-02 SHOULD subscriber keep its credentials between polls
  4.4.4-01 MUST notifier list in Allow-Events all packages that it can notify of
  4.4.4-02 SHOULD notifier put Allow-Events into requests that begin dialogs, their responses, and responses to OPTIONS
  4.4.4-03 MUST proxy insert no Allow-Events header field of its own
  4.5.1-01 MUST notifier implement GRUU (RFC 5627) and use one as its local target
  4.5.2-01 MUST subscriber not subscribe within a dialog when the other end is at a GRUU
  4.5.2-02 MAY subscriber share an established dialog when the remote Contact is no GRUU
  4.5.2-03 MAY subscriber treat such a remote end as one without events instead
  4.5.2-04 MAY notifier take a new subscription within an existing dialog
  4.5.2-05 SHOULD notifier say in the phrase of a 403 that it does not share dialogs
  4.5.2-06 MAY subscriber tell subscriptions of one dialog apart by id in Event
  4.5.2-07 MUST notifier put the id of the SUBSCRIBE into Event of all its NOTIFYs
  4.5.2-08 MUST subscriber keep the same id in Event when it refreshes
  4.6-01 MUST uas answer a CANCEL for a SUBSCRIBE or NOTIFY, and ignore it otherwise
  4.6-02 MUST uas process the SUBSCRIBE or NOTIFY as if there were no CANCEL
  4.6-03 SHOULD uac not CANCEL a SUBSCRIBE or NOTIFY
  5.3.2-01 MUST notifier raise the version by exactly one with each NOTIFY of a package that sends changes only
  5.4-01 MUST author weaken no SHOULD or MUST of this RFC in an event package
  5.4.1-01 MUST author define the token that names the event package
  5.4.1-02 MUST author include what the registration of the token with IANA says
  5.4.2-01 MUST author define syntax and meaning of the package's Event parameters
  5.4.2-02 MUST author register these Event parameters with IANA
  5.4.2-03 MUST author not use such a parameter again with another package
  5.4.2-04 MAY author define Event parameters for all packages at once, such as id
  5.4.4-01 SHOULD author suggest reasonable durations of a package's subscriptions
  5.4.4-02 MUST author define the duration to be used when SUBSCRIBE has no Expires
  5.4.5-01 MUST author define which bodies NOTIFY of a package has
  5.4.5-02 MUST author specify these bodies, or say where that is done
  5.4.5-03 MUST author define which type is meant when SUBSCRIBE has no Accept
  5.4.9-01 MUST author say whether a forked SUBSCRIBE may make several subscriptions
  5.4.9-02 MUST author say then whether and how their notifications are merged
  5.4.9-03 MUST author say so when the dialogs of a forked SUBSCRIBE have states of their own
  5.4.10-01 MUST author set the highest rate of notifications of one notifier
  5.4.10-02 MAY author define how subscribers can limit that rate further
  5.4.11-01 MUST author say how state agents of a package aggregate, authenticate and authorize
  5.4.12-01 SHOULD author give message flows and complete messages as examples
  5.4.12-02 SHOULD author say that examples bind nobody and refer to the text
  6.2-01 SHOULD notifier answer 200 wherever a refusal would give policy away
  6.2-02 MUST notifier send such a subscriber a NOTIFY that might be true and cannot be told from a real one
  6.3-01 SHOULD notifier require authentication of subscribers, against floods
  6.4-01 SHOULD notifier require authentication that withstands replays
  6.5-01 SHOULD subscriber protect Event, To, Contact, Route and Expires of SUBSCRIBE against changes
  6.5-02 SHOULD subscriber protect bodies of SUBSCRIBE too, where they say more about the subscription
  6.5-03 SHOULD notifier protect Call-ID, CSeq, Subscription-State and the body of NOTIFY against changes
  6.6-01 MAY subscriber encrypt what is confidential in SUBSCRIBE
  6.6-02 MAY notifier encrypt what is confidential in NOTIFY
  6.6-03 SHOULD ua understand SUBSCRIBE and NOTIFY that come encrypted
  8.2.1-01 MUST author register names of event packages with IANA
  8.2.1-02 MUST message name exactly one event type in each Event header field
  8.2.1-03 MUST message have Event only in SUBSCRIBE, NOTIFY and requests defined to carry it, never in responses
  8.2.2-01 MAY ua put Allow-Events into any request or response, complete as it has to be
  8.2.3-01 MUST message have Subscription-State in NOTIFY requests only
  8.3-01 MUST ua treat an incoming 202 as 200, and send no 202 to SUBSCRIBE or NOTIFY
  8.3-02 MUST notifier answer 200, never 202, to a SUBSCRIBE that it accepts
  9.2-01 MUST notifier put expires into NOTIFY, as section 4.2.2 says
  9.2-02 MAY proxy add Record-Route as section 4.3 says
  9.2-03 SHOULD uac not CANCEL SUBSCRIBE or NOTIFY, as RFC 3261 says
`,
);
