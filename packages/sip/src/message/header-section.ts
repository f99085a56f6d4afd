import { parseError, type SipParseError } from '../grammar/parse-error.ts';
import { unfold } from '../grammar/scanner.ts';
import type { WireText } from '../runtime/wire-text.ts';
import { err, ok, type Result } from '../runtime/result.ts';
import type { HeaderField } from './header-field.ts';
import { HeaderLine } from './header-line.ts';
import { fullName, nameId } from './header-name.ts';

/** The name of a header field, in any case or compact, or the field itself. */
export type FieldOrName = string | HeaderField<unknown>;

/** The header lines of a message, read as typed values and edited in place. */
export abstract class HeaderSection {
  protected lines: HeaderLine[];

  constructor(lines: HeaderLine[]) {
    this.lines = lines;
  }

  /** The first value; undefined when the field is absent or its first value malformed. */
  get<T>(field: HeaderField<T>): T | undefined {
    const at = this.#indexOf(field, 0);
    return at < 0 ? undefined : (this.lines[at] as HeaderLine).first(field);
  }

  /** All values of comma lists and repeated lines, in order. Malformed values are left out. */
  all<T>(field: HeaderField<T>): readonly T[] {
    let only: readonly T[] | undefined;
    let several: T[] | undefined;
    for (const line of this.lines) {
      if (!line.isOf(field)) continue;
      const own = line.all(field);
      if (only === undefined) {
        only = own;
        continue;
      }
      several ??= [...only];
      for (const value of own) several.push(value);
    }
    return several ?? only ?? [];
  }

  /** The first value, undefined when the field is absent, or why it is malformed. */
  tryGet<T>(field: HeaderField<T>): Result<T | undefined, SipParseError> {
    const at = this.#indexOf(field, 0);
    if (at < 0) return ok(undefined);
    const line = this.lines[at] as HeaderLine;
    const value = line.first(field);
    return value === undefined ? err(parseError(line.start, field.name, `Malformed ${field.name}`)) : ok(value);
  }

  has(field: FieldOrName): boolean {
    return this.#indexOf(field, 0) >= 0;
  }

  /** How many lines the field has. */
  count(field: FieldOrName): number {
    let count = 0;
    for (let at = this.#indexOf(field, 0); at >= 0; at = this.#indexOf(field, at + 1)) count++;
    return count;
  }

  /** The first value that is not well formed, among all lines of a field. */
  malformed(field: HeaderField<unknown>): SipParseError | undefined {
    for (const line of this.lines) {
      if (line.isOf(field) && !line.isWellFormed(field)) {
        return parseError(line.start, field.name, `Malformed ${field.name}`);
      }
    }
    return undefined;
  }

  /** The value text of the first line, unfolded. */
  raw(field: FieldOrName): WireText | undefined {
    const at = this.#indexOf(field, 0);
    return at < 0 ? undefined : (this.lines[at] as HeaderLine).value;
  }

  /** Every line, names as they are written. */
  *headerLines(): Generator<{ name: string; value: WireText }> {
    for (const line of this.lines) yield { name: line.name, value: line.value };
  }

  /** Replaces all values by one, in the place of the first; appends when there was none. */
  set<T>(field: HeaderField<T>, value: T): void {
    const line = HeaderLine.ofField(field, field.write(value));
    const at = this.#indexOf(field, 0);
    if (at < 0) this.lines.push(line);
    else if (this.#indexOf(field, at + 1) < 0) this.lines[at] = line;
    else this.#replaceAll(field, [line]);
  }

  /** Replaces all values. Option tags and the like share a line, other values have one each. */
  setAll<T>(field: HeaderField<T>, values: readonly T[]): void {
    const texts = values.map((value) => field.write(value));
    const lines = field.joint !== undefined && texts.length > 0 ? [texts.join(field.joint)] : texts;
    const written = lines.map((text) => HeaderLine.ofField(field, text));
    this.#replaceAll(field, written);
  }

  /** Adds a value as a new line after the last of its name. */
  append<T>(field: HeaderField<T>, value: T): void {
    let after = this.lines.length;
    for (let at = this.lines.length - 1; at >= 0; at--) {
      if ((this.lines[at] as HeaderLine).isOf(field)) {
        after = at + 1;
        break;
      }
    }
    this.lines.splice(after, 0, HeaderLine.ofField(field, field.write(value)));
  }

  /** Adds a value as a new line before the first of its name, or on top of all. */
  prepend<T>(field: HeaderField<T>, value: T): void {
    const at = this.#indexOf(field, 0);
    this.lines.splice(Math.max(at, 0), 0, HeaderLine.ofField(field, field.write(value)));
  }

  /** Replaces the first value and no other; adds it when there was none. */
  replaceFirst<T>(field: HeaderField<T>, value: T): void {
    const at = this.#indexOf(field, 0);
    if (at < 0) {
      this.prepend(field, value);
      return;
    }
    const rest = this.#afterFirst(at, field);
    const text = field.write(value);
    this.lines[at] = HeaderLine.ofField(field, rest === undefined ? text : text + (field.joint ?? ', ') + rest);
  }

  /** Removes the first value; the others of a comma list stay. */
  removeFirst(field: HeaderField<unknown>): void {
    const at = this.#indexOf(field, 0);
    if (at < 0) return;
    const rest = this.#afterFirst(at, field);
    if (rest === undefined) this.lines.splice(at, 1);
    else this.lines[at] = HeaderLine.ofField(field, rest);
  }

  /** Removes all values. */
  remove(field: FieldOrName): void {
    if (this.#indexOf(field, 0) < 0) return;
    const id = typeof field === 'string' ? nameId(field) : field.id;
    const lower = typeof field === 'string' ? fullName(field) : field.lower;
    this.lines = this.lines.filter((line) => !line.is(id, lower));
  }

  /**
   * Adds a line at the end.
   * @throws {RangeError} when the name is no token or the value has a line end
   */
  addRaw(name: string, value: WireText): void {
    this.lines.push(HeaderLine.of(name, value));
  }

  /** Takes over all lines of a field from another message, as they are; nothing is parsed or written. */
  copyLines(from: HeaderSection, field: FieldOrName): void {
    for (let at = from.#indexOf(field, 0); at >= 0; at = from.#indexOf(field, at + 1)) {
      this.lines.push(from.lines[at] as HeaderLine);
    }
  }

  #indexOf(field: FieldOrName, from: number): number {
    const { lines } = this;
    if (typeof field === 'string') {
      const id = nameId(field);
      const lower = fullName(field);
      for (let at = from; at < lines.length; at++) if ((lines[at] as HeaderLine).is(id, lower)) return at;
    } else {
      for (let at = from; at < lines.length; at++) if ((lines[at] as HeaderLine).isOf(field)) return at;
    }
    return -1;
  }

  #replaceAll(field: HeaderField<unknown>, replacement: HeaderLine[]): void {
    const at = this.#indexOf(field, 0);
    if (at < 0) {
      this.lines.push(...replacement);
      return;
    }
    const after = this.lines.slice(at + 1).filter((line) => !line.isOf(field));
    this.lines = [...this.lines.slice(0, at), ...replacement, ...after];
  }

  /** The text of the values behind the first on its line; undefined when there are none. */
  #afterFirst(at: number, field: HeaderField<unknown>): WireText | undefined {
    const line = this.lines[at] as HeaderLine;
    const bounds = line.bounds(field);
    return bounds.length <= 2 ? undefined : unfold(line.source.slice(bounds[2], bounds[bounds.length - 1]));
  }
}
