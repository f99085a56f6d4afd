import type { Result } from '../runtime/result.ts';
import { xmlDocument } from './xml-document.ts';
import { count, oneOf, text, word } from './scalars.ts';
import { attr, child, content, type Item, leaf, list, need, shape } from './xml-shape.ts';

/** Media type of dialog documents (RFC 4235). */
export const DIALOG_INFO_TYPE = 'application/dialog-info+xml';

/** The dialogs of a user, RFC 4235 §4.1. */
export interface DialogInfo {
  /** Grows by one with each document of a subscription. */
  readonly version: number;
  /** `partial`: only dialogs that changed since the version before. */
  readonly state: 'full' | 'partial';
  /** The URI of the user. */
  readonly entity: string;
  readonly dialogs: readonly DialogDescription[];
}

/** One dialog, RFC 4235 §4.1.1. */
export interface DialogDescription {
  /** Names the dialog in the documents of one subscription. */
  readonly id: string;
  readonly callId?: string;
  readonly localTag?: string;
  readonly remoteTag?: string;
  /** Who sent the INVITE: `initiator` is the user. */
  readonly direction?: 'initiator' | 'recipient';
  /** In the words of the dialog's state machine, RFC 4235 §3.7.1. */
  readonly state: DialogInfoState;
  /** Seconds since the dialog was made. */
  readonly durationSec?: number;
  readonly replaces?: { readonly callId: string; readonly localTag: string; readonly remoteTag: string };
  readonly referredBy?: DialogAddress;
  /** The URIs of the route set. */
  readonly routeSet?: readonly string[];
  /** The user. */
  readonly local?: DialogParticipant;
  readonly remote?: DialogParticipant;
}

/** State of a dialog, and what led to it (RFC 4235 §4.1.2). */
export interface DialogInfoState {
  readonly kind: 'trying' | 'proceeding' | 'early' | 'confirmed' | 'terminated';
  /** What led to the state. */
  readonly event?: 'cancelled' | 'rejected' | 'replaced' | 'local-bye' | 'remote-bye' | 'error' | 'timeout';
  /** The status code that led to it. */
  readonly code?: number;
}

/** Who an end of a dialog is (RFC 4235 §4.1.6.1). */
export interface DialogAddress {
  readonly displayName?: string;
  readonly uri: string;
}

/** One end of a dialog, RFC 4235 §4.1.6. */
export interface DialogParticipant {
  readonly identity?: DialogAddress;
  /** Its Contact. */
  readonly target?: {
    readonly uri: string;
    /** Parameters of the Contact, such as `+sip.rendering`. */
    readonly params: readonly { readonly name: string; readonly value: string }[];
  };
  readonly sessionDescription?: { readonly type: string; readonly text: string };
  readonly cseq?: number;
}

const dialogInfo = /* @__PURE__ */ xmlDocument<DialogInfo>(
  'dialog-info',
  { '': 'urn:ietf:params:xml:ns:dialog-info' },
  () => {
    const address = shape<DialogAddress>({
      // The text of the RFC and its examples say `display`, its schema says `display-name`.
      displayName: attr('display', text, 'display-name'),
      uri: need(content(word)),
    });
    const participant: Item<DialogParticipant> = shape<DialogParticipant>({
      identity: child('identity', address),
      target: child(
        'target',
        shape<NonNullable<DialogParticipant['target']>>({
          uri: need(attr('uri', word)),
          params: list('param', shape({ name: need(attr('pname', word)), value: need(attr('pval', text)) })),
        }),
      ),
      sessionDescription: child(
        'session-description',
        shape({ type: need(attr('type', word)), text: need(content(text)) }),
      ),
      cseq: leaf('cseq', count),
    });
    return shape<DialogInfo>({
      version: need(attr('version', count)),
      state: need(attr('state', oneOf('full', 'partial'))),
      entity: need(attr('entity', word)),
      dialogs: list(
        'dialog',
        shape<DialogDescription>({
          id: need(attr('id', word)),
          callId: attr('call-id', word),
          localTag: attr('local-tag', word),
          remoteTag: attr('remote-tag', word),
          direction: attr('direction', oneOf('initiator', 'recipient')),
          state: need(
            child(
              'state',
              shape<DialogInfoState>({
                kind: need(content(oneOf('trying', 'proceeding', 'early', 'confirmed', 'terminated'))),
                event: attr(
                  'event',
                  oneOf('cancelled', 'rejected', 'replaced', 'local-bye', 'remote-bye', 'error', 'timeout'),
                ),
                code: attr('code', count),
              }),
            ),
          ),
          durationSec: leaf('duration', count),
          replaces: child(
            'replaces',
            shape({
              callId: need(attr('call-id', word)),
              localTag: need(attr('local-tag', word)),
              remoteTag: need(attr('remote-tag', word)),
            }),
          ),
          referredBy: child('referred-by', address),
          routeSet: child('route-set', list('hop', content(word))),
          local: child('local', participant),
          remote: child('remote', participant),
        }),
      ),
    });
  },
);

/** Parses a dialog information document (RFC 4235 §4). The error says why it is none. */
export function parseDialogInfo(xml: string): Result<DialogInfo, string> {
  return dialogInfo.parse(xml);
}

/** Writes a dialog document (RFC 4235 §4). */
export function writeDialogInfo(document: DialogInfo): string {
  return dialogInfo.write(document);
}
