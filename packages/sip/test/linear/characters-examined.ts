type Method = (this: string, ...args: never[]) => unknown;
type Exec = (this: RegExp, text: string) => RegExpExecArray | null;

/** These look at one character. They are called most, so they are counted with least effort. */
const ONE_CHARACTER = ['charCodeAt', 'codePointAt', 'charAt', 'at'];

/** What a call of the others looks at: what it searches through, or the whole text. */
const COST: Readonly<Record<string, (text: string, args: readonly unknown[], result: unknown) => number>> = {
  startsWith: (_text, [piece]) => String(piece).length,
  endsWith: (_text, [piece]) => String(piece).length,
  indexOf: (text, [piece, from], result) => searched(text, String(piece), Number(from ?? 0), Number(result)),
  lastIndexOf: (text) => text.length,
  includes: (text, [piece]) => searched(text, String(piece), 0, text.search(escaped(String(piece)))),
  slice: (_text, _args, result) => String(result).length,
  substring: (_text, _args, result) => String(result).length,
  toLowerCase: (text) => text.length,
  toUpperCase: (text) => text.length,
  trim: (text) => text.length,
  trimStart: (text) => text.length,
  trimEnd: (text) => text.length,
  split: (text) => text.length,
  replace: (text) => text.length,
  replaceAll: (text) => text.length,
  repeat: (_text, _args, result) => String(result).length,
};

function searched(text: string, piece: string, from: number, found: number): number {
  return (found < 0 ? Math.max(text.length - from, 0) : found - from) + piece.length;
}

function escaped(piece: string): RegExp {
  return new RegExp(piece.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
}

/**
 * How many characters of texts the action looks at. Every way to look at one is counted, so that no scanner can get round
 * it: the methods of strings and the use of regular expressions.
 */
export function charactersExamined(action: () => void): number {
  let examined = 0;
  const prototype = String.prototype as unknown as Record<string, Method>;
  const originals = [...ONE_CHARACTER, ...Object.keys(COST)].map((name) => [name, prototype[name] as Method] as const);
  const expressions = RegExp.prototype as unknown as Record<'exec', Exec>;
  const { exec } = expressions;
  let isCounting = true;
  for (const [name, original] of originals) {
    const cost = COST[name];
    prototype[name] =
      cost === undefined
        ? function (this: string, ...args: never[]) {
            if (isCounting) examined += 1;
            return original.apply(this, args);
          }
        : function (this: string, ...args: never[]) {
            const result = original.apply(this, args);
            if (!isCounting) return result;
            // What the counting itself does with texts does not count.
            isCounting = false;
            examined += cost(this, args, result);
            isCounting = true;
            return result;
          };
  }
  expressions.exec = function (text) {
    const from = this.global || this.sticky ? this.lastIndex : 0;
    const match = exec.call(this, text);
    if (isCounting) examined += (match === null ? text.length : match.index + match[0].length) - from + 1;
    return match;
  };
  try {
    action();
  } finally {
    for (const [name, original] of originals) prototype[name] = original;
    expressions.exec = exec;
  }
  return examined;
}
