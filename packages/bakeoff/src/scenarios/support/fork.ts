import type { SipRequest } from '@sidetone/sip';
import type { TestEnd } from '../../end/test-end.ts';
import type { EndOptions, Stage } from '../../scenario/stage.ts';
import { ringBob } from './call-through.ts';
import { aliceAndBob, anotherDevice } from './alice-and-bob.ts';
import { bind } from './bindings.ts';

/** One device that a forked call has reached. */
export interface ForkBranch {
  readonly end: TestEnd;
  readonly invite: SipRequest;
}

/** A call of alice to bob, who has two devices, both of which it has reached. */
export interface Fork {
  readonly alice: TestEnd;
  /** As alice has sent it. */
  readonly invite: SipRequest;
  readonly desk: ForkBranch;
  readonly mobile: ForkBranch;
}

/** @param options how the ends speak, where it is not as the scenario is played */
export async function fork(stage: Stage, options: EndOptions = {}): Promise<Fork> {
  const ends = await aliceAndBob(stage, { alice: options, bob: options });
  const mobile = await anotherDevice(stage, 'mobile', options);
  await bind(stage, mobile);
  const { sent, came } = await ringBob(stage, ends);
  const second = await mobile.next('INVITE', { expected: 'the INVITE at both devices' });
  return {
    alice: ends.alice,
    invite: sent,
    desk: { end: ends.bob, invite: came },
    mobile: { end: mobile, invite: second },
  };
}
