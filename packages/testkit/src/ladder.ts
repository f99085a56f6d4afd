import type { LadderEntry } from './ladder-entry.ts';

/** The messages of one run, in the order of their sending. */
export class Ladder {
  readonly entries: readonly LadderEntry[];
  /** Times in the ladder count from here. */
  readonly startMs: number;

  constructor(entries: readonly LadderEntry[], startMs: number) {
    this.entries = entries;
    this.startMs = startMs;
  }

  /** The ladder as the `ladder` template takes it, with times. */
  toString(): string {
    return this.entries.map((entry) => formatEntry(entry, this.startMs)).join('\n');
  }
}

/** One line of an expectation; what it leaves out may be anything. */
interface ExpectedLine {
  readonly text: string;
  readonly atMs: number | undefined;
  readonly from: string;
  readonly isLost: boolean;
  readonly to: string;
  /** A method or a status code. */
  readonly what: string;
  /** The Request-URI, or the CSeq method of a response. */
  readonly detail: string | undefined;
}

/** A ladder did not come out as expected; the message shows both, line by line. */
export class LadderMismatchError extends Error {
  override readonly name = 'LadderMismatchError';
}

/** What a test expects; compares by `expect(actual).toEqual(ladder`…`)`. */
export class LadderExpectation {
  readonly $$typeof = Symbol.for('jest.asymmetricMatcher');
  readonly #lines: readonly ExpectedLine[];

  constructor(lines: readonly ExpectedLine[]) {
    this.#lines = lines;
  }

  /** @throws {LadderMismatchError} when the ladders differ: the error shows where, which a plain `false` could not */
  asymmetricMatch(actual: unknown): boolean {
    const difference = this.difference(actual);
    if (difference !== undefined) throw new LadderMismatchError(difference);
    return true;
  }

  /** A readable difference, or undefined when the ladder is as expected. */
  difference(actual: unknown): string | undefined {
    if (!(actual instanceof Ladder)) return 'a Ladder is compared with something that is none';
    const rows = align(this.#lines, actual.entries, (line, entry) => matches(line, entry, actual.startMs));
    if (rows.every((row) => row.kind === 'both')) return undefined;
    const lines = rows.map((row) => {
      if (row.kind === 'expected') return `- ${row.line.text}`;
      return `${row.kind === 'both' ? ' ' : '+'} ${formatEntry(row.entry, actual.startMs)}`;
    });
    return `the messages differ (- expected, + actual)\n${lines.join('\n')}`;
  }

  toString(): string {
    return this.#lines.map((line) => line.text).join('\n');
  }

  toAsymmetricMatcher(): string {
    return this.toString();
  }
}

/** `[ms] from -> to WHAT [detail]`; `-x` where the message is lost. */
const LINE = /^(?:(\d+)\s+)?(\S+)\s+(->|-x)\s+(\S+)\s+([\w.!%*+`'~-]+)(?:\s+(\S+))?$/;

/**
 * What should have been sent, one message per line:
 *
 *     alice -> proxy  INVITE sip:bob@biloxi.test
 *     500 alice -x proxy INVITE      # a retransmission 500 ms after the start, lost
 *     proxy -> alice  200 INVITE
 *
 * The time, the Request-URI and the CSeq method of a response are compared where they are given.
 */
export function ladder(strings: TemplateStringsArray, ...values: readonly (string | number)[]): LadderExpectation {
  const lines = String.raw({ raw: strings }, ...values).split('\n');
  return new LadderExpectation(
    lines
      .map((line) => line.replace(/(^|\s)#.*$/, '').trim())
      .filter((line) => line !== '')
      .map(parseLine),
  );
}

function parseLine(text: string): ExpectedLine {
  const match = LINE.exec(text);
  if (match === null) throw new SyntaxError(`not a line of a ladder: ${text}`);
  const [, at, from = '', arrow, to = '', what = '', detail] = match;
  return { text, atMs: at === undefined ? undefined : Number(at), from, isLost: arrow === '-x', to, what, detail };
}

function matches(line: ExpectedLine, entry: LadderEntry, startMs: number): boolean {
  if (line.from !== entry.from || line.to !== entry.to || line.isLost !== entry.isLost) return false;
  if (line.atMs !== undefined && line.atMs !== entry.atMs - startMs) return false;
  const { label } = entry;
  switch (label.kind) {
    case 'request':
      return line.what === label.method && (line.detail === undefined || line.detail === label.uri);
    case 'response':
      return line.what === String(label.status) && (line.detail === undefined || line.detail === label.method);
    case 'other':
      return false;
  }
}

function formatEntry(entry: LadderEntry, startMs: number): string {
  const { label } = entry;
  const arrow = entry.isLost ? '-x' : '->';
  const what =
    label.kind === 'request'
      ? `${label.method} ${label.uri}`
      : label.kind === 'response'
        ? `${label.status} ${label.method}`
        : label.text;
  return `${entry.atMs - startMs} ${entry.from} ${arrow} ${entry.to}  ${what}`;
}

type Row =
  | { readonly kind: 'both'; readonly entry: LadderEntry }
  | { readonly kind: 'expected'; readonly line: ExpectedLine }
  | { readonly kind: 'actual'; readonly entry: LadderEntry };

/** Longest common subsequence, so that one missing line does not make all later ones differ. */
function align(
  lines: readonly ExpectedLine[],
  entries: readonly LadderEntry[],
  fits: (line: ExpectedLine, entry: LadderEntry) => boolean,
): Row[] {
  const width = entries.length + 1;
  const lengths = new Uint32Array((lines.length + 1) * width);
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = lines.length - 1; i >= 0; i -= 1) {
    for (let j = entries.length - 1; j >= 0; j -= 1) {
      const isFit = fits(lines[i] as ExpectedLine, entries[j] as LadderEntry);
      lengths[i * width + j] = isFit ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const rows: Row[] = [];
  let i = 0;
  let j = 0;
  while (i < lines.length || j < entries.length) {
    const line = lines[i];
    const entry = entries[j];
    if (line !== undefined && entry !== undefined && fits(line, entry) && at(i, j) === at(i + 1, j + 1) + 1) {
      rows.push({ kind: 'both', entry });
      i += 1;
      j += 1;
    } else if (entry === undefined || (line !== undefined && at(i + 1, j) >= at(i, j + 1))) {
      rows.push({ kind: 'expected', line: line as ExpectedLine });
      i += 1;
    } else {
      rows.push({ kind: 'actual', entry });
      j += 1;
    }
  }
  return rows;
}
