// @sidetone/sip/message: messages and their header fields alone, without the rest of the stack.
export * from '../grammar/address-of-record.ts';
export * from '../grammar/date.ts';
export * from '../grammar/name-addr.ts';
export { NO_PARAMS, numberParam, type Params, withoutParams, withParam } from '../grammar/parameters.ts';
export { parseError, type SipParseError } from '../grammar/parse-error.ts';
export { isGlobalNumber, telNumber, type TelUri } from '../grammar/tel-uri.ts';
export {
  formatUri,
  isSipUri,
  isTelUri,
  type OtherUri,
  parseUri,
  type SipUri,
  sipUri,
  sipUriOfTel,
  telUriOfSip,
  type Uri,
  userText,
} from '../grammar/uri.ts';
export type { UriParams } from '../grammar/uri-params.ts';
export { requestTarget, type UriHeader, uriHeaders, withUriHeaders } from '../grammar/uri-headers.ts';
export { uriEquals } from '../grammar/uri-equality.ts';
export { uriOf } from '../grammar/uri-of.ts';
export { decodeUtf8, encodeUtf8, fromBytes, toBytes } from '../grammar/utf8.ts';
export type { WireText } from '../runtime/wire-text.ts';
export { err, ok, type Result } from '../runtime/result.ts';
export { BodyPart } from './body-part.ts';
export { checkMessage } from './check-message.ts';
export { createResponse } from './create-response.ts';
export { type HeaderField, listField, singleField } from './header-field.ts';
export type { FieldOrName } from './header-section.ts';
export * from './headers/addresses.ts';
export * from './headers/authentication.ts';
export * from './headers/caller-preferences.ts';
export * from './headers/content.ts';
export { CSeq } from './headers/cseq.ts';
export * from './headers/dialog-reference.ts';
export * from './headers/event.ts';
export * from './headers/info-uris.ts';
export {
  AcceptEncoding,
  AcceptLanguage,
  AnswerMode,
  type AnswerModeValue,
  ContentDisposition,
  type ContentDispositionValue,
  InfoPackage,
  type NamedValue,
  PrivAnswerMode,
  RecvInfo,
} from './headers/named.ts';
export * from './headers/notices.ts';
export * from './headers/numbers.ts';
export * from './headers/rack.ts';
export * from './headers/session-timer.ts';
export * from './headers/via.ts';
export * from './headers/words.ts';
export { bodyPart, parseMultipart, writeMultipart } from './multipart.ts';
export { type MessageParseError, parseMessage, type ParseLimits } from './parse-message.ts';
export { reasonPhrase } from './reason-phrases.ts';
export type { SipMessage } from './sip-message.ts';
export { createRequest, SipRequest } from './sip-request.ts';
export { bareResponse, SipResponse } from './sip-response.ts';
export { writeNamesStrictly } from './write-names-strictly.ts';
