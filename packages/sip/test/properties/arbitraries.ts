import { formatUri, nameAddr, type NameAddr, type Params, parseUri, sipUri, type Uri } from '@sidetone/sip';
import * as message from '@sidetone/sip/message';
import type { HeaderField } from '@sidetone/sip/message';
import * as fc from 'fast-check';

const ALL = Object.values<unknown>(message).filter(
  (value): value is HeaderField<unknown> => typeof value === 'object' && value !== null && 'split' in value,
);

// Values as the typed header fields have them: anything that can be said, in the form in which it is read.

const among = (characters: string, maxLength = 12): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...characters.split('')), minLength: 1, maxLength });

const LOWER = 'abcxyz0189';
const TOKEN = `${LOWER}ABZ-.!%*_+\`'~`;

export const token = among(TOKEN);
const lowerToken = among(`${LOWER}-._`);
/** Text for people: no control characters, no white space around it. */
const text = fc.string({ unit: 'grapheme', maxLength: 12 }).map((value) => value.replaceAll(/\p{Cc}/gu, '').trim());
/** One character per byte, none of them a control character. */
const wireText = fc.string({
  unit: fc
    .oneof(fc.integer({ min: 32, max: 126 }), fc.integer({ min: 160, max: 255 }))
    .map((c) => String.fromCharCode(c)),
  maxLength: 12,
});
const word = among(`${TOKEN}()<>:\\"/[]?{}@`);
const callId = among(`${TOKEN}@`);
const seconds = fc.integer({ min: 0, max: 2 ** 32 - 1 });

const params: fc.Arbitrary<Params> = fc
  .dictionary(lowerToken, fc.option(wireText, { nil: undefined }), { maxKeys: 3 })
  .map((entries) => new Map(Object.entries(entries)));

const without = (...names: string[]): fc.Arbitrary<Params> =>
  params.map((all) => new Map([...all].filter(([name]) => !names.includes(name))));

/** In canonical form: written and read once. */
function canonical(uri: Uri): Uri {
  const parsed = parseUri(formatUri(uri));
  if (!parsed.ok) throw new Error(`not read again: ${formatUri(uri)}`);
  return parsed.value;
}

const host = fc.oneof(
  among(LOWER).map((label) => `${label}.example.com`),
  fc.ipV4(),
  fc.ipV6().map((address) => `[${address.toLowerCase()}]`),
);

const anySipUri = fc
  .record(
    {
      scheme: fc.constantFrom('sip' as const, 'sips' as const),
      user: fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }),
      password: wireText,
      host,
      port: fc.integer({ min: 0, max: 65_535 }),
      params,
      headers: fc.oneof(fc.constantFrom('a=b&c=', 'Replaces=x%3Bto-tag%3Dy'), wireText),
    },
    { requiredKeys: ['scheme', 'host', 'params'] },
  )
  .map((parts) => canonical(sipUri(parts)));

const telUri = fc
  .record({ number: fc.stringMatching(/^(?:\+\d{1,8}|[\dA-F*#().-]{0,3}\d[\d*#pw-]{0,3})$/), params })
  .map((parts) => canonical({ scheme: 'tel', ...parts }));

const otherUri = fc.constantFrom('urn:service:sos', 'http://a.example/x?y=z#f', 'im:a@b', 'x-y.z+1:%41');

export const uri: fc.Arbitrary<Uri> = fc.oneof(
  anySipUri,
  telUri,
  otherUri.map((value) => {
    const parsed = parseUri(value);
    if (!parsed.ok) throw new Error(value);
    return parsed.value;
  }),
);

export const address: fc.Arbitrary<NameAddr> = fc
  .tuple(
    uri,
    fc.option(
      text.filter((name) => name !== ''),
      { nil: undefined },
    ),
    params,
  )
  .map(([value, displayName, own]) => nameAddr(value, displayName, own));

const named = fc.record({ name: token, params });
const reference = { callId, fromTag: token, toTag: token };
const mediaType = fc
  .tuple(lowerToken, lowerToken, params)
  .map(([type, subtype, own]) => ({ type: `${type}/${subtype}`, params: own }));
const authParams = fc
  .dictionary(lowerToken, wireText, { minKeys: 1, maxKeys: 3 })
  .map((entries) => new Map(Object.entries(entries)));
const authentication = fc.record({ scheme: token, params: authParams });
const infoUri = fc.record({ uri: among(`${LOWER}:/,;?#%`), params });
const decimal = fc.stringMatching(/^\d{1,10}(?:\.\d{0,6})?$/);

/** One entry for each header field; of several fields with one kind of value the names stand together. */
const KINDS: readonly (readonly [fields: readonly HeaderField<unknown>[], values: fc.Arbitrary<unknown>])[] = [
  [fields('From To Route Record-Route Path Service-Route Reply-To Refer-To Referred-By P-Asserted-Identity'), address],
  [fields('P-Preferred-Identity History-Info Diversion'), address],
  [fields('Contact'), fc.oneof(fc.constant('*'), address)],
  [fields('Call-ID SIP-ETag SIP-If-Match'), word],
  [fields('In-Reply-To'), callId],
  [fields('Allow Allow-Events Supported Require Proxy-Require Unsupported Content-Encoding Content-Language'), token],
  [fields('Request-Disposition Privacy MIME-Version'), token],
  [fields('Subject User-Agent Server Priority Organization'), text],
  [fields('Max-Forwards'), fc.integer({ min: 0, max: 255 })],
  [fields('Expires Min-Expires Flow-Timer RSeq Content-Length'), seconds],
  [fields('CSeq'), fc.record({ number: fc.integer({ min: 0, max: 2 ** 31 - 1 }), method: token })],
  [fields('RAck'), fc.record({ rseq: seconds, cseq: fc.integer({ min: 0, max: 2 ** 31 - 1 }), method: token })],
  [fields('Content-Type Accept'), mediaType],
  [fields('Content-Disposition'), fc.record({ type: lowerToken, params })],
  [fields('Info-Package Recv-Info Accept-Encoding Accept-Language'), named],
  [fields('Answer-Mode Priv-Answer-Mode'), fc.record({ mode: lowerToken, params })],
  [fields('Accept-Contact Reject-Contact'), params],
  [fields('Alert-Info Call-Info Error-Info'), infoUri],
  [fields('WWW-Authenticate Proxy-Authenticate Authorization Proxy-Authorization'), authentication],
  [fields('Authentication-Info'), authParams],
  [fields('Refer-Sub'), fc.boolean()],
  [fields('Min-SE'), fc.record({ sec: seconds, params })],
  [
    fields('Session-Expires'),
    fc.record(
      { sec: seconds, refresher: fc.constantFrom('uac', 'uas'), params: without('refresher') },
      { requiredKeys: ['sec', 'params'] },
    ),
  ],
  [fields('Join'), fc.record({ ...reference, params: without('from-tag', 'to-tag') })],
  [fields('Target-Dialog'), fc.record({ ...reference, params: without('local-tag', 'remote-tag') })],
  [
    fields('Replaces'),
    fc.record(
      { ...reference, isEarlyOnly: fc.constant(true), params: without('from-tag', 'to-tag', 'early-only') },
      { requiredKeys: ['callId', 'fromTag', 'toTag', 'params'] },
    ),
  ],
  [
    fields('Via'),
    fc.record(
      {
        protocol: among('ABXZ019'),
        version: fc.constantFrom('SIP/3.0', 'x/y'),
        host,
        port: fc.integer({ min: 0, max: 65_535 }),
        branch: wireText,
        received: fc.oneof(fc.ipV4(), fc.ipV6()),
        rport: fc.oneof(fc.constant('requested'), fc.integer({ min: 0, max: 65_535 })),
        params: without('branch', 'received', 'rport'),
      },
      { requiredKeys: ['protocol', 'host', 'params'] },
    ),
  ],
  [
    fields('Event'),
    fc.record({ type: token, id: wireText, params: without('id') }, { requiredKeys: ['type', 'params'] }),
  ],
  [
    fields('Subscription-State'),
    fc.record(
      {
        state: lowerToken,
        reason: wireText,
        expiresSec: seconds,
        retryAfterSec: seconds,
        params: without('reason', 'expires', 'retry-after'),
      },
      { requiredKeys: ['state', 'params'] },
    ),
  ],
  [fields('Date'), fc.integer({ min: 0, max: 253_402_300_799 }).map((sec) => sec * 1000)],
  [
    fields('Retry-After'),
    fc.record({ delaySec: seconds, comment: text, durationSec: seconds }, { requiredKeys: ['delaySec'] }),
  ],
  [fields('Warning'), fc.record({ code: fc.integer({ min: 100, max: 999 }), agent: callId, text })],
  [
    fields('Reason'),
    fc.record(
      { protocol: token, cause: seconds, text, params: without('cause', 'text') },
      { requiredKeys: ['protocol', 'params'] },
    ),
  ],
  [fields('Timestamp'), fc.record({ time: decimal, delay: decimal }, { requiredKeys: ['time'] })],
];

function fields(names: string): HeaderField<unknown>[] {
  return names.split(' ').map((name) => {
    const found = ALL.find((field) => field.name === name);
    if (found === undefined) throw new Error(`no header field: ${name}`);
    return found;
  });
}

/** Every typed header field with what it may hold. */
export interface FieldValues {
  readonly field: HeaderField<unknown>;
  readonly name: string;
  readonly values: fc.Arbitrary<unknown>;
}

/** All header fields that there are. */
export const fieldNames: readonly string[] = ALL.map(({ name }) => name);

export const fieldValues: readonly FieldValues[] = KINDS.flatMap(([some, values]) =>
  some.map((field) => ({ field, name: field.name, values })),
);
