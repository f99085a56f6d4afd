import type { UserAgent } from '@sidetone/sip';

export function answerCalls(agent: UserAgent): void {
  agent.onIncomingCall = (call) => {
    call.ring();
    if (call.details.priority === 'non-urgent') call.reject(486);
    else void call.accept({ audio: true, video: call.offered.video });
  };
}
