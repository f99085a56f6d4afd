import type { SipMessage, WireText } from '@sidetone/sip';

/** What happens in place of a message that was sent or heard. */
export type Instead =
  /** This goes out. */
  | { readonly kind: 'send'; readonly wire: WireText; readonly afterMs?: number }
  /** The element hears this. */
  | { readonly kind: 'hear'; readonly wire: WireText; readonly afterMs?: number }
  /** The connection is closed; nothing goes out. */
  | { readonly kind: 'close'; readonly wire: ''; readonly afterMs?: number };

/**
 * What makes an element break one rule: it sees each message that the element sends or hears, and says what happens in its
 * place. Undefined leaves the message as it is; an empty list swallows it.
 */
export interface BrokenEnd {
  sends?(message: SipMessage, wire: WireText): readonly Instead[] | undefined;
  hears?(message: SipMessage, wire: WireText): readonly Instead[] | undefined;
  /** The same for what the element hears and what is no message. */
  misreads?(wire: WireText): readonly Instead[] | undefined;
}

/**
 * Breaks one sentence and no other. A sentence counts as judged only when the scenario fails for it against an element that
 * is broken like this.
 */
export interface Control {
  /** In words, for people who wonder: `sends 200 OPTIONS without Allow`. */
  readonly title: string;
  /** A new broken end; it may count and remember. */
  breakEnd(): BrokenEnd;
}
