import { fileURLToPath } from 'node:url';
import type { HostPort, Runtime } from '@sidetone/sip';
import type { Accounts } from './accounts.ts';
import { openDataDirectory } from './data-directory.ts';
import { httpHandler } from './http-handler.ts';
import { openHttpServer, type HttpServer } from './http-server.ts';
import { Metrics } from './metrics.ts';
import type { Command } from './option-spec.ts';
import type { Options } from './options.ts';
import { pageConfig } from './page-config.ts';
import { makePlan, type Plan } from './plan.ts';
import { openGatewaySide, openServerSide, type SipSide } from './sip-side.ts';
import { Startup } from './startup.ts';
import { StaticFiles } from './static-files.ts';
import { readTls } from './tls.ts';

/** Beside both `src` and `dist`. */
const PAGE_DIRECTORY = fileURLToPath(new URL('../../softphone/dist/web', import.meta.url));

/** The program while it runs. */
export interface Program {
  readonly http: HostPort;
  readonly isSecure: boolean;
  /** Where SIP is spoken: by the server, or by a gateway without one. */
  readonly sip: HostPort;
  readonly domain: string;
  /** Undefined for `sidetone server`, which has none. */
  readonly page: { readonly isBuilt: boolean } | undefined;
  /** Those of the built-in server; undefined without one. */
  readonly accounts: Accounts | undefined;
  /** Takes no new work, tells phones to move, and closes everything. */
  close(): Promise<void>;
}

/**
 * Starts one command: opens all its listeners, or none.
 * @throws {UsageError} when options do not fit together, a file is missing, or an address cannot be had
 */
export async function startProgram(command: Command, options: Options, runtime: Runtime): Promise<Program> {
  const plan = await makePlan(command, options);
  const startup = new Startup();
  try {
    return await open(plan, options, runtime, startup);
  } catch (error) {
    await startup.undo();
    throw error;
  }
}

async function open(plan: Plan, { values }: Options, runtime: Runtime, startup: Startup): Promise<Program> {
  const data = openDataDirectory(values.data);
  const http = startup.opened(await openHttpServer(plan.http, await readTls(values, data)), (part) => part.close());
  const sip = await openSipSide(plan, { runtime, values, data, startup, http });
  const accounts = plan.kind === 'server' ? plan.accounts : undefined;
  const page = plan.kind === 'server' && !plan.hasGateway ? undefined : new StaticFiles(PAGE_DIRECTORY);
  const metrics = new Metrics();
  metrics.add(sip.measurements);
  let isReady = true;
  http.answerWith(
    httpHandler({
      ...(page === undefined ? {} : { page, config: (host) => pageConfig(plan.domain, accounts?.demo ?? [], host) }),
      isReady: () => isReady,
      metrics: () => metrics.text(),
      log: runtime.log,
    }),
  );
  return {
    http: http.local,
    isSecure: http.isSecure,
    sip: sip.local,
    domain: plan.domain,
    page,
    accounts,
    close: () => {
      isReady = false;
      return close(http, sip);
    },
  };
}

function openSipSide(
  plan: Plan,
  parts: Omit<Parameters<typeof openGatewaySide>[0], 'address' | 'upstream'>,
): Promise<SipSide> {
  switch (plan.kind) {
    case 'server': {
      const { sip, accounts, hasGateway } = plan;
      return openServerSide({ ...parts, address: sip, accounts, http: hasGateway ? parts.http : undefined });
    }
    case 'gateway':
      return openGatewaySide({ ...parts, address: plan.sip, upstream: plan.upstream });
  }
}

/** The HTTP listener goes first, so that a phone that is told to move does not come straight back. */
async function close(http: HttpServer, sip: SipSide): Promise<void> {
  const closed = http.close();
  await sip.close();
  await closed;
}
