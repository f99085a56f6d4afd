import type { TestEnd } from '../../end/test-end.ts';
import type { EndOptions, Stage } from '../../scenario/stage.ts';
import { bind } from './bindings.ts';

/** Two users of the target: alice, and bob who is registered. */
export interface AliceAndBob {
  readonly alice: TestEnd;
  readonly bob: TestEnd;
}

/** @param options how each of them speaks, where it is not as the scenario is played */
export async function aliceAndBob(
  stage: Stage,
  options: { readonly alice?: EndOptions; readonly bob?: EndOptions } = {},
): Promise<AliceAndBob> {
  const alice = await stage.user('alice', options.alice);
  const bob = await stage.user('bob', options.bob);
  await bind(stage, bob);
  return { alice, bob };
}

/** Another device of bob, not registered yet. */
export function anotherDevice(stage: Stage, name: string, options: EndOptions = {}): Promise<TestEnd> {
  const [, account] = stage.target.accounts;
  stage.need(account !== undefined, 'a second account at the target');
  return stage.end(name, { ...options, account });
}
