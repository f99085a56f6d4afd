import { isIn } from '../grammar/characters.ts';
import { splitAddresses, splitCommas, type Scanner } from '../grammar/scanner.ts';
import type { WireText } from '../runtime/wire-text.ts';
import { fullName, nameId } from './header-name.ts';

/**
 * A header field as a value: how one value of it is read and written. A field that nobody imports costs nothing, since
 * each is made by a call marked as pure, which bundlers drop.
 * `read` gives undefined for a malformed value and never throws; `write` gives text for one line.
 */
export interface HeaderField<T> {
  /** As it is written. */
  readonly name: string;
  /** In lower case. */
  readonly lower: string;
  readonly id: number;
  /** Bounds of the values that share a line; without it a line is one value. */
  readonly split: ((text: string, start: number, end: number) => number[]) | undefined;
  /** What several values on one line are written with, such as ", "; else each has a line of its own. */
  readonly joint: string | undefined;
  read(scanner: Scanner): T | undefined;
  write(value: T): WireText;
}

/** How one value is read and written. */
export type Codec<T> = Pick<HeaderField<T>, 'read' | 'write'>;

/** A field whose line holds one value. */
export function singleField<T>(name: string, codec: Codec<T>): HeaderField<T> {
  return field(name, codec);
}

/** A field whose line holds values separated by commas. */
export function listField<T>(name: string, codec: Codec<T>, joint?: string): HeaderField<T> {
  return field(name, codec, splitCommas, joint);
}

/** A field whose line holds addresses separated by commas. */
export function addressListField<T>(name: string, codec: Codec<T>): HeaderField<T> {
  return field(name, codec, splitAddresses);
}

/** A field with its own way to tell the values of a line apart. */
export function field<T>(
  name: string,
  codec: Codec<T>,
  split?: HeaderField<T>['split'],
  joint?: string,
): HeaderField<T> {
  return { name, lower: fullName(name), id: nameId(name), split, joint, read: codec.read, write: codec.write };
}

/** Tells values apart by single characters of the given classes, with no regard to quotes or brackets. */
export function splitAt(bits: number): (text: string, start: number, end: number) => number[] {
  return (text, start, end) => {
    const bounds: number[] = [];
    for (let from = start; from < end;) {
      let to = from;
      while (to < end && !isIn(text.charCodeAt(to), bits)) to++;
      if (to > from) bounds.push(from, to);
      from = to + 1;
    }
    return bounds;
  };
}
