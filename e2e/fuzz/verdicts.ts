import type { FuzzReport } from './fuzz.ts';

export interface Verdict {
  readonly text: string;
  readonly isGood: boolean;
}

/** The heap at the end may be larger than when it was warm by this share, and by this many bytes. */
const GROWTH = 0.05;
const SLACK_BYTES = 4_000_000;

/** What a run has to show. */
export function verdicts({ sent, seconds, answers, probes, problems, heaps }: FuzzReport): Verdict[] {
  return [
    {
      text: `${sent} messages in ${seconds.toFixed(0)} s; problems: ${problems.join('; ') || 'none'}`,
      isGood: problems.length === 0,
    },
    ...Object.entries(probes).map(([name, { asked, unanswered, slowestMs }]) => ({
      text: `${name}: ${asked} OPTIONS, ${unanswered} unanswered, the slowest after ${slowestMs.toFixed(0)} ms`,
      isGood: unanswered === 0,
    })),
    ...Object.entries(answers).map(([name, counts]) => ({
      text: `${name}: came further than the parser (${Object.entries(counts)
        .map(([key, count]) => `${key} ${count}`)
        .join(', ')})`,
      isGood: (counts['2xx'] ?? 0) > 0 && (counts['4xx'] ?? 0) > 0,
    })),
    ...Object.entries(heaps).map(([name, { warm, end }]) => ({
      text: `${name}: heap ${(warm / 1e6).toFixed(2)} MB when warm, ${(end / 1e6).toFixed(2)} MB at the end`,
      isGood: end <= warm * (1 + GROWTH) + SLACK_BYTES,
    })),
  ];
}
