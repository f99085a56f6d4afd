// Written by test/indexes.test.ts.
import type { Scenario } from '../../scenario/scenario.ts';
import acceptsSubscription from './accepts-subscription.ts';
import answersOneQuestion from './answers-one-question.ts';
import asksWatchersForCredentials from './asks-watchers-for-credentials.ts';
import countsNotifies from './counts-notifies.ts';
import endsSubscription from './ends-subscription.ts';
import followsWatcher from './follows-watcher.ts';
import forgetsRefusingWatcher from './forgets-refusing-watcher.ts';
import forgetsSilentWatcher from './forgets-silent-watcher.ts';
import isReachedAtGruu from './is-reached-at-gruu.ts';
import keepsOrderOfDialog from './keeps-order-of-dialog.ts';
import knowsNoStrangers from './knows-no-strangers.ts';
import letsNobodyElseRefresh from './lets-nobody-else-refresh.ts';
import listsEventPackages from './lists-event-packages.ts';
import notifiesAtOnce from './notifies-at-once.ts';
import notifiesInDialog from './notifies-in-dialog.ts';
import notifiesOnlyWatchers from './notifies-only-watchers.ts';
import passesOverCancel from './passes-over-cancel.ts';
import refreshesSubscription from './refreshes-subscription.ts';
import refusesBriefSubscription from './refuses-brief-subscription.ts';
import refusesUnknownPackage from './refuses-unknown-package.ts';
import repeatsEventId from './repeats-event-id.ts';
import takesDefaultTime from './takes-default-time.ts';
import tellsOfChanges from './tells-of-changes.ts';
import tellsOfExpiry from './tells-of-expiry.ts';
import writesWhatIsAccepted from './writes-what-is-accepted.ts';

/** Every scenario for the role presence-agent. */
export const SCENARIOS: readonly Scenario[] = [
  acceptsSubscription,
  answersOneQuestion,
  asksWatchersForCredentials,
  countsNotifies,
  endsSubscription,
  followsWatcher,
  forgetsRefusingWatcher,
  forgetsSilentWatcher,
  isReachedAtGruu,
  keepsOrderOfDialog,
  knowsNoStrangers,
  letsNobodyElseRefresh,
  listsEventPackages,
  notifiesAtOnce,
  notifiesInDialog,
  notifiesOnlyWatchers,
  passesOverCancel,
  refreshesSubscription,
  refusesBriefSubscription,
  refusesUnknownPackage,
  repeatsEventId,
  takesDefaultTime,
  tellsOfChanges,
  tellsOfExpiry,
  writesWhatIsAccepted,
];
