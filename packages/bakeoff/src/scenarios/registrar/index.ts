// Written by test/indexes.test.ts.
import type { Scenario } from '../../scenario/scenario.ts';
import changesAllOrNothing from './changes-all-or-nothing.ts';
import forgetsWhatExpires from './forgets-what-expires.ts';
import listsEveryBinding from './lists-every-binding.ts';
import refusesBriefLifetime from './refuses-brief-lifetime.ts';
import refusesOldCseq from './refuses-old-cseq.ts';
import starNeedsExpiresZero from './star-needs-expires-zero.ts';
import starNeedsNewCseq from './star-needs-new-cseq.ts';
import starRemovesBindings from './star-removes-bindings.ts';
import takesAskedLifetime from './takes-asked-lifetime.ts';
import takesMalformedExpires from './takes-malformed-expires.ts';
import updatesByCallId from './updates-by-call-id.ts';

/** Every scenario for the role registrar. */
export const SCENARIOS: readonly Scenario[] = [
  changesAllOrNothing,
  forgetsWhatExpires,
  listsEveryBinding,
  refusesBriefLifetime,
  refusesOldCseq,
  starNeedsExpiresZero,
  starNeedsNewCseq,
  starRemovesBindings,
  takesAskedLifetime,
  takesMalformedExpires,
  updatesByCallId,
];
