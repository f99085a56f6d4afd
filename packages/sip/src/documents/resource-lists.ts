import type { Result } from '../runtime/result.ts';
import { xmlDocument } from './xml-document.ts';
import { text, word } from './scalars.ts';
import { attr, leaf, lazy, list, need, shape, type SureItem, variants } from './xml-shape.ts';

/** Media type of resource lists (RFC 4826). */
export const RESOURCE_LISTS_TYPE = 'application/resource-lists+xml';

/** Lists of URIs, such as buddies or those to invite, RFC 4826 §3. */
export type ResourceLists = readonly ResourceList[];

/** A list of addresses, and of lists (RFC 4826 §3.2). */
export interface ResourceList {
  /** Unique among the lists beside it. */
  readonly name?: string;
  readonly displayName?: string;
  /** In order. */
  readonly members: readonly ResourceListMember[];
}

/** What a list has in it (RFC 4826 §3.2). */
export type ResourceListMember =
  | ({ readonly kind: 'list' } & ResourceList)
  | { readonly kind: 'entry'; readonly uri: string; readonly displayName?: string }
  /** An entry in another document, by a path relative to the XCAP root. */
  | { readonly kind: 'entry-ref'; readonly ref: string; readonly displayName?: string }
  /** A list in another document, by its URL. */
  | { readonly kind: 'external'; readonly anchor?: string; readonly displayName?: string };

type Member<K> = Omit<Extract<ResourceListMember, { readonly kind: K }>, 'kind'>;

const resourceLists = /* @__PURE__ */ xmlDocument<ResourceLists>(
  'resource-lists',
  { '': 'urn:ietf:params:xml:ns:resource-lists' },
  () => {
    const displayName = leaf('display-name', text);
    const resourceList: SureItem<ResourceList> = shape<ResourceList>({
      name: attr('name', text),
      displayName,
      members: variants<ResourceListMember>({
        list: lazy(() => resourceList),
        entry: shape<Member<'entry'>>({ uri: need(attr('uri', word)), displayName }),
        'entry-ref': shape<Member<'entry-ref'>>({ ref: need(attr('ref', word)), displayName }),
        external: shape<Member<'external'>>({ anchor: attr('anchor', word), displayName }),
      }),
    });
    return list('list', resourceList);
  },
);

/** Parses a resource lists document (RFC 4826). The error says why it is none. */
export function parseResourceLists(xml: string): Result<ResourceLists, string> {
  return resourceLists.parse(xml);
}

/** Writes a resource lists document (RFC 4826 §3). */
export function writeResourceLists(lists: ResourceLists): string {
  return resourceLists.write(lists);
}
