import type { SipRequest } from '@sidetone/sip';
import type { TestEnd } from '../../end/test-end.ts';
import type { Stage } from '../../scenario/stage.ts';

/** A user agent under test that publishes its presence at an end of ours. */
export interface Publishing {
  readonly agent: TestEnd;
  readonly publish: SipRequest;
}

/** The target publishes; its PUBLISH is not answered yet. */
export async function publishingTarget(stage: Stage): Promise<Publishing> {
  const agent = await stage.end('agent');
  await stage.operate('publish', agent.contact);
  return { agent, publish: await agent.next('PUBLISH', { withinMs: 10_000 }) };
}

/** Accepts what is published, and names it. */
export function keep(agent: TestEnd, publish: SipRequest, entityTag: string, expiresSec = 600): void {
  agent.reply(publish, 200, (response) => {
    response.addRaw('SIP-ETag', entityTag);
    response.addRaw('Expires', String(expiresSec));
  });
}

/** The target publishes, and it is kept by the name `one`. */
export async function publishedTarget(stage: Stage, expiresSec = 600): Promise<Publishing> {
  const publishing = await publishingTarget(stage);
  keep(publishing.agent, publishing.publish, 'one', expiresSec);
  await stage.pass(500);
  return publishing;
}
