import type { LogStream } from './logger.ts';

/** Where the program writes. */
export interface Output {
  readonly stdout: LogStream;
  readonly stderr: LogStream;
}
