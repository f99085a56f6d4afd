/** RFC 3261 §3 to §7: terms, and what a message looks like. */
export const SECTION_3_TO_7 = `
3-01 MUST author the requirement words in capitals carry the meaning that BCP 14 gives them
6-01 MAY author one program can be proxy, registrar and location server at once
7-01 MUST message every line of the head ends in CRLF, the start line and the empty line too
7-02 MUST message the empty line after the header is there even when no body follows
7.1-01 MUST message no bare space or control character in the Request-URI, and no angle brackets around it
7.1-02 MAY ua Request-URIs of other schemes than sip and sips, such as tel, can be understood
7.1-03 MAY proxy a URI of a foreign scheme can be translated to sip, to sips or to a third scheme
7.1-04 MUST message the start line of everything that is sent says SIP/2.0
7.1-05 MUST message the version is written in capitals, though it is read in any case
7.2-01 MAY uas the reason phrase is free, for instance in the language the request asked for
7.3.1-01 SHOULD message what proxies need stands near the top: Via, Route, Record-Route, Proxy-Require, Max-Forwards
7.3.1-02 MAY message a header name occurs on several lines only if its value is defined as a comma list
7.3.1-03 MUST message several lines of one list field mean the same as their values joined by commas in order
7.3.1-04 MUST message lines of challenges and credentials (WWW-Authenticate, Authorization and the Proxy- pair) are never joined into one
7.3.1-05 MUST message a list field is read whether its values come on own lines, by commas, or mixed
7.3.1-06 MUST message no parameter name occurs twice in one header value
7.3.1-07 MAY message header names, parameters and tokens compare without regard to case: Session;HANDLING=OPTIONAL is no different
7.3.2-01 MUST message a header field of the wrong kind, as a request's in a response, is passed over
7.3.3-01 MAY message the one-letter form of a header name may stand for the long one anywhere
7.3.3-02 MAY message long and short form of the same name may occur in one message
7.3.3-03 MUST message the one-letter form of each header name is understood as well as the long one
7.4-01 MAY message any request may have a body unless its method says otherwise
7.4-02 MAY message any response may have a body
7.4.1-01 MUST message Content-Type says the media type of the body
7.4.1-02 MUST message Content-Encoding is there exactly when the body has been encoded, by compression for instance
7.4.1-03 MAY message a body may be a MIME multipart
7.4.1-04 MUST ua the session description goes alone, not in a multipart, to a peer whose Accept lacks multipart
7.4.1-05 MAY message bodies and their parts may be binary
7.4.2-01 MUST message HTTP's chunked transfer encoding is not used
7.5-01 MUST message on a stream, CRLFs in front of a start line are skipped
`;
