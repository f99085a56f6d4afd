import type { Runtime } from '@sidetone/sip';
import { createNodeRuntime } from '@sidetone/sip/node';
import { LogTrace } from './log-trace.ts';
import { createLogger, type LogStream } from './logger.ts';
import type { OptionValues } from './option-table.ts';

/** Time, randomness, log and trace of the whole program: one timer wheel per process (DESIGN D6). */
export function createRuntime(level: OptionValues['log'], stream: LogStream): Runtime {
  const log = createLogger(level, stream);
  return createNodeRuntime({ log, trace: new LogTrace(log, level === 'debug') });
}
