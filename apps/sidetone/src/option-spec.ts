import { err, ok, type Result } from '@sidetone/sip';

export type Command = 'serve' | 'gateway' | 'server';

/** A text as a value, or what it should have been: "HOST:PORT, such as 127.0.0.1:5080". */
export type ParseText<T> = (text: string) => Result<T, string>;

/** One option: enough to parse it from flags, environment and file, and to describe it. */
export interface OptionSpec<T> {
  /** How the value is written, such as `HOST:PORT`; undefined for a switch, which has none. */
  readonly value: string | undefined;
  readonly isRepeatable: boolean;
  /** Its value is never shown. */
  readonly isSecret: boolean;
  /** The commands that know it. */
  readonly commands: readonly Command[];
  /** One sentence for `--help`. */
  readonly help: string;
  readonly default: T;
  readonly defaultText: string;
  /** @param texts at least one; of a single option the last counts */
  parse(texts: readonly string[]): Result<T, string>;
}

interface Description {
  readonly commands: readonly Command[];
  readonly help: string;
}

interface ValueDescription extends Description {
  readonly value: string;
  readonly defaultText?: string;
  readonly isSecret?: true;
}

/** An option with one value. */
export function single<T>(
  parse: ParseText<T>,
  description: ValueDescription & { readonly default: NoInfer<T> },
): OptionSpec<T> {
  return {
    isRepeatable: false,
    isSecret: false,
    defaultText: String(description.default),
    ...description,
    parse: (texts) => parse(texts.at(-1) ?? ''),
  };
}

/** An option with one value, or none. */
export function optional<T>(parse: ParseText<T>, description: ValueDescription): OptionSpec<T | undefined> {
  return single<T | undefined>(parse, { defaultText: 'none', ...description, default: undefined });
}

/** An option that may be given several times. */
export function list<T>(
  parse: ParseText<T>,
  description: ValueDescription & { readonly default: readonly T[] },
): OptionSpec<readonly T[]> {
  return {
    isRepeatable: true,
    isSecret: false,
    defaultText: description.default.join(', ') || 'none',
    ...description,
    parse: (texts) => {
      const values: T[] = [];
      for (const text of texts) {
        const parsed = parse(text);
        if (!parsed.ok) return parsed;
        values.push(parsed.value);
      }
      return ok(values);
    },
  };
}

const YES = ['true', 'yes', 'on', '1'];
const NO = ['false', 'no', 'off', '0'];

/** An option that is on or off; `--no-NAME` turns it off. */
export function toggle(description: Description): OptionSpec<boolean> {
  return {
    value: undefined,
    isRepeatable: false,
    isSecret: false,
    default: false,
    defaultText: 'off',
    ...description,
    parse: (texts) => {
      const text = (texts.at(-1) ?? '').toLowerCase();
      if (YES.includes(text)) return ok(true);
      return NO.includes(text) ? ok(false) : err('true or false');
    },
  };
}
