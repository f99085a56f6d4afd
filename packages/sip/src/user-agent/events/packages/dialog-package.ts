import { DIALOG_INFO_TYPE, type DialogInfo, parseDialogInfo } from '../../../documents/dialog-info.ts';
import type { EventPackage } from '../event-package.ts';
import { mergeDocuments, mergeRows } from './merge-documents.ts';

/**
 * The dialogs of a user, RFC 4235 §3. Each device that a SUBSCRIBE reaches tells its own (§3.9). A dialog that has ended is
 * told once as `terminated`.
 */
export const dialogPackage: EventPackage<DialogInfo> = {
  name: 'dialog',
  contentTypes: [DIALOG_INFO_TYPE],
  defaultExpiresSec: 3600,
  minIntervalMs: 1000,
  forks: 'all',
  parse: parseDialogInfo,
  merge: (known, next) =>
    mergeDocuments(known, next, (before, after) => ({
      ...after,
      dialogs: mergeRows(
        before.dialogs,
        after.dialogs,
        ({ id }) => id,
        ({ state }) => state.kind === 'terminated',
      ),
    })),
};
