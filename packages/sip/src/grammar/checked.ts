import { isAll, TOKEN } from './characters.ts';

// What our own caller asks to be written is checked here: writing is strict, so that no value can end its place.

/** @throws {RangeError} when the text is no token; `what` says what it should have been */
export function checkedToken(text: string, what = 'token'): string {
  if (!isAll(text, TOKEN)) throw notA(what, text);
  return text;
}

/** Whether the text can stand as one word: it is not empty, and has no space and no control character. */
export function isWord(text: string): boolean {
  return /^[!-\uffff]+$/.test(text);
}

/** @throws {RangeError} when the text is no word */
export function checkedWord(text: string, what = 'word'): string {
  if (!isWord(text)) throw notA(what, text);
  return text;
}

/** @throws {RangeError} when the text is no callid that can stand among others (§25.1) */
export function checkedCallId(value: string): string {
  if (/[,;]/.test(value)) throw notA('Call-ID', value);
  return checkedWord(value, 'Call-ID');
}

/** @throws {RangeError} when the number is no integer between the bounds */
export function checkedInteger(number: number, what: string, highest: number, lowest = 0): number {
  if (!Number.isInteger(number) || number < lowest || number > highest) throw notA(what, number);
  return number;
}

/** The error that names what was wanted and what came. */
export function notA(what: string, value: unknown): RangeError {
  return new RangeError(`not a ${what}: ${JSON.stringify(value)}`);
}
