import { err, ok, type Result } from '../runtime/result.ts';
import { type Draft, type SureItem, writeElement } from './xml-shape.ts';
import { parseXml, XmlRefusal } from './xml.ts';

/** A kind of document: how it is read and how it is written. */
export interface XmlDocument<T> {
  /** Total: what is no such document gives the reason. What is in other namespaces is passed over. */
  parse(xml: string): Result<T, string>;
  /** What is written is read as the same value, but for characters that XML cannot hold: those are left out. */
  write(value: T): string;
}

/**
 * @param root the root element
 * @param namespaces by the prefix that names in the shape have; the root's is without one
 * @param makeShape called when it is first needed, so that a document that nobody reads costs nothing
 */
export function xmlDocument<T>(
  root: string,
  namespaces: Readonly<Record<string, string>>,
  makeShape: () => SureItem<T>,
): XmlDocument<T> {
  let made: SureItem<T> | undefined;
  const getShape = (): SureItem<T> => (made ??= makeShape());
  const list = Object.entries(namespaces);
  const prefixes = new Map(list.map(([prefix, uri]) => [uri, prefix && `${prefix}:`]));
  return {
    parse(xml) {
      const parsed = parseXml(xml, prefixes);
      if (!parsed.ok) return parsed;
      if (parsed.value.name !== root) return err(`Not a ${root} element`);
      try {
        return ok(getShape().read(parsed.value));
      } catch (error) {
        if (error instanceof XmlRefusal) return err(error.message);
        throw error;
      }
    },
    write(value) {
      const draft: Draft = { attributes: '', content: '' };
      writeElement(root, getShape(), value, draft);
      const declared = list
        // Text has no `<` of its own, so this finds elements only.
        .filter(([prefix]) => prefix === '' || draft.content.includes(`<${prefix}:`))
        .map(([prefix, uri]) => ` xmlns${prefix && `:${prefix}`}="${uri}"`);
      return `<?xml version="1.0" encoding="UTF-8"?>\n<${root}${declared.join('')}${draft.content.slice(root.length + 1)}\n`;
    },
  };
}
