import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeFileError, errorCode } from './file-error.ts';
import { UsageError } from './usage-error.ts';

/** What the program keeps between starts: small texts by name. */
export interface DataDirectory {
  /** Undefined when nothing is kept under this name. */
  read(name: string): string | undefined;
  write(name: string, text: string): void;
}

/**
 * Opens `--data DIR|memory`. The directory and its files are for their owner only: they hold keys.
 * @throws {UsageError} when the directory cannot be made
 */
export function openDataDirectory(option: string): DataDirectory {
  if (option === 'memory') return memoryDirectory();
  try {
    mkdirSync(option, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new UsageError(`--data: ${describeFileError(option, error)}`, { cause: error });
  }
  return {
    read(name) {
      const path = join(option, name);
      try {
        return readFileSync(path, 'utf8');
      } catch (error) {
        if (errorCode(error) === 'ENOENT') return undefined;
        throw new UsageError(`--data: ${describeFileError(path, error)}`, { cause: error });
      }
    },
    write(name, text) {
      const path = join(option, name);
      try {
        writeFileSync(path, text, { mode: 0o600 });
        // The mode above is for new files only.
        chmodSync(path, 0o600);
      } catch (error) {
        throw new UsageError(`--data: ${describeFileError(path, error)}`, { cause: error });
      }
    },
  };
}

function memoryDirectory(): DataDirectory {
  const texts = new Map<string, string>();
  return {
    read: (name) => texts.get(name),
    write: (name, text) => void texts.set(name, text),
  };
}
