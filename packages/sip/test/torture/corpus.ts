import { readFileSync } from 'node:fs';
import { fromBytes, type WireText } from '@sidetone/sip';

/** What becomes of a message at a user agent whom its Request-URI names. */
export type Expected =
  /** It comes to the application: a call rings, a message is delivered, an OPTIONS gets 200, a response is handed up. */
  | { readonly kind: 'accepted' }
  /** With these header fields, whose values begin so. */
  | { readonly kind: 'answered'; readonly status: number; readonly headers: Readonly<Record<string, string>> }
  /** Nobody can be told. `because` is part of the reason that the trace gives. */
  | { readonly kind: 'dropped'; readonly because: string };

export interface TortureCase {
  readonly name: string;
  /** In which document, and where. */
  readonly section: string;
  readonly wire: WireText;
  readonly expected: Expected;
  /** Where the RFC leaves a choice or speaks of other roles: what was chosen here, and why. */
  readonly choice?: string | undefined;
  /** Why it does not come out as expected yet. When it does after all, the run fails. */
  readonly failing?: string | undefined;
}

type Row = readonly [section: string, name: string, expected: Expected, choice?: string, failing?: string];

const accepted: Expected = { kind: 'accepted' };
const answered = (status: number, headers: Readonly<Record<string, string>> = {}): Expected => ({
  kind: 'answered',
  status,
  headers,
});
const dropped = (because: string): Expected => ({ kind: 'dropped', because });

const METHODS = 'INVITE';
const NO_REGISTRAR = 'a user agent is no registrar; the registrar takes it, see packages/server/test/torture';
const TOO_LONG = 'as it is published its Content-Length is larger than its body (§18.3 of RFC 3261)';
const NO_DIALOG = 'its To tag names a dialog that is not there, so §12.2.2 of RFC 3261 asks for 481';

const RFC_4475: readonly Row[] = [
  ['3.1.1.1', 'wsinv', answered(481), NO_DIALOG],
  ['3.1.1.2', 'intmeth', answered(501, { Allow: METHODS })],
  ['3.1.1.3', 'esc01', accepted],
  ['3.1.1.4', 'escnull', answered(405, { Allow: METHODS }), NO_REGISTRAR],
  ['3.1.1.5', 'esc02', answered(501, { Allow: METHODS })],
  ['3.1.1.6', 'lwsdisp', accepted],
  ['3.1.1.7', 'longreq', accepted],
  ['3.1.1.8', 'dblreq', answered(405), NO_REGISTRAR],
  ['3.1.1.9', 'semiuri', accepted],
  ['3.1.1.10', 'transports', accepted],
  [
    '3.1.1.11',
    'mpart01',
    answered(415, { Accept: 'text/plain' }),
    'the RFC asks the parser to take it; the phone does not know the second part, and has to (§20.11 of RFC 3261)',
  ],
  ['3.1.1.12', 'unreason', accepted],
  ['3.1.1.13', 'noreason', accepted],
  ['3.1.2.1', 'badinv01', answered(400)],
  ['3.1.2.2', 'clerr', answered(400)],
  ['3.1.2.3', 'ncl', answered(400)],
  ['3.1.2.4', 'scalar02', answered(400)],
  ['3.1.2.5', 'scalarlg', dropped('Malformed CSeq')],
  ['3.1.2.6', 'quotbal', answered(400), 'where the quote should end cannot be told'],
  ['3.1.2.7', 'ltgtruri', answered(400), 'the brackets could be ignored; nobody is known to send them'],
  ['3.1.2.8', 'lwsruri', answered(400), 'a space may as well be the end of the URI and a third word'],
  ['3.1.2.9', 'lwsstart', accepted, 'liberal: the spaces have one meaning only, and are not sent on'],
  ['3.1.2.10', 'trws', accepted, 'liberal, as for lwsstart'],
  ['3.1.2.11', 'escruri', answered(400), 'the headers must not be used, and whoever wrote them wanted them used'],
  ['3.1.2.12', 'baddate', accepted, 'nothing that is done with an INVITE depends on its Date'],
  ['3.1.2.13', 'regbadct', answered(405), NO_REGISTRAR],
  ['3.1.2.14', 'badaspec', accepted, 'liberal: within the brackets the spaces have no other meaning'],
  ['3.1.2.15', 'baddn', accepted, 'liberal: the display name ends at "<"; what we write ourselves has quotes'],
  ['3.1.2.16', 'badvers', answered(505)],
  ['3.1.2.17', 'mismatch01', answered(400)],
  ['3.1.2.18', 'mismatch02', answered(501), 'of 501 and 400 the RFC prefers 501'],
  ['3.1.2.19', 'bigcode', dropped('Malformed Status-Code')],
  ['3.2.1', 'badbranch', accepted, 'liberal: matched as in RFC 2543, without the branch'],
  ['3.3.1', 'insuf', answered(400)],
  ['3.3.2', 'unkscm', answered(416)],
  ['3.3.3', 'novelsc', answered(416), 'a scheme that is never served counts as unknown'],
  ['3.3.4', 'unksm2', answered(405), NO_REGISTRAR],
  ['3.3.5', 'bext01', answered(420, { Unsupported: 'nothingSupportsThis, nothingSupportsThisEither' })],
  ['3.3.6', 'invut', answered(415, { Accept: 'application/sdp' })],
  ['3.3.7', 'regaut01', answered(405, { Allow: METHODS })],
  ['3.3.8', 'multi01', answered(400)],
  ['3.3.9', 'mcl01', answered(400)],
  ['3.3.10', 'bcast', dropped('more than one Via')],
  ['3.3.11', 'zeromf', accepted],
  ['3.3.12', 'cparam01', answered(405), NO_REGISTRAR],
  ['3.3.13', 'cparam02', answered(405), NO_REGISTRAR],
  ['3.3.14', 'regescrt', answered(405), NO_REGISTRAR],
  ['3.3.15', 'sdp01', answered(406, { Warning: '399' }), 'of 406 and 400, 406 says what is wrong'],
  ['3.4.1', 'inv2543', accepted],
];

const RFC_5118: readonly Row[] = [
  ['4.1', 'ipv6-good', answered(405), NO_REGISTRAR],
  ['4.2', 'ipv6-bad', answered(400)],
  ['4.3', 'port-ambiguous', answered(405), NO_REGISTRAR],
  ['4.4', 'port-unambiguous', answered(405), NO_REGISTRAR],
  ['4.5', 'via-received-param-with-delim', answered(481), NO_DIALOG],
  ['4.5', 'via-received-param-no-delim', accepted],
  ['4.6', 'ipv6-in-sdp', answered(400), TOO_LONG],
  ['4.7', 'mult-ip-in-header', answered(481), NO_DIALOG],
  ['4.8', 'mult-ip-in-sdp', answered(400), TOO_LONG],
  ['4.9', 'ipv4-mapped-ipv6', accepted],
  ['4.10', 'ipv6-bug-abnf-3-colons', accepted],
  ['4.10', 'ipv6-correct-abnf-2-colons', accepted],
];

/** The bytes of a message as it was published. */
function published(rfc: number, name: string): WireText {
  return fromBytes(readFileSync(new URL(`rfc${rfc}/${name}.dat`, import.meta.url)));
}

/**
 * The messages of RFC 5118 are published with lines that end in LF, two of them without the empty line, and two with a
 * Content-Length that is too large. This is what their text says, as it would travel.
 */
function asOnTheWire(text: WireText): WireText {
  const [head = '', body = ''] = text.replaceAll('\n', '\r\n').split('\r\n\r\n');
  return `${head.trimEnd().replace(/Content-Length: \d+/, `Content-Length: ${body.length}`)}\r\n\r\n${body}`;
}

/** All messages of RFC 4475, and those of RFC 5118 twice: as they are published, and as they would travel. */
export const corpus: readonly TortureCase[] = [
  ...RFC_4475.map(([section, name, expected, choice, failing]) => {
    return { section: `RFC 4475 §${section}`, name, expected, choice, failing, wire: published(4475, name) };
  }),
  ...RFC_5118.flatMap(([section, name, expected, choice, failing]) => {
    const wire = published(5118, name);
    const shared = { section: `RFC 5118 §${section}`, choice, failing };
    const travelling = choice === TOO_LONG ? accepted : expected;
    return [
      { ...shared, name, expected, wire },
      { ...shared, name: `${name}, as on the wire`, expected: travelling, wire: asOnTheWire(wire) },
    ];
  }),
];
