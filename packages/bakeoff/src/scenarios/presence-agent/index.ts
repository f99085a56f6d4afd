// Written by test/indexes.test.ts.
import type { Scenario } from '../../scenario/scenario.ts';
import acceptsPublication from './accepts-publication.ts';
import acceptsSubscription from './accepts-subscription.ts';
import allowsPublish from './allows-publish.ts';
import answersInForm from './answers-in-form.ts';
import answersOneQuestion from './answers-one-question.ts';
import asksPublishersForCredentials from './asks-publishers-for-credentials.ts';
import asksWatchersForCredentials from './asks-watchers-for-credentials.ts';
import changesEntityTag from './changes-entity-tag.ts';
import countsNotifies from './counts-notifies.ts';
import endsSubscription from './ends-subscription.ts';
import followsWatcher from './follows-watcher.ts';
import forgetsOldPublication from './forgets-old-publication.ts';
import forgetsRefusingWatcher from './forgets-refusing-watcher.ts';
import forgetsSilentWatcher from './forgets-silent-watcher.ts';
import isReachedAtGruu from './is-reached-at-gruu.ts';
import joinsPublications from './joins-publications.ts';
import keepsOrderOfDialog from './keeps-order-of-dialog.ts';
import knowsNoStrangers from './knows-no-strangers.ts';
import letsNobodyElseRefresh from './lets-nobody-else-refresh.ts';
import listsEventPackages from './lists-event-packages.ts';
import notifiesAtOnce from './notifies-at-once.ts';
import notifiesInDialog from './notifies-in-dialog.ts';
import notifiesOnlyWatchers from './notifies-only-watchers.ts';
import passesOverCancel from './passes-over-cancel.ts';
import publishesInOrder from './publishes-in-order.ts';
import publishesOutsideRoutes from './publishes-outside-routes.ts';
import publishesWholeOrNot from './publishes-whole-or-not.ts';
import refreshesSubscription from './refreshes-subscription.ts';
import refusesBriefPublication from './refuses-brief-publication.ts';
import refusesBriefSubscription from './refuses-brief-subscription.ts';
import refusesUnknownEntityTag from './refuses-unknown-entity-tag.ts';
import refusesUnknownPackage from './refuses-unknown-package.ts';
import refusesWrongPublication from './refuses-wrong-publication.ts';
import removesPublication from './removes-publication.ts';
import repeatsEventId from './repeats-event-id.ts';
import storesNothingForNoTime from './stores-nothing-for-no-time.ts';
import takesDefaultTime from './takes-default-time.ts';
import tellsOfChanges from './tells-of-changes.ts';
import tellsOfExpiry from './tells-of-expiry.ts';
import writesWhatIsAccepted from './writes-what-is-accepted.ts';

/** Every scenario for the role presence-agent. */
export const SCENARIOS: readonly Scenario[] = [
  acceptsPublication,
  acceptsSubscription,
  allowsPublish,
  answersInForm,
  answersOneQuestion,
  asksPublishersForCredentials,
  asksWatchersForCredentials,
  changesEntityTag,
  countsNotifies,
  endsSubscription,
  followsWatcher,
  forgetsOldPublication,
  forgetsRefusingWatcher,
  forgetsSilentWatcher,
  isReachedAtGruu,
  joinsPublications,
  keepsOrderOfDialog,
  knowsNoStrangers,
  letsNobodyElseRefresh,
  listsEventPackages,
  notifiesAtOnce,
  notifiesInDialog,
  notifiesOnlyWatchers,
  passesOverCancel,
  publishesInOrder,
  publishesOutsideRoutes,
  publishesWholeOrNot,
  refreshesSubscription,
  refusesBriefPublication,
  refusesBriefSubscription,
  refusesUnknownEntityTag,
  refusesUnknownPackage,
  refusesWrongPublication,
  removesPublication,
  repeatsEventId,
  storesNothingForNoTime,
  takesDefaultTime,
  tellsOfChanges,
  tellsOfExpiry,
  writesWhatIsAccepted,
];
