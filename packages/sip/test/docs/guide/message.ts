import { type UserAgent, uriOf } from '@sidetone/sip';

export async function sendMessage(agent: UserAgent): Promise<string> {
  const outcome = await agent.sendMessage(uriOf('sip:bob@example.com'), {
    contentType: 'text/plain;charset=utf-8',
    body: 'Watson, come here.',
  });
  return outcome.kind === 'failed' ? `not delivered: ${outcome.why.kind}` : outcome.kind;
}

export function receiveMessages(agent: UserAgent, show: (from: string, text: string) => void): void {
  agent.onMessage = ({ from, body }) => {
    show(from.displayName ?? 'somebody', body);
    return 200;
  };
}
