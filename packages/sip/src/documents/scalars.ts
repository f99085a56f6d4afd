/** How a value is written in an attribute or in character data. */
export interface Scalar<T> {
  /** Undefined when it cannot be read. */
  read(text: string): T | undefined;
  write(value: T): string;
}

/** An xs:string: white space counts. */
export const text: Scalar<string> = { read: (value) => value, write: (value) => value };

/** An xs:anyURI or xs:token: without the white space around it, and not empty. */
export const word: Scalar<string> = { read: (value) => value.trim() || undefined, write: (value) => value };

/** An xs:nonNegativeInteger. */
export const count: Scalar<number> = {
  read: (value) => (/^\s*\+?\d{1,15}\s*$/.test(value) ? Number(value) : undefined),
  write: String,
};

export const flag: Scalar<boolean> = {
  read(value) {
    const [, isTrue, isFalse] = /^\s*(?:(true|1)|(false|0))\s*$/.exec(value) ?? [];
    return isTrue !== undefined || (isFalse === undefined ? undefined : false);
  },
  write: String,
};

/** An xs:dateTime, as milliseconds since 1970. Lenient: without an offset it is UTC. */
export const time: Scalar<number> = {
  read(value) {
    const [all, , offset] = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/i.exec(value.trim()) ?? [];
    const date = Date.parse(offset === undefined ? `${all}Z` : (all ?? ''));
    return Number.isNaN(date) ? undefined : date;
  },
  write: (value) => new Date(value).toISOString(),
};

/** Words with white space between them, an xs:list. */
export const words: Scalar<readonly string[]> = {
  read: (value) => value.split(/\s+/).filter((part) => part !== ''),
  write: (value) => value.join(' '),
};

/** One of these words. */
export function oneOf<W extends string>(...words: readonly W[]): Scalar<W> {
  return { read: (value) => words.find((known) => known === value.trim()), write: (value) => value };
}
