import type { TransportProtocol, WireText } from '@sidetone/sip';

/** One message that an end sent over the virtual network. */
export interface LadderEntry {
  /** Milliseconds on the network's clock. */
  readonly atMs: number;
  readonly from: string;
  readonly to: string;
  readonly protocol: TransportProtocol;
  /** True when the network did not deliver it. */
  readonly isLost: boolean;
  readonly label: MessageLabel;
  readonly wire: WireText;
}

/** What a ladder shows of a message. `method` of a response is that of its CSeq. */
export type MessageLabel =
  | { readonly kind: 'request'; readonly method: string; readonly uri: string }
  | { readonly kind: 'response'; readonly status: number; readonly method: string }
  | { readonly kind: 'other'; readonly text: string };

/** Reads the label off the wire without a parser, so that broken messages have one too. */
export function messageLabel(wire: WireText): MessageLabel {
  const startLine = wire.slice(0, Math.max(0, wire.search(/[\r\n]|$/)));
  const status = /^SIP\/2\.0 (\d{3})(?: |$)/i.exec(startLine)?.[1];
  if (status !== undefined) {
    const method = /^CSeq[ \t]*:[ \t]*\d+[ \t]+(\S+)/im.exec(wire)?.[1] ?? '';
    return { kind: 'response', status: Number(status), method };
  }
  const request = /^(\S+) (\S+) SIP\/\d/i.exec(startLine);
  if (request === null) return { kind: 'other', text: JSON.stringify(startLine.slice(0, 40)) };
  return { kind: 'request', method: request[1] ?? '', uri: request[2] ?? '' };
}
