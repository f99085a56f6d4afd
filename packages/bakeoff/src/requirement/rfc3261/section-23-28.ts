/** RFC 3261 §23 to §28: S/MIME, grammar, security, registered names. */
export const SECTION_23_TO_28 = `
23.1-01 MUST ua who does S/MIME keeps a keyring of people's certificates
23.1-02 SHOULD author a person uses one certificate for one address of record
23.1-03 SHOULD author people get their certificates from well-known authorities
23.1-04 MAY author people may sign their own certificates
23.1-05 SHOULD author people publish their certificates in public directories
23.1-06 SHOULD uac certificates from directories can be imported
23.2-01 MUST ua signed data has the certificate that verifies it
23.2-02 SHOULD uac the first S/MIME request of a dialog, or outside of one, is multipart/signed
23.2-03 SHOULD uac encrypted data goes inside signed data
23.2-04 SHOULD uas a certificate received is validated against known authorities
23.2-05 SHOULD uas the certificate's subject is compared with From
23.2-06 MUST uas for a certificate that is unknown or another's, the person is told and asked
23.2-07 SHOULD uas a verified or permitted certificate goes into the keyring
23.2-08 SHOULD uas the first S/MIME response of a dialog, or outside of one, is multipart/signed
23.2-09 SHOULD uas encrypted data in a response goes inside signed data
23.2-10 SHOULD uac a response's certificate is validated against known authorities
23.2-11 SHOULD uac the certificate's subject is compared with To
23.2-12 MUST uac for a response's unknown certificate, the person is told and asked
23.2-13 SHOULD uac a response's verified or permitted certificate goes into the keyring
23.2-14 SHOULD uac who has not shown a certificate yet signs the next message
23.2-15 SHOULD ua later certificates are compared with the one in the keyring
23.2-16 MUST ua when a certificate has changed, the person is told and asked
23.2-17 SHOULD ua a permitted new certificate is kept beside the old one
23.2-18 MUST uas a body encrypted for an unknown key gets 493
23.2-19 SHOULD uas a 493 has the callee's certificate, as certs-only
23.2-20 MUST uas a required S/MIME body gets 415 from who does not know it
23.2-21 SHOULD uac after that 415 the person is told that the peer has no S/MIME
23.2-22 SHOULD uac an unsecured answer to an S/MIME request is told to the person
23.2-23 SHOULD uas an unsecured request gets an unsecured answer, and the person is told if S/MIME was expected
23.2-24 MUST ua a certificate that changes within a dialog is told to the person
23.3-01 MUST ua multipart/signed goes only with detached signatures
23.3-02 SHOULD ua S/MIME bodies have a Content-Disposition with handling=required
23.3-03 SHOULD uac a signed OPTIONS may ask for the peer's certificate, its signature over message/sip
23.3-04 SHOULD ua S/MIME senders tell their capabilities in SMIMECapabilities
23.3-05 MAY ua preferSignedData may tell that signed answers are preferred
23.3-06 MUST ua S/MIME knows at least SHA1 and 3DES
23.3-07 MAY ua S/MIME may know other algorithms for signing and encrypting
23.3-08 SHOULD ua an S/MIME body is signed with one certificate
23.3-09 SHOULD ua no two signatures stand side by side on one body
23.4-01 SHOULD uas a request with tunnelled SIP gets a response with tunnelled SIP of the same kind
23.4-02 SHOULD ua other bodies go into the inner message
23.4.1-01 SHOULD ua tunnelled messages have a Date inside and outside
23.4.1.1-01 SHOULD ua fields that proxies may change are no breach when they differ
23.4.1.1-02 MUST ua any other field that differs is told to the person
23.4.1.2-01 MUST ua an inner From is shown, but never goes outside in later messages
23.4.1.2-02 SHOULD ua other inner fields do not go outside in later messages
23.4.1.2-03 MUST ua Date is the same inside and outside
23.4.1.2-04 SHOULD ua fields not worth encrypting are inside only if they are outside
23.4.1.2-05 SHOULD ua such fields, when encrypted, are passed over
23.4.1.2-06 MUST ua an unknown field whose integrity is broken is passed over
23.4.2-01 SHOULD ua the signed inner message repeats all header fields
23.4.2-02 MUST ua bodies to be protected go into the inner message
23.4.2-03 SHOULD ua the Date of a signed message is compared with the clock
23.4.2-04 SHOULD ua a Date that is off by an hour or more is told to the person
23.4.2-05 MAY uas a message whose integrity is broken may get 403, or its dialog be ended
23.4.2-06 SHOULD ua broken integrity is told to the person, who decides
23.4.3-01 MUST uas the inner From, once decrypted, finds the certificate
23.4.3-02 SHOULD ua inner messages that are encrypted are also signed
25.1-01 MAY message white space of any length may be read and forwarded as one space
25.1-02 MUST message separators in a parameter value stand in a quoted string
25.1-03 MAY message a backslash quotes the next character, in quoted strings and comments only
25.1-04 MUST message what the user part of a sip URI does not allow is escaped, in a telephone number too
26.2.1-01 MUST transport who has TLS knows the cipher suite TLS_RSA_WITH_AES_128_CBC_SHA
26.2.1-02 SHOULD transport TLS servers also know the cipher suite TLS_RSA_WITH_3DES_EDE_CBC_SHA
26.2.1-03 MAY transport other cipher suites may be known
26.2.2-01 SHOULD transport for sips both ends authenticate, with TLS_RSA_WITH_AES_128_CBC_SHA
26.2.2-02 SHOULD transport certificates are validated by the client's roots, and the request fails when they do not hold
26.3.1-01 MUST transport proxies, redirect servers and registrars do TLS, authenticating one end or both
26.3.1-02 SHOULD transport user agents can open TLS connections
26.3.1-03 SHOULD author servers have a certificate for their host name
26.3.1-04 MAY transport a user agent may bring its own certificate
26.3.1-05 MUST transport who has TLS validates certificates by root certificates
26.3.1-06 MUST transport TLS goes together with understanding sips URIs
26.3.1-07 MAY transport IPsec and the like may be used
26.3.1-08 SHOULD transport user agents reach their servers over TLS
26.3.1-09 MAY uas requests may come to a user agent over such a connection
26.3.1-10 MUST ua all ends do digest, in all that §22 asks
26.3.1-11 SHOULD author servers have a digest realm that is their host or domain name
26.3.1-12 MAY ua bodies may be signed and encrypted by S/MIME
26.3.1-13 SHOULD ua root certificates for TLS serve for S/MIME as well
26.3.1-14 MAY ua there may be root certificates for S/MIME alone
26.3.2-01 MAY author the deployments that follow are examples
26.3.2.1-01 SHOULD registrant a user agent registers over a TLS connection to its registrar
26.3.2.1-02 MUST registrar the registrar's certificate names a host of the domain registered with
26.3.2.1-03 SHOULD registrant the registrar's certificate is verified and its name compared
26.3.2.1-04 MUST registrant no REGISTER to a server whose certificate is invalid, revoked or another's
26.3.2.1-05 SHOULD registrant the Request-URI of REGISTER is the domain in the certificate
26.3.2.1-06 SHOULD registrar a REGISTER over TLS is challenged by 401
26.3.2.1-07 SHOULD registrar the realm of that challenge is the domain of the certificate
26.3.2.1-08 SHOULD registrant credentials for that realm come from the keyring or from the person
26.3.2.1-09 SHOULD registrant the user name is the user part of To
26.3.2.1-10 SHOULD registrant after registration the TLS connection is left open, if the registrar is the proxy too
26.3.2.2-01 MAY proxy the proxy of a domain may serve outbound requests as well
26.3.2.2-02 SHOULD uac the INVITE uses the TLS connection of the registration
26.3.2.2-03 SHOULD uac known credentials go into the INVITE without asking again
26.3.2.2-04 SHOULD proxy the proxy checks the credentials, then routes by the Request-URI
26.3.2.2-05 SHOULD proxy the other domain's proxy is reached over TLS
26.3.2.2-06 SHOULD proxy the two proxies authenticate each other by certificate
26.3.2.2-07 SHOULD proxy both proxies compare the other's certificate with the messages
26.3.2.2-08 SHOULD proxy the outbound proxy sees that the certificate is of the domain called
26.3.2.2-09 SHOULD proxy the inbound proxy compares the certificate's domain with From
26.3.2.2-10 MAY proxy an inbound proxy may refuse requests of another domain than its peer's
26.3.2.2-11 SHOULD proxy the INVITE goes to the callee by the TLS connection of their registration
26.3.2.2-12 SHOULD proxy both proxies add Record-Route, to stay in the dialog
26.3.2.3-01 SHOULD uac a caller without a proxy reaches the callee's proxy over TLS
26.3.2.3-02 SHOULD uac that proxy's certificate is verified before the INVITE goes out
26.3.2.3-03 MAY proxy a From of a foreign domain may be left unchallenged, as unauthenticated
26.3.2.3-04 SHOULD uac when redirected, the INVITE goes over TCP to the new Contact, its body signed anew
26.3.2.4-01 SHOULD author a public proxy's network drops source-routed packets and pings
26.3.2.4-02 SHOULD uas a doubtful request gets one 401 or 407, without state and without repetition
26.4.2-01 SHOULD ua messages that tunnel S/MIME go over TCP
26.4.4-01 SHOULD uas To is looked at for a sips URI, whatever the Request-URI is
26.4.4-02 MAY uas Via may be looked at for TLS on every hop
26.4.4-03 SHOULD uas a scheme that seems to have been changed on the way is told to the person
26.4.4-04 MAY uas who takes only sips may refuse connections without TLS
26.5-01 SHOULD registrar each person can restrict who learns where and whether they are there
26.5-02 MAY uac To may differ from the Request-URI for privacy
27.1-01 SHOULD author the name of an option tag has at most twenty characters
27.1-02 MUST author the name of an option tag has letters and digits only
27.3-01 MAY author a common header field may be given a one-letter form
28.1-01 MUST proxy a 101 to 199 is forwarded, which RFC 2543 did not ask
`;
