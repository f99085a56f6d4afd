import { SaxesParser } from 'saxes';
import { err, ok, type Result } from '../runtime/result.ts';

/** An element of a small XML document, with its namespace. */
export interface XmlElement {
  readonly namespace: string;
  readonly name: string;
  /** Attributes without a namespace. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** Its own character data, children's left out. */
  readonly text: string;
}

export interface XmlError {
  readonly reason: string;
}

const MAX_DEPTH = 64;

/** What makes a document no document of ours; thrown inside the parser's callbacks and nowhere else. */
class XmlRefusal extends Error {}

/** Parses a whole document. A DOCTYPE is refused, so that no entity can expand. */
export function parseXml(xml: string): Result<XmlElement, XmlError> {
  const parser = new SaxesParser({ xmlns: true });
  const open: { element: XmlElement; children: XmlElement[]; texts: string[] }[] = [];
  let root: XmlElement | undefined;
  parser.on('error', (error) => {
    throw new XmlRefusal(error.message);
  });
  parser.on('doctype', () => {
    throw new XmlRefusal('DOCTYPE is not allowed');
  });
  parser.on('opentag', (tag) => {
    if (open.length >= MAX_DEPTH) throw new XmlRefusal('Too deep');
    const attributes = new Map<string, string>();
    for (const attribute of Object.values(tag.attributes)) {
      if (attribute.prefix === '') attributes.set(attribute.local, attribute.value);
    }
    const children: XmlElement[] = [];
    const element = { namespace: tag.uri, name: tag.local, attributes, children, text: '' };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push({ element, children, texts: [] });
  });
  const addText = (text: string): void => void open.at(-1)?.texts.push(text);
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const closed = open.pop();
    if (closed !== undefined) Object.assign(closed.element, { text: closed.texts.join('') });
  });
  try {
    parser.write(xml).close();
  } catch (error) {
    return err({ reason: error instanceof Error ? error.message : String(error) });
  }
  return root === undefined ? err({ reason: 'No element' }) : ok(root);
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
