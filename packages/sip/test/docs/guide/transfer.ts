import { type Call, type UserAgent, uriOf } from '@sidetone/sip';

/** Sends the other end to Carol. The call ends by itself when they talk; else it goes on. */
export function sendToCarol(call: Call, failed: () => void): void {
  const transfer = call.transfer(uriOf('sip:carol@example.com'));
  transfer.on('changed', ({ state }) => {
    if (state.kind === 'failed') failed();
  });
}

/** Follows whom we talk to, and nobody else. */
export function followTransfers(agent: UserAgent): void {
  agent.onReferral = (referral) => {
    if (referral.call === undefined) referral.reject();
    else referral.accept();
  };
}
