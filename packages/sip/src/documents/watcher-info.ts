import type { Result } from '../runtime/result.ts';
import { xmlDocument } from './xml-document.ts';
import { count, oneOf, text, word } from './scalars.ts';
import { attr, content, list, need, shape } from './xml-shape.ts';

/** Media type of watcher documents (RFC 3858). */
export const WATCHER_INFO_TYPE = 'application/watcherinfo+xml';

/** Who watches a resource, RFC 3858 §4. */
export interface WatcherInfo {
  /** Grows by one with each document of a subscription. */
  readonly version: number;
  /** `partial`: only watchers that changed since the version before. */
  readonly state: 'full' | 'partial';
  readonly lists: readonly WatcherList[];
}

/** The watchers of one resource (RFC 3858 §4.3). */
export interface WatcherList {
  /** The URI of what is watched. */
  readonly resource: string;
  /** The event package, such as `presence`. */
  readonly package: string;
  readonly watchers: readonly Watcher[];
}

/** One subscription, RFC 3858 §4.1; states and events are those of RFC 3857 §4.7.1. */
export interface Watcher {
  readonly uri: string;
  readonly id: string;
  readonly status: 'pending' | 'active' | 'waiting' | 'terminated';
  /** What led to the status. */
  readonly event:
    | 'subscribe'
    | 'approved'
    | 'deactivated'
    | 'probation'
    | 'rejected'
    | 'timeout'
    | 'giveup'
    | 'noresource';
  readonly displayName?: string;
  /** The language of the display name. */
  readonly language?: string;
  /** Seconds until the subscription ends. */
  readonly expirationSec?: number;
  /** Seconds since it began. */
  readonly durationSubscribedSec?: number;
}

const watcherInfo = /* @__PURE__ */ xmlDocument<WatcherInfo>(
  'watcherinfo',
  { '': 'urn:ietf:params:xml:ns:watcherinfo' },
  () =>
    shape<WatcherInfo>({
      version: need(attr('version', count)),
      state: need(attr('state', oneOf('full', 'partial'))),
      lists: list(
        'watcher-list',
        shape<WatcherList>({
          resource: need(attr('resource', word)),
          package: need(attr('package', word)),
          watchers: list(
            'watcher',
            shape<Watcher>({
              uri: need(content(word)),
              id: need(attr('id', word)),
              status: need(attr('status', oneOf('pending', 'active', 'waiting', 'terminated'))),
              event: need(
                attr(
                  'event',
                  oneOf(
                    'subscribe',
                    'approved',
                    'deactivated',
                    'probation',
                    'rejected',
                    'timeout',
                    'giveup',
                    'noresource',
                  ),
                ),
              ),
              displayName: attr('display-name', text),
              language: attr('xml:lang', word),
              expirationSec: attr('expiration', count),
              durationSubscribedSec: attr('duration-subscribed', count),
            }),
          ),
        }),
      ),
    }),
);

/** Parses a watcher information document (RFC 3858). The error says why it is none. */
export function parseWatcherInfo(xml: string): Result<WatcherInfo, string> {
  return watcherInfo.parse(xml);
}

/** Writes a watcher document (RFC 3858 §4). */
export function writeWatcherInfo(document: WatcherInfo): string {
  return watcherInfo.write(document);
}
