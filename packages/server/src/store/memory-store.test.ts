import { ManualClock } from '@sidetone/testkit';
import { MemoryStore } from './memory-store.ts';
import { describeStore } from './store.contract.ts';

describeStore('MemoryStore', () => {
  const clock = new ManualClock();
  return Promise.resolve({ store: new MemoryStore(clock), clock, advance: (ms: number) => clock.advance(ms) });
});
