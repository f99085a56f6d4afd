import type { Call } from '@sidetone/sip';

export async function enterCode(call: Call, heard: (tone: string) => void): Promise<string> {
  call.on('dtmf', ({ tone }) => heard(tone));
  const outcome = await call.sendDtmf('1234#', { durationMs: 100 });
  return outcome.kind === 'sent' ? `sent by ${outcome.by}` : outcome.kind;
}
