import type { Result } from '../runtime/result.ts';
import { xmlDocument } from './xml-document.ts';
import { count, flag, oneOf, text, word } from './scalars.ts';
import { attr, content, list, need, shape } from './xml-shape.ts';

/** Media type of what a list server says of its list (RFC 4662 §5). */
export const RLMI_TYPE = 'application/rlmi+xml';

/** Which parts of a multipart NOTIFY tell what of which resource, RFC 4662 §5. */
export interface ResourceListMetaInformation {
  /** Of the list. */
  readonly uri: string;
  /** Grows by one with each NOTIFY of a subscription. */
  readonly version: number;
  readonly isFullState: boolean;
  /** The Content-ID of the part with the state of a list within a list. */
  readonly cid?: string;
  readonly names: readonly LocalName[];
  readonly resources: readonly ListedResource[];
}

/** A text in a language. */
export interface LocalName {
  readonly text: string;
  readonly language?: string;
}

/** One resource of a list (RFC 4662 §5.3). */
export interface ListedResource {
  readonly uri: string;
  readonly names: readonly LocalName[];
  /** The subscriptions to it, or none. */
  readonly instances: readonly ResourceInstance[];
}

/** One subscription of the list server to a resource (RFC 4662 §5.5). */
export interface ResourceInstance {
  readonly id: string;
  readonly state: 'active' | 'pending' | 'terminated';
  /** Why it is terminated, as in Subscription-State. */
  readonly reason?: string;
  /** The Content-ID of the part with its state. */
  readonly cid?: string;
}

const rlmi = /* @__PURE__ */ xmlDocument<ResourceListMetaInformation>(
  'list',
  { '': 'urn:ietf:params:xml:ns:rlmi' },
  () => {
    const names = list('name', shape<LocalName>({ text: need(content(text)), language: attr('xml:lang', word) }));
    return shape<ResourceListMetaInformation>({
      uri: need(attr('uri', word)),
      version: need(attr('version', count)),
      isFullState: need(attr('fullState', flag)),
      cid: attr('cid', word),
      names,
      resources: list(
        'resource',
        shape<ListedResource>({
          uri: need(attr('uri', word)),
          names,
          instances: list(
            'instance',
            shape<ResourceInstance>({
              id: need(attr('id', word)),
              state: need(attr('state', oneOf('active', 'pending', 'terminated'))),
              reason: attr('reason', word),
              cid: attr('cid', word),
            }),
          ),
        }),
      ),
    });
  },
);

/** Parses the meta-information of RFC 4662. The error says why it is none. */
export function parseRlmi(xml: string): Result<ResourceListMetaInformation, string> {
  return rlmi.parse(xml);
}

/** Writes the list part of a NOTIFY of a list server (RFC 4662 §5). */
export function writeRlmi(information: ResourceListMetaInformation): string {
  return rlmi.write(information);
}
