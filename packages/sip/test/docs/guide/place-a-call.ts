import { type Call, type EndReason, type UserAgent, uriOf } from '@sidetone/sip';

export function call(agent: UserAgent, ended: (why: EndReason) => void): Call {
  const call = agent.call(uriOf('sip:bob@example.com'), {
    media: { audio: true, video: false },
    subject: 'Lunch',
  });
  call.on('changed', ({ state }) => {
    if (state.kind === 'terminated') ended(state.why);
  });
  return call;
}
