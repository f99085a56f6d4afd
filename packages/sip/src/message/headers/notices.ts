import { SPACE } from '../../grammar/characters.ts';
import { checkedInteger, checkedToken, notA } from '../../grammar/checked.ts';
import { formatSipDate, parseSipDate } from '../../grammar/date.ts';
import {
  numberParam,
  type Params,
  readParams,
  withoutParams,
  withoutControls,
  writeParams,
  writeQuoted,
} from '../../grammar/parameters.ts';
import { type Scanner, unfold } from '../../grammar/scanner.ts';
import { decodeUtf8, encodeUtf8 } from '../../grammar/utf8.ts';
import { type HeaderField, listField, singleField } from '../header-field.ts';
import { HIGHEST_DELTA } from './numbers.ts';

/** Milliseconds since 1970, §20.17. */
const DateField: HeaderField<number> = /* @__PURE__ */ singleField('Date', {
  read: (scanner: Scanner) => parseSipDate(scanner.rest()),
  write: formatSipDate,
});
export { DateField as Date };

/** §20.33 */
export interface RetryAfterValue {
  readonly delaySec: number;
  readonly comment?: string;
  readonly durationSec?: number;
}

/** Retry-After = "Retry-After" HCOLON delta-seconds [comment] *(SEMI retry-param) */
export const RetryAfter: HeaderField<RetryAfterValue> = /* @__PURE__ */ singleField('Retry-After', {
  read: (scanner: Scanner): RetryAfterValue | undefined => {
    const delaySec = Math.min(scanner.number(HIGHEST_DELTA), HIGHEST_DELTA);
    if (delaySec < 0) return undefined;
    scanner.skipSpace();
    const hasComment = scanner.peek() === 40;
    const comment = hasComment ? readComment(scanner) : undefined;
    if (hasComment && comment === undefined) return undefined;
    const params = readParams(scanner);
    if (params === undefined) return undefined;
    const durationSec = numberParam(params, 'duration');
    return {
      delaySec,
      ...(comment === undefined ? {} : { comment }),
      ...(durationSec === undefined ? {} : { durationSec }),
    };
  },
  write: ({ delaySec, comment, durationSec }: RetryAfterValue) => {
    const note = comment === undefined ? '' : ` (${escapeComment(withoutControls(encodeUtf8(comment)))})`;
    return `${checkedInteger(delaySec, 'Retry-After', HIGHEST_DELTA)}${note}${durationSec === undefined ? '' : `;duration=${durationSec}`}`;
  },
});

/** comment = LPAREN *(ctext / quoted-pair / comment) RPAREN; undefined when it has no end. */
function readComment(scanner: Scanner): string | undefined {
  const start = scanner.pos + 1;
  let depth = 0;
  let text = '';
  for (let code = scanner.peek(); code !== -1; code = scanner.peek()) {
    scanner.pos++;
    if (code === 92) {
      text += scanner.text.charAt(scanner.pos++);
      continue;
    }
    if (code === 40) depth++;
    if (code === 41 && --depth === 0) return decodeUtf8(unfold(text));
    if (scanner.pos > start) text += String.fromCharCode(code);
  }
  return undefined;
}

function escapeComment(text: string): string {
  return text.replace(/[()\\]/g, '\\$&');
}

/** §20.43 */
export interface WarningValue {
  /** Three digits, §27.2. */
  readonly code: number;
  /** Who says so: a host or a pseudonym. */
  readonly agent: string;
  readonly text: string;
}

/** warning-value = warn-code SP warn-agent SP warn-text; warn-text = quoted-string */
export const Warning: HeaderField<WarningValue> = /* @__PURE__ */ listField('Warning', {
  read: (scanner: Scanner): WarningValue | undefined => {
    const code = scanner.number(999);
    scanner.skipSpace();
    const agent = scanner.until(SPACE);
    scanner.skipSpace();
    const text = scanner.peek() === 34 ? scanner.quotedString() : undefined;
    return code < 100 || code > 999 || agent === '' || text === undefined
      ? undefined
      : { code, agent, text: decodeUtf8(text) };
  },
  write: ({ code, agent, text }: WarningValue) => {
    const word = agent.replace(/[ ,]/g, '_');
    return `${checkedInteger(code, 'Warning', 999, 100)} ${withoutControls(word)} ${writeQuoted(encodeUtf8(text))}`;
  },
});

/** Why a request is sent, RFC 3326. */
export interface ReasonValue {
  /** `SIP`, `Q.850` and so on. */
  readonly protocol: string;
  readonly cause?: number;
  readonly text?: string;
  /** The other parameters. */
  readonly params: Params;
}

/** reason-value = protocol *(SEMI reason-params) */
export const Reason: HeaderField<ReasonValue> = /* @__PURE__ */ listField('Reason', {
  read: (scanner: Scanner): ReasonValue | undefined => {
    const protocol = scanner.token();
    const params = readParams(scanner);
    if (protocol === '' || params === undefined) return undefined;
    const cause = numberParam(params, 'cause');
    const text = params.get('text');
    return {
      protocol,
      ...(cause === undefined ? {} : { cause }),
      ...(text === undefined ? {} : { text: decodeUtf8(text) }),
      params: withoutParams(params, 'cause', 'text'),
    };
  },
  write: ({ protocol, cause, text, params }: ReasonValue) => {
    const causeText = cause === undefined ? '' : `;cause=${cause}`;
    const phrase = text === undefined ? '' : `;text=${writeQuoted(encodeUtf8(text))}`;
    return checkedToken(protocol) + causeText + phrase + writeParams(params);
  },
});

/** When a request was sent, by the sender's own clock, §20.38. Both in seconds, as decimal numbers. */
export interface TimestampValue {
  readonly time: string;
  /** How long the answer took. */
  readonly delay?: string;
}

/** Timestamp = 1*DIGIT ["." *DIGIT] [LWS delay] */
export const Timestamp: HeaderField<TimestampValue> = /* @__PURE__ */ singleField('Timestamp', {
  read: (scanner: Scanner): TimestampValue | undefined => {
    const time = scanner.until(SPACE);
    const delay = scanner.rest().trim();
    if (!DECIMAL.test(time)) return undefined;
    if (delay === '') return { time };
    return DECIMAL.test(delay) ? { time, delay } : undefined;
  },
  write: ({ time, delay }: TimestampValue) => {
    for (const number of [time, delay ?? '0']) if (!DECIMAL.test(number)) throw notA('decimal number', number);
    return delay === undefined ? time : `${time} ${delay}`;
  },
});

/** At least one digit. */
const DECIMAL = /^(?:\d+\.?\d*|\.\d+)$/;
