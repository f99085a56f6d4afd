import { parseWatcherInfo, WATCHER_INFO_TYPE, type WatcherInfo } from '../../../documents/watcher-info.ts';
import type { EventPackage } from '../event-package.ts';
import { mergeDocuments, mergeRows } from './merge-documents.ts';

/**
 * Who watches a resource, RFC 3857 §4: a template that makes a package of another one.
 * @param watched the package that is watched, for example `presence`, or `presence.winfo` itself
 */
export function watcherInfoPackage(watched: string): EventPackage<WatcherInfo> {
  return {
    name: `${watched}.winfo`,
    contentTypes: [WATCHER_INFO_TYPE],
    defaultExpiresSec: 3600,
    minIntervalMs: 5000,
    parse: parseWatcherInfo,
    merge: (known, next) => mergeDocuments(known, next, combine),
  };
}

/** RFC 3858 §3.5: a table of watchers for each resource and package. */
function combine(known: WatcherInfo, next: WatcherInfo): WatcherInfo {
  const lists = mergeRows(
    known.lists,
    next.lists,
    ({ resource, package: watched }) => `${resource} ${watched}`,
    () => false,
    (before, after) => ({
      ...after,
      watchers: mergeRows(
        before.watchers,
        after.watchers,
        ({ id }) => id,
        ({ status }) => status === 'terminated',
      ),
    }),
  );
  return { ...next, lists };
}

/** Who watches somebody's presence. */
export const presenceWinfoPackage: EventPackage<WatcherInfo> = /* @__PURE__ */ watcherInfoPackage('presence');
