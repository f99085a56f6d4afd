/** What a line of the log says besides its words. */
export type LogFields = Readonly<Record<string, unknown>>;

/** Info once per lifecycle change, debug per message. Secrets never reach it. */
export interface Logger {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

const ignore = (): void => {
  // A logger for those who want none.
};

/** Says nothing. */
export const silentLogger: Logger = { debug: ignore, info: ignore, warn: ignore, error: ignore };
