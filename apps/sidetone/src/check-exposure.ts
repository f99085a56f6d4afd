import { formatHostPort } from '@sidetone/sip';
import { isLoopback, type ListenerAddress } from './listener-address.ts';
import type { OptionValues } from './option-table.ts';
import { UsageError } from './usage-error.ts';

/**
 * Accounts that everybody knows, and no accounts at all, are for this machine only (DESIGN D14).
 * @throws {UsageError}
 */
export function checkExposure(values: OptionValues, listeners: readonly ListenerAddress[]): void {
  const open = listeners.find(({ host }) => !isLoopback(host));
  if (open === undefined) return;
  const where = `${open.option} ${formatHostPort(open)} can be reached from other machines`;
  if (values.demo) {
    throw new UsageError(
      `demo accounts are refused because ${where}; add --user NAME:PASSWORD, or leave it on 127.0.0.1`,
    );
  }
  if (values.auth === 'none') throw new UsageError(`--auth none is refused because ${where}`);
}
