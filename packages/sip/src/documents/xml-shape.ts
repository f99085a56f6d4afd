import type { Scalar } from './scalars.ts';
import { type XmlElement, XmlRefusal, escapeXml } from './xml.ts';

/**
 * What of an element makes a value, and how that value is written into an element again. The shapes of all documents
 * are put together from these.
 */
export interface Item<T> {
  /** For the reason of a refusal. */
  readonly name?: string;
  /**
   * Undefined when it is not there. Lenient: what cannot be read counts as not there.
   * @throws {XmlRefusal} when something in it is required and missing
   */
  read(element: XmlElement): T | undefined;
  write(value: T, draft: Draft): void;
}

/** An item that always has a value: one that is required, or a list. */
export interface SureItem<T> extends Item<T> {
  read(element: XmlElement): T;
}

/** An element while it is written. */
export interface Draft {
  attributes: string;
  content: string;
}

/** An attribute. `alias`: another name that some write. */
export function attr<T>(name: string, scalar: Scalar<T>, alias = name): Item<T> {
  return {
    name,
    read({ attributes }) {
      const value = attributes.get(name) ?? attributes.get(alias);
      return value === undefined ? undefined : scalar.read(value);
    },
    write(value, draft) {
      draft.attributes += ` ${name}="${escapeXml(scalar.write(value))}"`;
    },
  };
}

/** The character data. */
export function content<T>(scalar: Scalar<T>): Item<T> {
  return {
    name: 'text',
    read: (element) => scalar.read(element.text),
    write(value, draft) {
      draft.content += escapeXml(scalar.write(value));
    },
  };
}

/** What is in the first child of this name. */
export function child<T>(name: string, item: Item<T>): Item<T> {
  return {
    name,
    read({ children }) {
      const found = children.find((element) => element.name === name);
      return found && item.read(found);
    },
    write: (value, draft) => writeElement(name, item, value, draft),
  };
}

/** A child that has nothing but character data. */
export function leaf<T>(name: string, scalar: Scalar<T>): Item<T> {
  return child(name, content(scalar));
}

/** All children of this name. */
export function list<T>(name: string, item: Item<T>): SureItem<readonly T[]> {
  return {
    read: ({ children }) =>
      children.flatMap((element) => {
        const value = element.name === name ? item.read(element) : undefined;
        return value === undefined ? [] : [value];
      }),
    write(values, draft) {
      for (const value of values) writeElement(name, item, value, draft);
    },
  };
}

/** Which of these empty elements is there. */
export function mark<N extends string>(...names: readonly N[]): Item<N> {
  return {
    name: names.join(' or '),
    read: ({ children }) => names.find((name) => children.some((element) => element.name === name)),
    write(value, draft) {
      draft.content += `<${value}/>`;
    },
  };
}

/** All children of several names, in order; a value's `kind` is the name. */
export function variants<T extends { readonly kind: string }>(items: {
  readonly [K in T['kind']]: Item<Omit<Extract<T, { readonly kind: K }>, 'kind'>>;
}): SureItem<readonly T[]> {
  const table = new Map(Object.entries<Item<object>>(items));
  return {
    read: ({ children }) =>
      children.flatMap((element) => {
        const value = table.get(element.name)?.read(element);
        return value === undefined ? [] : [{ kind: element.name, ...value } as T];
      }),
    write(values, draft) {
      for (const value of values) {
        const item = table.get(value.kind);
        if (item !== undefined) writeElement(value.kind, item, value, draft);
      }
    },
  };
}

/** The first of a list, such as the only one of several variants. */
export function first<T>(name: string, item: SureItem<readonly T[]>): Item<T> {
  return { name, read: (element) => item.read(element)[0], write: (value, draft) => item.write([value], draft) };
}

/** An item that must be there. */
export function need<T>(item: Item<T>): SureItem<T> {
  return {
    read(element) {
      const value = item.read(element);
      if (value === undefined) throw new XmlRefusal(`No ${item.name ?? 'value'} in ${element.name}`);
      return value;
    },
    write: (value, draft) => item.write(value, draft),
  };
}

/** The items of an object by its keys, in the order in which they are written. Required keys need items that are sure. */
export function shape<T extends object>(items: {
  readonly [K in keyof T]-?: object extends Pick<T, K> ? Item<Exclude<T[K], undefined>> : SureItem<T[K]>;
}): SureItem<T> {
  const entries = Object.entries(items as Readonly<Record<string, Item<unknown>>>);
  return {
    read(element) {
      const value: Record<string, unknown> = {};
      for (const [key, item] of entries) {
        const part = item.read(element);
        if (part !== undefined) value[key] = part;
      }
      return value as T;
    },
    write(value, draft) {
      for (const [key, item] of entries) {
        const part = (value as Readonly<Record<string, unknown>>)[key];
        if (part !== undefined) item.write(part, draft);
      }
    },
  };
}

/** A shape that has itself as a part. */
export function lazy<T>(make: () => Item<T>): Item<T> {
  return { read: (element) => make().read(element), write: (value, draft) => make().write(value, draft) };
}

export function writeElement<T>(name: string, item: Item<T>, value: T, draft: Draft): void {
  const inner: Draft = { attributes: '', content: '' };
  item.write(value, inner);
  draft.content += `<${name}${inner.attributes}${inner.content === '' ? '/>' : `>${inner.content}</${name}>`}`;
}
