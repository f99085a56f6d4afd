import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describeFileError } from './file-error.ts';
import { isOptionName, optionTable, type OptionName } from './option-table.ts';
import { UsageError } from './usage-error.ts';

const Value = v.union([v.string(), v.number(), v.boolean()]);
const File = v.record(v.string(), v.union([Value, v.array(Value)]));

/**
 * Reads `--config FILE`: a JSON object whose keys are option names without dashes in front. Repeatable options are
 * arrays.
 * @returns the texts of each option, as flags would give them
 * @throws {UsageError} when the file is missing, is not JSON, or has a key that is no option
 */
export function readConfigFile(path: string): ReadonlyMap<OptionName, readonly string[]> {
  const parsed = v.safeParse(File, parseJson(path));
  if (!parsed.success) {
    const key = parsed.issues[0].path?.[0]?.key;
    throw new UsageError(
      typeof key === 'string'
        ? `${key} in ${path} must be a text, a number, true, false or a list of these`
        : `${path} must hold one JSON object`,
    );
  }
  const texts = new Map<OptionName, readonly string[]>();
  for (const [key, value] of Object.entries(parsed.output)) {
    if (!isOptionName(key)) throw new UsageError(`${key} in ${path} is not an option of sidetone`);
    if (Array.isArray(value) && !optionTable[key].isRepeatable) {
      throw new UsageError(`${key} in ${path} takes one value, not a list`);
    }
    texts.set(key, (Array.isArray(value) ? value : [value]).map(String));
  }
  return texts;
}

function parseJson(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`--config: ${describeFileError(path, error)}`, { cause: error });
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${path} is not JSON${whereOf(text, error)}`, { cause: error });
  }
}

/** The line of a syntax error. The engine's own message may quote a password. */
function whereOf(text: string, error: unknown): string {
  const position = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
  return position === undefined ? '' : `: see line ${text.slice(0, Number(position)).split('\n').length}`;
}
