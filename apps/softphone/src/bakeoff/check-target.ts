import { runBakeoff, type Scenario, type Target, TARGET, type Venue } from '@sidetone/bakeoff';
import type { Transport } from '@sidetone/sip';
import type { Problem } from './problem.ts';
import type { WebTarget } from './web-target.ts';

/**
 * Whether a run can begin: the target takes a connection, answers SIP, and knows our accounts. What does not work here would
 * make every scenario inconclusive.
 * @param origin of the page, which the target may refuse
 */
export async function checkTarget(venue: Venue, target: WebTarget, origin: string): Promise<Problem | undefined> {
  const { url, protocol, domain } = target;
  if (!(await canConnect(await venue.open(protocol, 'check'), target))) return { kind: 'unreachable', url, origin };
  const refused: string[] = [];
  const { scenarios } = await runBakeoff(venue, target, {
    scenarios: [introduction(target, refused)],
    rules: [],
    protocols: [protocol],
  });
  const [user] = refused;
  if (user !== undefined) return { kind: 'wrong-password', user, domain };
  const answers = scenarios.some(({ trace }) => trace.some(({ from }) => from === TARGET));
  return answers ? undefined : { kind: 'silent', url };
}

/** Opens the connection and closes it again. */
async function canConnect(transport: Transport, target: WebTarget): Promise<boolean> {
  const isOpen = await new Promise<boolean>((resolve) => {
    transport.start({
      onWire: () => undefined,
      onFlowOpened: () => resolve(true),
      onFlowClosed: () => resolve(false),
    });
    transport.flowTo(target.address(target.protocol) ?? transport.local);
  });
  await transport.close();
  return isOpen;
}

/**
 * Asks for the bindings of every account (RFC 3261 §10.2.3), or without any for capabilities. It judges nothing.
 * @param refused gets the users whose credentials are not taken
 */
function introduction(target: Target, refused: string[]): Scenario {
  return {
    id: 'gateway/introduction',
    title: 'The target can be talked to',
    role: 'gateway',
    judges: {},
    run: async (stage) => {
      const uri = `sip:${target.domain}`;
      if (target.accounts.length === 0) {
        const end = await stage.end('check');
        await end.exchange(end.request('OPTIONS', uri));
      }
      for (const { user } of target.accounts) {
        const end = await stage.user(user);
        const answer = await end.exchange(end.request('REGISTER', uri, { to: end.aor, contact: false }));
        if ([401, 403, 407].includes(answer.status)) refused.push(user);
      }
    },
  };
}
