import type { Result } from '../runtime/result.ts';
import { xmlDocument } from './xml-document.ts';
import { count, time, word } from './scalars.ts';
import { leaf, need, shape } from './xml-shape.ts';

/** Media type of is-composing documents (RFC 3994). */
export const IS_COMPOSING_TYPE = 'application/im-iscomposing+xml';

/** Whether somebody writes a message, RFC 3994 §3. */
export interface IsComposing {
  /** `active` or `idle`; whatever else is to be taken as `idle`. */
  readonly state: 'active' | 'idle' | (string & {});
  /** When something was typed last, in milliseconds since 1970. */
  readonly lastActive?: number;
  /** What is composed, as a content type such as `text/plain`. */
  readonly contentType?: string;
  /** An active state ends after so many seconds, unless it is told again. */
  readonly refreshSec?: number;
}

const isComposing = /* @__PURE__ */ xmlDocument<IsComposing>(
  'isComposing',
  { '': 'urn:ietf:params:xml:ns:im-iscomposing' },
  () =>
    shape<IsComposing>({
      state: need(leaf('state', word)),
      lastActive: leaf('lastactive', time),
      contentType: leaf('contenttype', word),
      refreshSec: leaf('refresh', count),
    }),
);

/** Parses an indication of RFC 3994. The error says why it is none. */
export function parseIsComposing(xml: string): Result<IsComposing, string> {
  return isComposing.parse(xml);
}

/** Writes an is-composing document (RFC 3994 §4). */
export function writeIsComposing(indication: IsComposing): string {
  return isComposing.write(indication);
}
