import type { HostPort, NextHop } from '@sidetone/sip';
import { readAccounts, type Accounts } from './accounts.ts';
import { checkExposure } from './check-exposure.ts';
import { checkOptions } from './check-options.ts';
import { resolveListener, type ListenerAddress } from './listener-address.ts';
import type { Command } from './option-spec.ts';
import type { Options } from './options.ts';

const DEFAULT_SIP: HostPort = { host: '127.0.0.1', port: 5060 };

/** What is to be started: who speaks SIP, and where. */
export type Plan = {
  readonly http: ListenerAddress;
  /** For the page, and in front of our own server the digest realm. */
  readonly domain: string;
} & (
  | {
      readonly kind: 'server';
      readonly sip: ListenerAddress;
      readonly accounts: Accounts;
      readonly hasGateway: boolean;
    }
  | {
      readonly kind: 'gateway';
      /** Undefined: the address that packets to the upstream leave from. */
      readonly sip: ListenerAddress | undefined;
      readonly upstream: NextHop;
    }
);

/**
 * Checks the options of `command` and reads what they refer to; opens nothing.
 * @throws {UsageError}
 */
export async function makePlan(command: Command, options: Options): Promise<Plan> {
  checkOptions(command, options);
  const { values, given } = options;
  const { upstream } = values;
  const http = await resolveListener('--http', values.http);
  const domain = values.domain[0] ?? 'localhost';
  if (upstream !== undefined) {
    const sip = values.sip === undefined ? undefined : await resolveListener('--sip', values.sip);
    return { kind: 'gateway', http, sip, upstream, domain: given.has('domain') ? domain : upstream.host };
  }
  const sip = await resolveListener('--sip', values.sip ?? DEFAULT_SIP);
  checkExposure(values, [http, sip]);
  return { kind: 'server', http, sip, domain, accounts: readAccounts(values), hasGateway: command === 'serve' };
}
