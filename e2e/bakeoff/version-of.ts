import { stripVTControlCharacters } from 'node:util';
import { Child } from '../support/child.ts';

/** What a program says of its version: the first line that has a number in it. */
export async function versionOf(command: string, ...args: readonly string[]): Promise<string> {
  const { stdout, stderr } = await new Child(command, args).finished(5_000);
  const line = `${stdout}\n${stderr}`.split('\n').find((text) => /\d\.\d/.test(text));
  return line === undefined ? 'unknown' : stripVTControlCharacters(line).trim();
}
