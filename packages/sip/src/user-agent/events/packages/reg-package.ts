import { parseRegInfo, REG_INFO_TYPE, type RegInfo, type RegInfoRegistration } from '../../../documents/reg-info.ts';
import type { EventPackage } from '../event-package.ts';
import { mergeDocuments, mergeRows } from './merge-documents.ts';

/** The registrations of a user, RFC 3680 §4. What has ended is told once as `terminated`. */
export const regPackage: EventPackage<RegInfo> = {
  name: 'reg',
  contentTypes: [REG_INFO_TYPE],
  defaultExpiresSec: 3761,
  minIntervalMs: 5000,
  parse: parseRegInfo,
  merge: (known, next) =>
    mergeDocuments(known, next, (before, after) => ({
      ...after,
      registrations: mergeRows(before.registrations, after.registrations, ({ id }) => id, isTerminated, joinContacts),
    })),
};

function joinContacts(known: RegInfoRegistration, next: RegInfoRegistration): RegInfoRegistration {
  return { ...next, contacts: mergeRows(known.contacts, next.contacts, ({ id }) => id, isTerminated) };
}

function isTerminated({ state }: { readonly state: string }): boolean {
  return state === 'terminated';
}
