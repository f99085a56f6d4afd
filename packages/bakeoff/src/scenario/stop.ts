/** What was to be judged could not be found out. */
export class Inconclusive extends Error {
  override readonly name = 'Inconclusive';
}

/** The target does not do what the scenario is about. */
export class NotApplicable extends Error {
  override readonly name = 'NotApplicable';
}

/** A judgement failed that the rest of the scenario builds on. */
export class Failed extends Error {
  override readonly name = 'Failed';
}
