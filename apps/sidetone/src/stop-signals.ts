import type { Logger } from '@sidetone/sip';

/** A terminal and npm both pass Ctrl+C on: signals this close together are one. */
const SAME_SIGNAL_MS = 500;
/** What has not closed by then is cut off. */
const PATIENCE_MS = 4_000;
/** By convention, 128 and the number of the signal. */
const STATUS = { SIGINT: 130, SIGTERM: 143 } as const;

/** SIGTERM and SIGINT stop the program with status 0; a second one ends it at once. */
export function stopOnSignals(close: () => Promise<void>, log: Logger): void {
  let stoppingSince: number | undefined;
  const onSignal = (signal: keyof typeof STATUS): void => {
    const now = performance.now();
    if (stoppingSince === undefined) {
      stoppingSince = now;
      log.info('stopping', { signal });
      void stop(close, log);
    } else if (now - stoppingSince > SAME_SIGNAL_MS) {
      process.exit(STATUS[signal]);
    }
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
}

async function stop(close: () => Promise<void>, log: Logger): Promise<void> {
  const impatience = setTimeout(() => {
    log.warn('stopped without waiting any longer');
    process.exit(0);
  }, PATIENCE_MS);
  try {
    await close();
    clearTimeout(impatience);
    log.info('stopped');
    process.exit(0);
  } catch (error) {
    log.error('stopping failed', { error });
    process.exit(1);
  }
}

/** What nobody caught is logged, and ends the program with status 1: its state is not known any more. */
export function endOnUncaughtErrors(log: Logger): void {
  process.on('uncaughtException', (error, origin) => {
    log.error('uncaught error', { error, origin });
    process.exit(1);
  });
}
