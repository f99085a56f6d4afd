import { CONFERENCE_INFO_TYPE, parseConferenceInfo } from '../../../documents/conference-info.ts';
import type {
  ConferenceElementState,
  ConferenceEndpoint,
  ConferenceInfo,
  ConferenceMedia,
  ConferenceUser,
} from '../../../documents/conference-info-types.ts';
import type { EventPackage, MergedState } from '../event-package.ts';
import { mergeDocuments, mergeRows } from './merge-documents.ts';

/** A conference and who is in it, RFC 4575 §3. Who has left is told once as `deleted`. */
export const conferencePackage: EventPackage<ConferenceInfo> = {
  name: 'conference',
  contentTypes: [CONFERENCE_INFO_TYPE],
  defaultExpiresSec: 3600,
  minIntervalMs: 5000,
  parse: parseConferenceInfo,
  merge: mergeConference,
};

/** RFC 4575 §4.6. Without a state the document is the full one, without a version it is taken as it is. */
function mergeConference(
  known: ConferenceInfo | undefined,
  next: ConferenceInfo,
): MergedState<ConferenceInfo> | undefined {
  const merged = mergeDocuments(
    known && { version: known.version ?? 0, state: 'full' as const, info: known },
    {
      version: next.version ?? (known?.version ?? 0) + 1,
      state: next.state === 'partial' ? ('partial' as const) : ('full' as const),
      info: next,
    },
    (before, after) => ({ ...after, info: combine(before.info, after.info) }),
  );
  return merged && { value: merged.value.info, isIncomplete: merged.isIncomplete };
}

/** RFC 4575 §4.4: what a partial document does not have stays as it was. */
function combine(known: ConferenceInfo, { users, description, ...next }: ConferenceInfo): ConferenceInfo {
  return {
    ...known,
    ...next,
    ...(description && {
      description: description.state === 'partial' ? { ...known.description, ...description } : description,
    }),
    ...(users && {
      users: users.state === 'partial' ? { ...users, list: joinUsers(known.users?.list ?? [], users.list) } : users,
    }),
  };
}

function joinUsers(known: readonly ConferenceUser[], next: readonly ConferenceUser[]): readonly ConferenceUser[] {
  return joinElements(known, next, entityOf, (before, after) => ({
    ...before,
    ...after,
    endpoints: joinElements(before.endpoints, after.endpoints, entityOf, joinEndpoints),
  }));
}

function joinEndpoints(known: ConferenceEndpoint, next: ConferenceEndpoint): ConferenceEndpoint {
  return {
    ...known,
    ...next,
    media: joinElements<ConferenceMedia>(
      known.media,
      next.media,
      ({ id }) => id,
      (before, after) => ({ ...before, ...after }),
    ),
  };
}

/** Elements of a list by their key: a full one replaces, a partial one adds to what is known. */
function joinElements<T extends { readonly state?: ConferenceElementState }>(
  known: readonly T[],
  next: readonly T[],
  keyOf: (element: T) => string,
  add: (known: T, next: T) => T,
): readonly T[] {
  return mergeRows(
    known,
    next,
    keyOf,
    ({ state }) => state === 'deleted',
    (before, after) => (after.state === 'partial' ? add(before, after) : after),
  );
}

function entityOf({ entity }: { readonly entity?: string }): string {
  return entity ?? '';
}
