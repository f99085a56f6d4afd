import { parseArgs } from 'node:util';
import { readConfigFile } from './config-file.ts';
import type { Command, OptionSpec } from './option-spec.ts';
import {
  environmentName,
  isOptionName,
  optionNames,
  optionTable,
  type OptionName,
  type OptionValues,
} from './option-table.ts';
import { UsageError } from './usage-error.ts';

/** The options of one start. */
export interface Options {
  readonly values: OptionValues;
  /** Those that somebody has set, wherever that was. */
  readonly given: ReadonlySet<OptionName>;
  /** Variables that look like options and are none. */
  readonly unknownVariables: readonly string[];
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** The texts of one option, and the place that says them, for messages. */
interface Setting {
  readonly place: string;
  readonly texts: readonly string[];
}

/** `SIDETONE_…` variables that are not options: those of the scripts. */
const FOREIGN_VARIABLES = /^SIDETONE_(CONFIG|DEV_|UNIT_|E2E_)/;

/**
 * Reads the options of `command`. A flag counts more than the environment, that more than the file, that more than the
 * default.
 * @throws {UsageError}
 */
export function readOptions(command: Command, args: readonly string[], environment: Environment): Options {
  const flags = readFlags(command, args);
  const file = readFile(flags.config ?? nonEmpty(environment['SIDETONE_CONFIG']));
  const given = new Set<OptionName>();
  const read = (name: OptionName): unknown => {
    const spec: OptionSpec<unknown> = optionTable[name];
    if (!spec.commands.includes(command)) return spec.default;
    const setting = flags.settings.get(name) ?? fromEnvironment(name, environment) ?? file.get(name);
    if (setting === undefined) return spec.default;
    given.add(name);
    return parse(spec, setting);
  };
  const values = Object.fromEntries(optionNames.map((name) => [name, read(name)])) as unknown as OptionValues;
  return { values, given, unknownVariables: unknownVariables(environment) };
}

function parse(spec: OptionSpec<unknown>, { place, texts }: Setting): unknown {
  const parsed = spec.parse(texts);
  if (parsed.ok) return parsed.value;
  const said = spec.isSecret ? '' : `${JSON.stringify(texts.join(' '))} is not valid; `;
  throw new UsageError(`${place}: ${said}it takes ${parsed.error}`);
}

interface Flags {
  readonly settings: ReadonlyMap<OptionName, Setting>;
  readonly config: string | undefined;
}

function readFlags(command: Command, args: readonly string[]): Flags {
  const texts = new Map<OptionName, string[]>();
  let config: string | undefined;
  for (const { rawName, name, value } of tokens(command, args)) {
    if (name === 'config') {
      config = flagValue(rawName, value, 'FILE');
      continue;
    }
    const [option, text] = optionOf(name, value);
    if (option === undefined) {
      throw new UsageError(`unknown option ${rawName}; sidetone ${command} --help lists them all`);
    }
    const spec: OptionSpec<unknown> = optionTable[option];
    if (!spec.commands.includes(command)) {
      throw new UsageError(`${rawName} is not an option of sidetone ${command}`);
    }
    const all = texts.get(option) ?? [];
    all.push(spec.value === undefined ? (text ?? 'true') : flagValue(rawName, text, spec.value));
    texts.set(option, all);
  }
  const settings = new Map([...texts].map(([name, all]) => [name, { place: `--${name}`, texts: all }] as const));
  return { settings, config };
}

/** The option a flag means; `--no-demo` is `demo` with the value `false`. */
function optionOf(name: string, value: string | undefined): [OptionName | undefined, string | undefined] {
  if (isOptionName(name)) return [name, value];
  const positive = name.replace(/^no-/, '');
  const isSwitch = isOptionName(positive) && optionTable[positive].value === undefined;
  return isSwitch && value === undefined ? [positive, 'false'] : [undefined, value];
}

function flagValue(rawName: string, value: string | undefined, form: string): string {
  if (value === undefined) throw new UsageError(`${rawName} needs a value: ${form}`);
  return value;
}

interface FlagToken {
  readonly rawName: string;
  readonly name: string;
  readonly value: string | undefined;
}

/** In the order of the command line, so that the first mistake is the one that is told. */
function* tokens(command: Command, args: readonly string[]): Generator<FlagToken> {
  const valued = optionNames.filter((name) => optionTable[name].value !== undefined);
  const options = Object.fromEntries([...valued, 'config'].map((name) => [name, { type: 'string' as const }]));
  const parsed = parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true });
  for (const token of parsed.tokens) {
    if (token.kind !== 'option') {
      const word = token.kind === 'positional' ? token.value : '--';
      throw new UsageError(`${JSON.stringify(word)} is not an option; sidetone ${command} --help lists them all`);
    }
    const { rawName, name, value, inlineValue } = token;
    // `--http --demo` has forgotten the value.
    const isForgotten = value !== undefined && !inlineValue && value.startsWith('--');
    yield { rawName, name, value: isForgotten ? undefined : value };
  }
}

function fromEnvironment(name: OptionName, environment: Environment): Setting | undefined {
  const place = environmentName(name);
  const text = nonEmpty(environment[place]);
  if (text === undefined) return undefined;
  return { place, texts: optionTable[name].isRepeatable ? text.trim().split(/\s+/) : [text] };
}

function readFile(path: string | undefined): ReadonlyMap<OptionName, Setting> {
  if (path === undefined) return new Map();
  return new Map([...readConfigFile(path)].map(([name, texts]) => [name, { place: `${name} in ${path}`, texts }]));
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === undefined || text.trim() === '' ? undefined : text;
}

function unknownVariables(environment: Environment): string[] {
  const known = new Set(optionNames.map((name) => environmentName(name)));
  return Object.keys(environment).filter(
    (name) => name.startsWith('SIDETONE_') && !known.has(name) && !FOREIGN_VARIABLES.test(name),
  );
}
