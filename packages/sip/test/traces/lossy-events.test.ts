import { dialogPackage, DIALOG_INFO_TYPE, type NotifierSubscription, writeDialogInfo } from '@sidetone/sip';
import { SeededRandom, VirtualNetwork } from '@sidetone/testkit';
import { describe, expect, test } from 'vitest';
import { pair } from '../support/phones.ts';

const SEEDS = Array.from({ length: 30 }, (_, seed) => seed + 1);
const ACTIONS = 40;

describe('a subscription where datagrams are lost, doubled and overtaken', () => {
  test.each(SEEDS)('knows the newest state in the end, and nothing is left over (seed %i)', async (seed) => {
    const link = { latencyMs: 30, loss: 0.2, duplicate: 0.2, reorder: 0.3, reorderMs: 400 };
    const net = new VirtualNetwork({ seed, link });
    const random = new SeededRandom(seed);
    const { alice, bob } = pair(net, { backoff: { baseMs: 500, maxMs: 4000 } });
    const watchers = new Set<NotifierSubscription>();
    let state = 0;
    const tell = (watcher: NotifierSubscription): void => {
      const now = state;
      watcher.notify(DIALOG_INFO_TYPE, (version) =>
        writeDialogInfo({
          version,
          state: 'full',
          entity: 'sip:bob@biloxi.test',
          dialogs: [{ id: String(now), state: { kind: 'confirmed' } }],
        }),
      );
    };
    const stop = bob.agent.serve(
      dialogPackage,
      (incoming) => {
        const watcher = random.fraction() < 0.3 ? incoming.pend() : incoming.accept();
        watchers.add(watcher);
        tell(watcher);
        watcher.on('changed', ({ kind }) => {
          if (kind === 'terminated') watchers.delete(watcher);
        });
      },
      { minExpiresSec: 1 },
    );
    const subscription = alice.agent.subscribe(bob.uri, { event: dialogPackage, expiresSec: 60 });
    let seen = '';
    subscription.on('notify', ({ value }) => (seen = value?.dialogs[0]?.id ?? seen));
    const anyone = (): NotifierSubscription | undefined => [...watchers][0];
    const actions: readonly (() => void)[] = [
      () => {
        state += 1;
        for (const watcher of watchers) tell(watcher);
      },
      () => anyone()?.authorize(),
      () => subscription.refresh(),
      () => anyone()?.terminate('deactivated'),
      () => anyone()?.terminate('giveup', 2),
      () => alice.agent.flowRestored(),
      () => (random.fraction() < 0.3 ? net.part('alice', 'bob') : net.heal('alice', 'bob')),
    ];
    for (let i = 0; i < ACTIONS; i += 1) {
      actions[Math.floor(random.fraction() ** 1.5 * actions.length)]?.();
      await net.clock.advance(random.fraction() * 10_000);
    }
    net.heal('alice', 'bob');
    // What was given up while they were parted is taken up again, and whoever waits is let in.
    const isSettled = (): boolean => seen === String(state) && subscription.state.kind === 'active';
    for (let ms = 0; ms < 180_000 && !isSettled(); ms += 1000) {
      for (const watcher of watchers) watcher.authorize();
      await net.clock.advance(1000);
    }
    expect(seen).toBe(String(state));
    expect(subscription.state.kind).toBe('active');
    void subscription.unsubscribe();
    await net.clock.advance(100_000);
    stop();
    await net.expectNothingLeft(200_000);
    expect(watchers.size).toBe(0);
  });
});
