import { afterEach, describe, expect, test, vi } from 'vitest';
import { DialogTable } from '../../src/dialog/dialog-table.ts';
import { SessionTimer } from '../../src/dialog/session-timer.ts';
import { MediaSession } from '../../src/user-agent/calls/media-session.ts';
import { Wishes } from '../../src/user-agent/calls/wishes.ts';
import { runSeed, type Sabotage } from './call-world.ts';

/** `SEEDS=100000` tries more of them. */
const SEEDS = Number(process.env['SEEDS'] ?? 2000);
const FIRST = Number(process.env['FIRST_SEED'] ?? 1);

test(
  `whatever happens in whatever order, every call ends and nothing is left (${SEEDS} seeds)`,
  async () => {
    const failed: string[] = [];
    for (let seed = FIRST; seed < FIRST + SEEDS && failed.length < 5; seed += 1) {
      const left = await runSeed(seed);
      if (left.length > 0) failed.push(`seed ${seed}: ${left.join('; ')}`);
    }
    expect(failed).toEqual([]);
  },
  Math.max(900_000, SEEDS * 300),
);

describe('a leak that is planted is found', () => {
  async function foundIn(sabotage: Sabotage): Promise<string[]> {
    for (let seed = 1; seed <= 400; seed += 1) {
      const left = await runSeed(seed, sabotage);
      if (left.length > 0) return left;
    }
    return [];
  }

  afterEach(() => void vi.restoreAllMocks());

  test('media that is not closed', async () => {
    const found = await foundIn(([alice]) => {
      const open = alice!.media.open.bind(alice!.media);
      alice!.media.open = async (want) => Object.assign(await open(want), { close: () => undefined });
    });
    expect(found).toEqual([expect.stringMatching(/alice: \d media endpoints/)]);
  });

  test('a usage that is not removed from its dialog', async () => {
    vi.spyOn(DialogTable.prototype, 'remove').mockReturnValue();
    expect(await foundIn(() => undefined)).toContainEqual(expect.stringMatching(/: \d dialogs/));
  });

  test('a timer that is not cancelled', async () => {
    vi.spyOn(SessionTimer.prototype, 'stop').mockReturnValue();
    expect(await foundIn(() => undefined)).toContainEqual(expect.stringMatching(/: \d timers/));
  });

  test('two ends that say different things of one call', async () => {
    vi.spyOn(MediaSession.prototype, 'isHeldByRemote', 'get').mockReturnValue(false);
    expect(await foundIn(() => undefined)).toContainEqual(expect.stringMatching(/^holds: /));
  });

  test('a wish that nobody answers', async () => {
    vi.spyOn(Wishes.prototype, 'failed').mockReturnValue();
    expect(await foundIn(() => undefined)).toContainEqual(expect.stringContaining('never settled'));
  });
});
