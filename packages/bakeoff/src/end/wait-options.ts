import type { RequirementId } from '../requirement/requirement.ts';

/** What it means when something does not come. */
export interface WaitOptions {
  /** Milliseconds; 4,000 by default. */
  readonly withinMs?: number;
  /** The sentences that ask for it: then its absence is a fail. Without any, it is inconclusive. */
  readonly judges?: RequirementId | readonly RequirementId[];
  /** What is waited for, as a noun phrase; by default it is made of the method or status. */
  readonly expected?: string;
}

export const DEFAULT_WAIT_MS = 4_000;
