import type { EventPackage } from '../event-package.ts';
import { callCompletionPackage } from './call-completion-package.ts';
import { conferencePackage } from './conference-package.ts';
import { dialogPackage } from './dialog-package.ts';
import { messageSummaryPackage } from './message-summary-package.ts';
import { presencePackage } from './presence-package.ts';
import { referPackage } from './refer-package.ts';
import { regPackage } from './reg-package.ts';
import { presenceWinfoPackage, watcherInfoPackage } from './watcher-info-package.ts';

export {
  callCompletionPackage,
  conferencePackage,
  dialogPackage,
  messageSummaryPackage,
  presencePackage,
  presenceWinfoPackage,
  referPackage,
  regPackage,
  watcherInfoPackage,
};

/** All event packages that this stack knows, for `UserAgentOptions.eventPackages`. Name single ones to load less. */
export const eventPackages: readonly EventPackage<unknown>[] = [
  presencePackage,
  presenceWinfoPackage,
  dialogPackage,
  regPackage,
  messageSummaryPackage,
  referPackage,
  conferencePackage,
  callCompletionPackage,
];
