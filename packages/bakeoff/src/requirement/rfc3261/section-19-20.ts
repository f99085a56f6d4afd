/** RFC 3261 §19 and §20: URIs, tags, header fields. */
export const SECTION_19_TO_20 = `
19.1.1-01 MAY message a URI may lack its user part where the host is what is meant
19.1.1-02 MUST message a URI with @ has a user part
19.1.1-03 MAY message the user part may be a telephone number where the host can dial it
19.1.1-04 SHOULD message no URI carries a password in its user part
19.1.1-05 MAY ua user:password may be treated as one plain string
19.1.1-06 SHOULD message the host of a URI is a full domain name where possible
19.1.1-07 MUST message no parameter name occurs twice in a URI
19.1.1-08 MUST message the transport parameter of a sips URI is a reliable one
19.1.1-09 MUST message ttl only beside a multicast maddr and transport UDP
19.1.1-10 SHOULD message a telephone number as user part goes with user=phone
19.1.1-11 MAY ua a user part may be taken for a telephone number without user=phone, where names allow
19.1.1-12 MUST message unknown URI parameters are passed over without a word
19.1.1-13 SHOULD message URI parts that are not allowed in their place are passed over
19.1.2-01 MUST message spaces, control characters and URI separators are escaped where they are data
19.1.2-02 MUST message no URI has a bare space or control character
19.1.2-03 MUST message what the grammar of a URI part does not allow is escaped in it
19.1.2-04 MUST message reserved characters in the headers part of a URI are escaped
19.1.2-05 MUST message characters of a telephone number that the user part does not allow are escaped
19.1.2-06 MUST message an escape in a host is not read as the character it stands for
19.1.4-01 MUST message URIs are equal only if both have the same headers part
19.1.5-01 MUST uac transport, maddr, ttl and user of a dialled URI go into the Request-URI
19.1.5-02 MUST uac the method parameter of a dialled URI is the request's method
19.1.5-03 MUST uac the method parameter does not go into the Request-URI
19.1.5-04 MUST uac unknown parameters of a dialled URI go into the Request-URI
19.1.5-05 SHOULD uac headers and body in a dialled URI are wishes, heeded one by one
19.1.5-06 SHOULD uac From, Call-ID, CSeq, Via and Record-Route in a dialled URI are not heeded
19.1.5-07 SHOULD uac Route in a dialled URI is not heeded
19.1.5-08 SHOULD uac Accept, Allow, Contact, Supported, User-Agent and the like in a dialled URI are not heeded
19.1.5-09 SHOULD uac Content- fields, Date, MIME-Version and Timestamp in a dialled URI are checked before use
19.1.5-10 MUST uac no request is sent when a dialled URI makes an invalid one
19.1.5-11 SHOULD uac a dialled URI that needs what we cannot do is refused, not bent
19.1.5-12 MUST uac no request is sent that requires an extension we lack
19.1.6-01 SHOULD message a number as user part is in lower case, parameters sorted, isdn-subaddress and post-dial first
19.3-01 MUST ua tags are unique everywhere and have at least 32 bits of cryptographic randomness
20-01 SHOULD message fields marked m* are sent, and a message without them is understood
20-02 SHOULD message fields marked t are sent, and a message without them is understood
20-03 MUST message fields marked t are sent over streams
20-04 MAY message optional fields may be sent and, save Require, may be passed over
20-05 MUST message mandatory fields of a request are there and understood
20-06 MUST message mandatory fields of a response are there and understood
20-07 MUST message fields not applicable to a request are not in it
20-08 MUST uas a field not applicable to its request is passed over
20-09 MUST message fields not applicable to a response are not in it, and passed over if they are
20-10 SHOULD ua unknown parameters of known header fields are passed over
20-11 MUST message a URI with comma, question mark or semicolon stands in angle brackets
20.1-01 SHOULD uas a request without Accept counts as accepting application/sdp
20.2-01 SHOULD uas a request without Accept-Encoding counts as accepting identity
20.3-01 SHOULD uas a request without Accept-Language counts as accepting every language
20.4-01 SHOULD ua a person can turn off that Alert-Info chooses the ring
20.5-01 MUST ua Allow lists every method that is understood, ACK and CANCEL too
20.5-02 MUST ua a message without Allow does not mean that no method is supported
20.6-01 MAY uas a 2xx to a request with digest credentials may carry Authentication-Info
20.7-01 MUST message several Authorization lines are not joined into one
20.9-01 SHOULD ua Call-Info is shown only if it comes from someone known and trusted
20.10-01 MUST message a Contact URI with comma, semicolon or question mark stands in angle brackets
20.11-01 SHOULD uas without Content-Disposition, SDP counts as session and anything else as render
20.11-02 SHOULD uas without handling, a body counts as required
20.12-01 MUST message Content-Encoding says what has to be decoded to get the media type
20.12-02 MUST message several encodings are named first to last, as they were applied
20.12-03 MAY uac bodies of requests may be encoded
20.12-04 MAY uas bodies of responses may be encoded
20.12-05 MUST uas bodies of responses have only encodings that the request's Accept-Encoding lists
20.14-01 SHOULD message Content-Length tells the size of the body, whatever its type
20.14-02 MUST message over streams, every message says its Content-Length
20.14-03 MUST message without a body, Content-Length is 0
20.15-01 MUST message a message with a body has a Content-Type
20.16-01 MUST message the CSeq number fits 32 bits, unsigned
20.18-01 MAY uac the URI in Error-Info may be called like that of a redirection
20.18-02 MAY uac an Error-Info URI of another scheme may be shown
20.20-01 SHOULD uac From of somebody who hides says Anonymous
20.20-02 MUST message a From URI with comma, question mark or semicolon stands in angle brackets
20.25-01 MAY ua calls may be filtered by Organization
20.26-01 SHOULD ua a request without Priority counts as normal
20.26-02 SHOULD author Priority: emergency is for danger to life, limb or property
20.28-01 MUST message several Proxy-Authorization lines are not joined into one
20.31-01 MAY ua Reply-To may be the address to call back
20.31-02 SHOULD uac somebody who hides sends no Reply-To, or one that tells nothing
20.31-03 MUST message a Reply-To URI with comma, question mark or semicolon stands in angle brackets
20.32-01 MUST uas Require is heeded wherever it is
20.32-02 MUST uas each option tag in Require has to be understood to serve the request
20.32-03 MUST uac a client puts only option tags of the standards track into Require
20.35-01 SHOULD uas the Server header can be configured
20.37-01 MUST ua user agents put only option tags of the standards track into Supported
20.41-01 SHOULD uac the User-Agent header can be configured
20.42-01 MUST message the branch of a Via begins with z9hG4bK
20.43-01 MUST ua a Warning of code 399 leads to no automatic action
`;
