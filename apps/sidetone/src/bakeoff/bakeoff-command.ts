import { writeFileSync } from 'node:fs';
import {
  type BakeoffReport,
  jsonReport,
  judgedBy,
  junitReport,
  RULES,
  runBakeoff,
  type Scenario,
  SCENARIOS,
  type Target,
  totals,
} from '@sidetone/bakeoff';
import { formatHostPort, isSipUri, parseUri } from '@sidetone/sip';
import type { Output } from '../output.ts';
import { createRuntime } from '../runtime.ts';
import { UsageError } from '../usage-error.ts';
import { askingOperator, terminalAsk } from './asking-operator.ts';
import { type BakeoffRequest, defaultRoles, readBakeoffOptions } from './bakeoff-options.ts';
import { type Meeting, meet } from './node-venue.ts';
import { printEnd, printScenario } from './print-verdicts.ts';

/** Nothing failed, and something could not be found out. */
const INCONCLUSIVE = 3;

/**
 * Judges a target, and writes down what came of it.
 * @returns the exit status
 * @throws {UsageError}
 */
export async function bakeoff(args: readonly string[], { stdout, stderr }: Output): Promise<number> {
  const request = readBakeoffOptions(args);
  const scenarios = chosen(request);
  if (request.list) {
    for (const { id, title } of scenarios) stdout.write(`${id}: ${title}\n`);
    return 0;
  }
  const runtime = createRuntime('silent', stderr);
  const meeting = await meet(runtime, request.target);
  const stop = new Promise<string>((resolve) => {
    process.once('SIGINT', () => resolve('the run was interrupted'));
    process.once('SIGTERM', () => resolve('the run was ended'));
    setTimeout(() => resolve(`the run was over after ${request.limit} s`), request.limit * 1_000).unref();
  });
  const report = await runBakeoff(meeting.venue, targetOf(request, meeting), {
    scenarios,
    rules: request.only.length === 0 ? RULES : [],
    protocols: request.protocols,
    stopped: stop,
    onReport: (each) => printScenario(stdout, each),
  });
  printEnd(stdout, report);
  write(request.json, () => `${JSON.stringify(jsonReport(report), undefined, 2)}\n`);
  write(request.junit, () => junitReport(report));
  return exitStatus(report);
}

function chosen(request: BakeoffRequest): readonly Scenario[] {
  const roles = request.role.length > 0 ? request.role : defaultRoles(request);
  const found = SCENARIOS.filter(
    (scenario) =>
      roles.includes(scenario.role) &&
      (request.only.length === 0 ||
        request.only.some((text) => [scenario.id, ...judgedBy(scenario)].some((id) => id.includes(text)))),
  );
  if (found.length === 0) throw new UsageError('no scenario is like that; sidetone bakeoff TARGET --list lists them');
  return found;
}

function targetOf(request: BakeoffRequest, { address }: Meeting): Target {
  const { target, peer, protocols } = request;
  const peerUri = peer === undefined ? undefined : parseUri(peer);
  const peerHost = peerUri?.ok === true && isSipUri(peerUri.value) ? peerUri.value.host : undefined;
  const domain = request.domain ?? peerHost ?? target.host;
  const user = target.user === undefined ? '' : `${target.user}@`;
  const own = target.url === undefined ? `sip:${user}${formatHostPort(address)}` : `sip:${domain}`;
  return {
    name: peer === undefined ? target.text : `${peer} through ${target.text}`,
    roles: request.role.length > 0 ? request.role : defaultRoles(request),
    address: (protocol) => (protocols.includes(protocol) ? address : undefined),
    uri: peer ?? own,
    domain,
    accounts: request.users.map(({ name, password }) => ({ user: name, password })),
    operator: request.ask ? askingOperator(terminalAsk(process.stdin, process.stderr)) : {},
  };
}

function write(file: string | undefined, text: () => string): void {
  if (file === undefined) return;
  try {
    writeFileSync(file, text());
  } catch (error) {
    throw new UsageError(`${file} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function exitStatus(report: BakeoffReport): number {
  const counts = totals(report);
  if (counts.fail > 0) return 1;
  return counts.inconclusive > 0 ? INCONCLUSIVE : 0;
}
