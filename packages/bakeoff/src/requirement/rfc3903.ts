import { readRequirements, type Requirement } from './requirement.ts';

/** PUBLISH: RFC 3903. `compositor`: the event state compositor (ESC); `publisher`: the event publication agent (EPA). */
export const RFC_3903: readonly Requirement[] = /* @__PURE__ */ readRequirements(
  3903,
  `
  2-01 MUST author take words such as MUST and SHOULD in the sense of RFC 2119
  4-01 MAY publisher send PUBLISH along a pre-existing route set, with Route
  4-02 MUST publisher give Record-Route in PUBLISH requests and responses no meaning
  4-03 MUST publisher make no route set from Record-Route in a response to PUBLISH
  4-04 MAY publisher put a Contact into PUBLISH, which means nothing there
  4-05 MAY publisher send PUBLISH within a dialog too
  4-06 MUST publisher send no new PUBLISH to the same Request-URI before the last one is answered or timed out
  4.1-01 MUST publisher put exactly one Event header field into each PUBLISH
  4.1-02 MUST publisher name the state that it updates in exactly one SIP-If-Match
  4.1-03 MUST publisher put into SIP-If-Match one entity-tag that it got in a SIP-ETag
  4.1-04 MAY publisher carry the published state in the body of PUBLISH
  4.2-01 MUST publisher put no SIP-If-Match into an initial PUBLISH
  4.2-02 SHOULD publisher first try to modify the state when it still holds an entity-tag that may be valid
  4.2-03 MUST publisher put the state as a body into an initial PUBLISH
  4.2-04 MAY publisher put one Expires into an initial PUBLISH
  4.3-01 MUST publisher refresh with PUBLISH that names the current entity-tag in SIP-If-Match
  4.3-02 MUST publisher keep the new SIP-ETag of a refresh in place of the old one
  4.3-03 MAY publisher put one Expires into a refresh
  4.3-04 MUST publisher put no body into a PUBLISH that refreshes
  4.4-01 MUST publisher modify with PUBLISH that names the current entity-tag in SIP-If-Match
  4.4-02 MUST publisher put the changed state as a body into a PUBLISH that modifies
  4.4-03 MUST publisher keep the new SIP-ETag of a modification in place of the old one
  4.4-04 MAY publisher put one Expires into a PUBLISH that modifies
  4.5-01 MUST publisher remove state at once by PUBLISH with Expires: 0 and its entity-tag in SIP-If-Match
  4.5-02 MUST publisher put no body into a PUBLISH that removes
  5-01 MUST publisher not send a PUBLISH again that got 412
  5-02 SHOULD publisher publish anew, without SIP-If-Match, after 412
  5-03 MUST publisher forget the entity-tag that got 412
  5-04 MAY publisher try again after 423 with Expires of at least Min-Expires
  6-01 MUST compositor ignore Record-Route in PUBLISH requests
  6-02 MUST compositor put no Record-Route into a response to PUBLISH
  6-03 MUST compositor ignore any Contact in a PUBLISH request
  6-04 MUST compositor process PUBLISH requests to the same Request-URI in the order of their arrival
  6-05 MUST compositor process each PUBLISH completely or not at all
  6-06 MUST compositor answer 404 to PUBLISH for a resource whose state it does not keep
  6-07 MUST compositor answer 489 to PUBLISH whose Event is missing or not supported
  6-08 MUST compositor make and keep a locally unique entity-tag for a PUBLISH without SIP-If-Match
  6-09 MUST compositor answer 400 to a SIP-If-Match that does not have exactly one entity-tag
  6-10 MUST compositor answer 412 to an entity-tag that it does not know for this resource and package
  6-11 MUST compositor take Expires of the request as the lifetime asked for
  6-12 MUST compositor take its configured default as the lifetime when there is no Expires
  6-13 MAY compositor grant less time than was asked for
  6-14 MAY compositor answer 423, but only to a lifetime above zero and below its configured minimum
  6-15 MUST compositor say in Min-Expires of a 423 which lifetime it takes at least
  6-16 MUST compositor refuse, as with 415, a content type that does not fit the package or is not understood
  6-17 SHOULD compositor refuse, as with 400, PUBLISH with neither body nor entity-tag
  6-18 MAY compositor accept an initial PUBLISH without body where policy or package gives it a meaning
  6-19 MUST compositor remove at once the state whose lifetime becomes 0
  6-20 MUST compositor store nothing from a PUBLISH whose lifetime is 0
  6-21 MUST compositor let each PUBLISH take effect as a whole
  6-22 MUST compositor fail with an error such as 504, and change nothing, when something inside breaks
  6-23 MUST compositor say in Expires of the 200 which lifetime it has chosen
  6-24 MUST compositor put one SIP-ETag that names the publication into the 200
  6-25 MUST compositor make a new entity-tag with each successful PUBLISH in place of the last
  6-26 MUST compositor use no entity-tag twice for the same Request-URI, now or earlier
  7-01 SHOULD compositor list PUBLISH in Allow of its answer to OPTIONS
  7-02 SHOULD compositor list its event packages in Allow-Events of its answer to OPTIONS
  9-01 MAY compositor answer 503 to a source that publishes too often
  9-02 SHOULD compositor say in Retry-After of that 503 how long the source has to wait
  10-01 SHOULD author discuss in a new event package how it uses PUBLISH
  10-02 SHOULD author treat in it at least the questions of this chapter
  10.1-01 MUST author define for each package which content types PUBLISH carries
  10.1-02 MUST author describe their meaning and name one type that everybody has to implement
  10.1-03 MUST publisher support PIDF when it publishes presence
  10.1-04 MAY publisher support presence formats other than PIDF too
  10.3-01 SHOULD author say whether a package lets several sources publish, and how they are merged
  10.4-01 SHOULD author say how parts of a package's state are told apart
  10.4-02 MUST publisher keep the id of a presence tuple the same within one entity-tag
  10.4-03 MUST publisher keep the id of a tuple whose contents it modifies
  10.5-01 MUST author recommend a highest rate of publications for a package, if there is to be one
  14.1-01 SHOULD compositor authenticate publishers and apply its authorization policy to all requests
  14.1-02 MUST compositor authenticate PUBLISH by Digest; publishers know it too
  14.2-01 SHOULD compositor require authentication of each PUBLISH request
  14.2-02 MUST publisher support Digest authentication for PUBLISH
  14.2-03 SHOULD compositor throttle publications and the notifications that follow from them
  14.3-01 MUST compositor support Digest with protection against replays
  14.4-01 SHOULD publisher protect To, From, Event, SIP-If-Match, Route, Expires and the body against changes
  14.4-02 MUST compositor pass on unchanged what was protected end to end from publisher to subscriber
  14.4-03 MUST compositor support TLS with one-way and mutual authentication, and sips: URIs
  14.4-04 SHOULD publisher be able to begin TLS, and support sips: URIs
  14.4-05 MAY publisher protect integrity by S/MIME, as may a compositor
  14.5-01 MAY publisher encrypt event state that is confidential
  14.5-02 MUST compositor support TLS and sips: URIs for confidentiality too
  14.5-03 SHOULD publisher be able to begin TLS, and support sips: URIs, for confidentiality too
  14.5-04 MAY publisher encrypt event state by S/MIME, as may a compositor
`,
);
