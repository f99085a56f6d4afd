import { checkedToken } from '../grammar/checked.ts';
import { Scanner } from '../grammar/scanner.ts';
import { asWire } from '../grammar/utf8.ts';
import type { WireText } from '../runtime/wire-text.ts';
import type { HeaderField } from './header-field.ts';
import { isNamed, nameId } from './header-name.ts';

const NOT_READ = Symbol('not read');

/** What a written value may not have: line ends, and characters that are no bytes. */
const ODD = /[\r\n\u0100-\uffff]/;

function checkedValue(name: string, value: string): WireText {
  if (value.includes('\r') || value.includes('\n')) throw new RangeError(`${name} with a line end in its value`);
  return asWire(value);
}

/**
 * One header line: where it stands in a text, which is the message's own or a line's of its own. It never changes, so
 * that messages can share it; what it means is remembered once someone has asked.
 */
export class HeaderLine {
  readonly id: number;
  readonly source: WireText;
  readonly start: number;
  readonly nameEnd: number;
  readonly colon: number;
  /** Past the line end, which is always CRLF. */
  readonly end: number;
  #field: object | undefined;
  #bounds: readonly number[] | undefined;
  #first: unknown = NOT_READ;
  #all: readonly unknown[] | undefined;
  /** Whether `#all` leaves nothing out, and has something. */
  #isWhole = false;

  constructor(id: number, source: WireText, start: number, nameEnd: number, colon: number, end: number) {
    this.id = id;
    this.source = source;
    this.start = start;
    this.nameEnd = nameEnd;
    this.colon = colon;
    this.end = end;
  }

  /**
   * A line with a text of its own.
   * @throws {RangeError} when the name is no token or the value has a line end
   */
  static of(name: string, value: WireText): HeaderLine {
    return HeaderLine.#written(nameId(checkedToken(name, 'header name')), name, value);
  }

  /**
   * The same for a field, whose name needs no check.
   * @throws {RangeError} when the value has a line end
   */
  static ofField(field: HeaderField<unknown>, value: WireText): HeaderLine {
    const line = HeaderLine.#written(field.id, field.name, value);
    line.#field = field;
    return line;
  }

  static #written(id: number, name: string, value: WireText): HeaderLine {
    const text = ODD.test(value) ? checkedValue(name, value) : value;
    const source = `${name}: ${text}\r\n`;
    return new HeaderLine(id, source, 0, name.length, name.length, source.length);
  }

  get name(): string {
    return this.source.slice(this.start, this.nameEnd);
  }

  /** The value on one line, without the white space around it. */
  get value(): WireText {
    return new Scanner(this.source, this.colon + 1, this.end - 2).rest();
  }

  get wire(): WireText {
    return this.source.slice(this.start, this.end);
  }

  is(id: number, lower: string): boolean {
    return this.id === id && isNamed(this.source, this.start, this.nameEnd, lower);
  }

  isOf(field: HeaderField<unknown>): boolean {
    return this.id === field.id && (this.#field === field || this.is(field.id, field.lower));
  }

  /** The first value; undefined when it is malformed. */
  first<T>(field: HeaderField<T>): T | undefined {
    this.#ask(field);
    if (this.#first === NOT_READ) {
      if (field.split === undefined) {
        this.#first = field.read(new Scanner(this.source, this.colon + 1, this.end - 2));
      } else {
        const bounds = this.bounds(field);
        this.#first = bounds.length === 0 ? undefined : field.read(new Scanner(this.source, bounds[0], bounds[1]));
      }
    }
    return this.#first as T | undefined;
  }

  /** All well-formed values, in order. */
  all<T>(field: HeaderField<T>): readonly T[] {
    this.#ask(field);
    if (this.#all === undefined) {
      const values: T[] = [];
      const bounds = this.bounds(field);
      for (let i = 0; i < bounds.length; i += 2) {
        const value =
          i === 0 && this.#first !== NOT_READ
            ? (this.#first as T | undefined)
            : field.read(new Scanner(this.source, bounds[i], bounds[i + 1]));
        if (i === 0) this.#first = value;
        if (value !== undefined) values.push(value);
      }
      this.#all = values;
      this.#isWhole = values.length > 0 && values.length * 2 === bounds.length;
    }
    return this.#all as readonly T[];
  }

  /** Whether the line holds a value and every value is well formed. */
  isWellFormed<T>(field: HeaderField<T>): boolean {
    if (field.split === undefined) return this.first(field) !== undefined;
    this.all(field);
    return this.#isWhole;
  }

  /** Start and end of each value, in turn. */
  bounds<T>(field: HeaderField<T>): readonly number[] {
    this.#ask(field);
    this.#bounds ??=
      field.split === undefined
        ? [this.colon + 1, this.end - 2]
        : field.split(this.source, this.colon + 1, this.end - 2);
    return this.#bounds;
  }

  #ask(field: object): void {
    if (this.#field === field) return;
    this.#field = field;
    this.#first = NOT_READ;
    this.#all = undefined;
    this.#bounds = undefined;
  }
}
