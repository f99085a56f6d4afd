// Written by test/indexes.test.ts.
import type { Scenario } from '../../scenario/scenario.ts';
import acceptsCancel from './accepts-cancel.ts';
import listsOtherPlaces from './lists-other-places.ts';
import redirectsInForm from './redirects-in-form.ts';
import redirectsWhatItDoesNotKnow from './redirects-what-it-does-not-know.ts';
import repeatsRedirection from './repeats-redirection.ts';

/** Every scenario for the role redirect. */
export const SCENARIOS: readonly Scenario[] = [
  acceptsCancel,
  listsOtherPlaces,
  redirectsInForm,
  redirectsWhatItDoesNotKnow,
  repeatsRedirection,
];
