import { maskCredentials, type LogFields, type Logger } from '@sidetone/sip';
import { pino } from 'pino';
import { escapeLine, escapeText } from './log-escapes.ts';
import { loggedFields } from './log-fields.ts';
import type { OptionValues } from './option-table.ts';

/** Where lines go. A terminal gets them readable, everything else as JSON. */
export interface LogStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

type Level = 'debug' | 'info' | 'warn' | 'error';

/** The program's log: one line an event, control characters escaped, credentials masked. */
export function createLogger(level: OptionValues['log'], stream: LogStream): Logger {
  const format = stream.isTTY === true ? readable : escapeLine;
  const log = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write: (line: string) => void stream.write(format(line)) },
  );
  const write = (at: Level, message: string, fields: LogFields | undefined): void => {
    if (!log.isLevelEnabled(at)) return;
    if (fields === undefined) log[at](maskCredentials(message));
    else log[at](loggedFields(fields), maskCredentials(message));
  };
  return {
    debug: (message, fields) => write('debug', message, fields),
    info: (message, fields) => write('info', message, fields),
    warn: (message, fields) => write('warn', message, fields),
    error: (message, fields) => write('error', message, fields),
  };
}

/** `12:34:56 warn  WebSocket refused  status=403 why="…"` */
function readable(line: string): string {
  const { time, level, msg, ...fields } = JSON.parse(line) as Record<string, unknown>;
  const parts = Object.entries(fields).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  const head = `${String(time).slice(11, 19)} ${String(level).padEnd(5)} ${String(msg)}`;
  return `${escapeText([head, ...parts].join('  '))}\n`;
}
