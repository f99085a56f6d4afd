import { SaxesParser } from 'saxes';
import { err, ok, type Result } from '../runtime/result.ts';

/** An element of a small XML document. What is in a namespace that the reader does not know is not in the tree. */
export interface XmlElement {
  /** The local name behind the prefix that the reader gave its namespace: `basic`, `rpid:busy`. */
  readonly name: string;
  /** Attributes without a namespace, and those of XML itself as `xml:lang`. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** Its own character data, children's left out. */
  readonly text: string;
}

const MAX_DEPTH = 64;
const MAX_LENGTH = 1_048_576;
const XML = 'http://www.w3.org/XML/1998/namespace';

/** What makes a document no document of ours; thrown while one is read and nowhere else. */
export class XmlRefusal extends Error {}

/**
 * Parses a whole document. A DOCTYPE is refused, so that no entity can expand.
 * @param prefixes what names get before them, by namespace: '' or `rpid:`
 */
export function parseXml(xml: string, prefixes: ReadonlyMap<string, string>): Result<XmlElement, string> {
  if (xml.length > MAX_LENGTH) return err('Too large');
  // Without a handler for errors it throws them.
  const parser = new SaxesParser({ xmlns: true });
  // Undefined: an element that is passed over with all that is in it.
  const open: (Growing | undefined)[] = [];
  let root: XmlElement | undefined;
  parser.on('doctype', () => {
    throw new XmlRefusal('DOCTYPE is not allowed');
  });
  parser.on('opentag', ({ uri, local, attributes }) => {
    if (open.length >= MAX_DEPTH) throw new XmlRefusal('Too deep');
    const parent = open.at(-1);
    const prefix = prefixes.get(uri);
    if (prefix === undefined || (open.length > 0 && parent === undefined)) return void open.push(undefined);
    const element: Growing = { name: prefix + local, attributes: new Map(), children: [], text: '' };
    for (const attribute of Object.values(attributes)) {
      if (attribute.prefix === '') element.attributes.set(attribute.local, attribute.value);
      else if (attribute.uri === XML) element.attributes.set(`xml:${attribute.local}`, attribute.value);
    }
    parent?.children.push(element);
    root ??= element;
    open.push(element);
  });
  const addText = (text: string): void => {
    const element = open.at(-1);
    if (element !== undefined) element.text += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => void open.pop());
  try {
    parser.write(xml).close();
  } catch (error) {
    return err(error instanceof Error ? error.message : String(error));
  }
  return root === undefined ? err('Not in a known namespace') : ok(root);
}

interface Growing extends XmlElement {
  readonly attributes: Map<string, string>;
  readonly children: XmlElement[];
  text: string;
}

/** Text for element content or an attribute. Characters that XML cannot hold are left out. */
export function escapeXml(text: string): string {
  let out = '';
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const isAllowed = code >= 0x20 ? code !== 0xfffe && code !== 0xffff : code === 9 || code === 10 || code === 13;
    if (!isAllowed || (code >= 0xd800 && code <= 0xdfff)) continue;
    out += ESCAPES[character] ?? character;
  }
  return out;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\r': '&#13;',
  '\n': '&#10;',
  '\t': '&#9;',
};
