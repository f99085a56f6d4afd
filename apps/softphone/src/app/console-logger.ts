import type { Logger } from '@sidetone/sip';

/* The console is where a browser's log goes. */
/* oxlint-disable eslint/no-console */

/** Writes the stack's log to the console of the browser; only warnings and errors are seen by default. */
export const consoleLogger: Logger = {
  debug: (message, fields = {}) => console.debug(message, fields),
  info: (message, fields = {}) => console.debug(message, fields),
  warn: (message, fields = {}) => console.warn(message, fields),
  error: (message, fields = {}) => console.error(message, fields),
};
