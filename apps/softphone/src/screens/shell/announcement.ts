import type { CallSnapshot, ChatMessageSnapshot, PhoneState, Sentence } from '@sidetone/phone';

/** Something to read out. */
export type Announcement =
  | { readonly kind: 'message'; readonly name: string; readonly text: string }
  | { readonly kind: 'call'; readonly call: CallSnapshot }
  | { readonly kind: 'connected'; readonly name: string }
  | { readonly kind: 'resumed' }
  | { readonly kind: 'sentence'; readonly sentence: Sentence };

/**
 * What changed that somebody who does not see the page has to hear. Calls that ring here are left out: their card is an
 * alert dialog and takes the focus.
 * @param openChat the chat on the screen; its log reads out its own messages
 */
export function announcements(
  before: PhoneState,
  now: PhoneState,
  openChat: string | undefined,
): readonly Announcement[] {
  return [...callAnnouncements(before, now), ...messageAnnouncements(before, now, openChat)];
}

function callAnnouncements(before: PhoneState, now: PhoneState): readonly Announcement[] {
  if (before.calls === now.calls) return [];
  return now.calls.flatMap((call): readonly Announcement[] => {
    const earlier = before.calls.find(({ id }) => id === call.id);
    const { state } = call;
    if (earlier?.state.kind === state.kind && earlier.media.connection === call.media.connection) {
      return inCallAnnouncements(earlier, call);
    }
    if (state.kind === 'terminated') {
      return earlier?.state.kind === 'terminated' ? [] : [{ kind: 'sentence', sentence: state.outcome.sentence }];
    }
    const ringsHere = call.direction === 'incoming' && (state.kind === 'early' || state.kind === 'trying');
    if (ringsHere) return [];
    if (state.kind === 'confirmed' && call.media.connection === 'connected') {
      return [{ kind: 'connected', name: call.remote.displayName }];
    }
    return [{ kind: 'call', call }];
  });
}

const resumed: Announcement = { kind: 'resumed' };

/** What changed between two people who talk. */
function inCallAnnouncements(before: CallSnapshot, now: CallSnapshot): readonly Announcement[] {
  if (now.state.kind !== 'confirmed') return [];
  const sentences = [
    now.problem === before.problem ? undefined : now.problem,
    now.receiveOnly?.key === before.receiveOnly?.key ? undefined : now.receiveOnly,
    transferSentence(now) === transferSentence(before) ? undefined : transferSentence(now),
  ];
  return [
    ...(now.hold === before.hold ? [] : [now.hold === 'none' ? resumed : ({ kind: 'call', call: now } as const)]),
    ...sentences.flatMap((sentence) => (sentence === undefined ? [] : [{ kind: 'sentence', sentence } as const])),
  ];
}

function transferSentence({ transfer }: CallSnapshot): Sentence | undefined {
  switch (transfer?.state.kind) {
    case 'progress':
      return transfer.state.progress;
    case 'failed':
      return transfer.state.why;
    case 'asking':
    case 'connected':
    case undefined:
      return undefined;
  }
}

function messageAnnouncements(before: PhoneState, now: PhoneState, openChat: string | undefined): Announcement[] {
  if (before.chats === now.chats) return [];
  return Object.values(now.chats).flatMap((chat): Announcement[] => {
    const earlier = before.chats[chat.aor];
    if (chat.aor === openChat || earlier === chat) return [];
    const known = new Set(earlier?.messages.map(({ id }) => id));
    return chat.messages
      .filter((message: ChatMessageSnapshot) => message.direction === 'incoming' && !known.has(message.id))
      .map(({ text }) => ({ kind: 'message', name: chat.displayName, text }));
  });
}
