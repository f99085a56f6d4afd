import type { Call } from '@sidetone/sip';

export async function consult(call: Call): Promise<string> {
  const outcome = await call.hold();
  if (outcome.kind !== 'done') return `still talking: ${outcome.kind}`;
  await call.resume();
  call.hangUp();
  return 'held, resumed and ended';
}
