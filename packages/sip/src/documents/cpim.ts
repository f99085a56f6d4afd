import { err, ok, type Result } from '../runtime/result.ts';
import { IMDN_NAMESPACE } from './imdn.ts';
import { type HeaderPair, readHeaderBlock, writeHeaderBlock } from './header-block.ts';
import { time } from './scalars.ts';

/** Media type of CPIM messages (RFC 3862). */
export const CPIM_TYPE = 'message/cpim';

/** A message with who wrote it to whom, which holds across gateways, RFC 3862. */
export interface CpimMessage {
  readonly from?: CpimAddress;
  readonly to: readonly CpimAddress[];
  readonly cc: readonly CpimAddress[];
  /** One per language. */
  readonly subjects: readonly { readonly text: string; readonly language?: string }[];
  /** Milliseconds since 1970. */
  readonly dateTime?: number;
  /** Header fields that the reader must know. */
  readonly require: readonly CpimName[];
  /** All others, such as those of RFC 5438 in `IMDN_NAMESPACE`. */
  readonly headers: readonly CpimHeader[];
  readonly content: {
    /** Such as Content-Type. */
    readonly headers: readonly HeaderPair[];
    readonly body: string;
  };
}

/** Who sends or gets a message: `From`, `To`, `cc` (RFC 3862 §4.1). */
export interface CpimAddress {
  readonly displayName?: string;
  readonly uri: string;
}

/** A name of a header field, which is in a namespace as with XML. */
export interface CpimName {
  readonly namespace: string;
  readonly name: string;
}

/** A header field with its parameters, its value unescaped (RFC 3862 §2.3). */
export interface CpimHeader extends CpimName {
  readonly params: readonly HeaderPair[];
  readonly value: string;
}

/** Where the header fields of RFC 3862 §4 are. */
const CORE = 'urn:ietf:params:cpim-headers:';

/**
 * Parses a message in CPIM. The error says why it is none.
 * Lenient: what has a prefix that was not declared, or cannot be read, is passed over.
 */
export function parseCpim(text: string): Result<CpimMessage, string> {
  const outer = readHeaderBlock(text);
  if (!outer.ok) return outer;
  if (outer.value.next === undefined) return err('No content');
  const inner = readHeaderBlock(text, outer.value.next);
  if (!inner.ok) return inner;
  if (inner.value.next === undefined) return err('No empty line before the body');

  const to: CpimAddress[] = [];
  const cc: CpimAddress[] = [];
  const subjects: CpimMessage['subjects'][number][] = [];
  const require: CpimName[] = [];
  const headers: CpimHeader[] = [];
  let from: CpimAddress | undefined;
  let dateTime: number | undefined;
  const namespaces = new Map([['', CORE]]);
  for (const [written, raw] of outer.value.headers) {
    const named = readName(written, namespaces);
    if (named === undefined) continue;
    const { params, rest } = readParams(raw);
    const address = readAddress(rest);
    switch (named.namespace === CORE ? named.name.toLowerCase() : '') {
      case 'from':
        from ??= address;
        break;
      case 'to':
        if (address !== undefined) to.push(address);
        break;
      case 'cc':
        if (address !== undefined) cc.push(address);
        break;
      case 'ns':
        if (address !== undefined) namespaces.set(address.displayName ?? '', address.uri);
        break;
      case 'subject': {
        const language = params.find(([name]) => name === 'lang')?.[1];
        subjects.push({ text: unescaped(rest), ...(language === undefined ? {} : { language }) });
        break;
      }
      case 'datetime':
        dateTime ??= time.read(rest);
        break;
      case 'require':
        require.push(...rest.split(',').flatMap((name) => readName(name.trim(), namespaces) ?? []));
        break;
      default:
        headers.push({ ...named, params, value: unescaped(rest) });
    }
  }
  return ok({
    ...(from === undefined ? {} : { from }),
    to,
    cc,
    subjects,
    ...(dateTime === undefined ? {} : { dateTime }),
    require,
    headers,
    content: { headers: inner.value.headers, body: text.slice(inner.value.next) },
  });
}

/** @throws {RangeError} when a name or URI cannot stand in a header line */
export function writeCpim(message: CpimMessage): string {
  const { from, to, cc, subjects, dateTime, require, headers, content } = message;
  const lines: HeaderPair[] = [];
  if (from !== undefined) lines.push(['From', writeAddress(from)]);
  for (const address of to) lines.push(['To', writeAddress(address)]);
  for (const address of cc) lines.push(['cc', writeAddress(address)]);
  if (dateTime !== undefined) lines.push(['DateTime', time.write(dateTime)]);
  for (const { text, language } of subjects) {
    lines.push(['Subject', writeParams(language === undefined ? [] : [['lang', language]]) + escaped(text)]);
  }
  const prefixes = new Map([[CORE, '']]);
  for (const { namespace } of [...require, ...headers]) {
    if (prefixes.has(namespace)) continue;
    const prefix = namespace === IMDN_NAMESPACE ? 'imdn' : `x${prefixes.size}`;
    prefixes.set(namespace, `${prefix}.`);
    lines.push(['NS', `${prefix} ${checkedUri(namespace)}`]);
  }
  const written = ({ namespace, name }: CpimName): string => {
    if (!NAME.test(name)) throw new RangeError(`${name} is no name of a header field`);
    return (prefixes.get(namespace) ?? '') + name;
  };
  if (require.length > 0) lines.push(['Require', require.map(written).join(',')]);
  for (const header of headers) lines.push([written(header), writeParams(header.params) + escaped(header.value)]);
  return `${writeHeaderBlock(lines)}\r\n${writeHeaderBlock(content.headers)}\r\n${content.body}`;
}

/** The value of the first header field of this name, such as `Message-ID` in `IMDN_NAMESPACE`. */
export function cpimHeader({ headers }: CpimMessage, namespace: string, name: string): string | undefined {
  return headers.find((header) => header.namespace === namespace && header.name === name)?.value;
}

const NAME = /^[!#-'*+\-^-`|~\dA-Za-z]+$/;

/** Header-name = [ Name-prefix "." ] Name */
function readName(written: string, namespaces: ReadonlyMap<string, string>): CpimName | undefined {
  const dot = written.indexOf('.');
  const namespace = namespaces.get(written.slice(0, Math.max(dot, 0)));
  const name = written.slice(dot + 1);
  return namespace === undefined || !NAME.test(name) ? undefined : { namespace, name };
}

/** *( ";" Parameter ), which stand right behind the colon. */
function readParams(raw: string): { params: HeaderPair[]; rest: string } {
  const params: HeaderPair[] = [];
  const pattern = /;([^=;\s]+)=("(?:[^"\\]|\\.)*"|[^";\s]*)/y;
  let end = 0;
  for (let found = pattern.exec(raw); found !== null; found = pattern.exec(raw)) {
    const [, name = '', value = ''] = found;
    params.push([name, value.startsWith('"') ? unescaped(value.slice(1, -1)) : value]);
    end = pattern.lastIndex;
  }
  return { params, rest: raw.slice(end).trim() };
}

function writeParams(params: readonly HeaderPair[]): string {
  if (params.length === 0) return '';
  // §3.1: a space ends the parameters.
  return `${params.map(([name, value]) => `;${name}=${NAME.test(value) ? value : quoted(value)}`).join('')} `;
}

/** [ Formal-name ] "<" URI ">" */
function readAddress(value: string): CpimAddress | undefined {
  const [, quotedName, name = '', uri = ''] = /^(?:"((?:[^"\\]|\\.)*)"\s*|([^"<]*))<([^<>]+)>$/.exec(value) ?? [];
  if (uri === '') return undefined;
  const displayName = quotedName === undefined ? name.trim() || undefined : unescaped(quotedName);
  return { ...(displayName === undefined ? {} : { displayName }), uri };
}

function writeAddress({ displayName, uri }: CpimAddress): string {
  return (displayName === undefined ? '' : `${quoted(displayName)} `) + checkedUri(uri);
}

function checkedUri(uri: string): string {
  if (!/^[^<>\s\\]+$/.test(uri)) throw new RangeError(`${uri} is no URI`);
  return `<${uri}>`;
}

const quoted = (text: string): string => `"${escaped(text).replaceAll('"', '\\"')}"`;

const ESCAPED: Readonly<Record<string, string>> = { '\\': '\\\\', '\b': '\\b', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const UNESCAPED: Readonly<Record<string, string>> = { b: '\b', t: '\t', n: '\n', r: '\r' };

/** §2.3: what must be escaped, and what would not be read as part of the value where it stands. */
function escaped(text: string): string {
  return text.replaceAll(
    /[\\\p{Cc}]|^[\s;]|\s$/gu,
    (character) => ESCAPED[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function unescaped(text: string): string {
  return text.replaceAll(/\\(?:u([\da-f]{4})|([^]))/giu, (all, hex: string | undefined, plain = '') =>
    hex === undefined ? (UNESCAPED[plain] ?? plain) : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
