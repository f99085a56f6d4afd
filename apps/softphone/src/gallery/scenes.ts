import type { CallSnapshot, ChatSnapshot, PhoneState } from '@sidetone/phone';
import {
  bob,
  callFixtures,
  carol,
  chatFixtures,
  devicesFixtures,
  erin,
  noon,
  noticeFixtures,
  ownPresenceFixtures,
  serverFixtures,
  sessionFixtures,
  stateFixtures,
} from '@sidetone/phone/fixtures';
import type { Route } from '../app/route.ts';

/** One picture of the gallery: what the phone knows, and where the person is. */
export interface Scene {
  readonly state: PhoneState;
  readonly route?: Route;
}

const quiet: PhoneState = { ...stateFixtures.signedIn, notices: [] };
const call = (snapshot: CallSnapshot): Scene => ({ state: { ...quiet, calls: [snapshot] }, route: { kind: 'call' } });
const withBob: Route = { kind: 'contact', aor: bob.aor };
const longChat: ChatSnapshot = {
  ...chatFixtures.withBob,
  messages: [
    ...chatFixtures.withBob.messages.slice(0, 2),
    ...(
      [
        ['incoming', -40, 'Good morning! Did the parcel arrive?'],
        ['incoming', -39, 'It should have been there yesterday.'],
        ['outgoing', -38, 'Yes, this morning. Thank you so much, it is even nicer than in the picture.'],
        ['incoming', -22, '🎉'],
        ['outgoing', -10, 'I will call you at noon to say thank you properly, if that suits you. Or is later better?'],
        ['incoming', -6, 'Noon is fine'],
      ] as const
    ).map(([direction, minutes, text], index) => {
      const common = { id: `long-${index}`, at: noon + minutes * 60_000, text };
      return direction === 'incoming'
        ? { direction, ...common }
        : { direction, ...common, delivery: { kind: 'delivered' as const, at: common.at + 300 } };
    }),
  ],
};

/** Every state of every screen, by name. */
export const scenes: Readonly<Record<string, Scene>> = {
  'sign-in-demo': { state: stateFixtures.signedOut },
  'sign-in-connecting': { state: { ...stateFixtures.signedOut, session: sessionFixtures.signingIn } },
  'sign-in-form': { state: { ...stateFixtures.signedOut, server: serverFixtures.plain } },
  'sign-in-wrong-password': { state: { ...stateFixtures.failed, server: serverFixtures.plain } },
  'sign-in-unreachable': { state: { ...stateFixtures.signedOut, session: sessionFixtures.unreachable } },
  'signing-out': { state: { ...stateFixtures.signedOut, session: sessionFixtures.signingOut } },

  people: { state: quiet },
  'people-empty': { state: { ...quiet, roster: [], chats: {} } },
  'people-busy-me': { state: { ...quiet, ownPresence: ownPresenceFixtures.busy } },
  'people-status-failed': { state: { ...quiet, ownPresence: ownPresenceFixtures.failed } },
  'devices-unasked': { state: { ...quiet, devices: devicesFixtures.unasked } },
  'devices-unnamed': { state: { ...quiet, devices: devicesFixtures.unnamed } },
  'devices-none': { state: { ...quiet, devices: devicesFixtures.none } },
  'devices-denied': { state: { ...quiet, devices: devicesFixtures.denied } },
  'devices-unplugged': { state: { ...quiet, devices: devicesFixtures.unplugged } },
  notices: { state: { ...quiet, notices: noticeFixtures } },
  reconnecting: {
    state: { ...quiet, session: { ...sessionFixtures.reconnecting, retryAt: noon + 77_000 } },
    route: withBob,
  },

  chat: { state: { ...quiet, chats: { ...quiet.chats, [bob.aor]: longChat } }, route: withBob },
  'chat-deliveries': { state: quiet, route: withBob },
  'chat-empty': { state: quiet, route: { kind: 'contact', aor: erin.aor } },
  'chat-stranger': {
    state: { ...quiet, roster: quiet.roster.filter(({ aor }) => aor !== carol.aor) },
    route: { kind: 'contact', aor: carol.aor },
  },
  'chat-withheld': { state: quiet, route: { kind: 'contact', aor: 'sip:grace@example.com' } },

  'incoming-audio': { state: { ...quiet, calls: [callFixtures.ringingHereAudio] } },
  'incoming-video': { state: { ...quiet, calls: [callFixtures.ringingHere] }, route: withBob },
  'incoming-during-call': {
    state: { ...quiet, calls: [{ ...callFixtures.talkingAudio, remote: carol }, callFixtures.ringingHereAudio] },
    route: { kind: 'call' },
  },

  'incoming-urgent': { state: { ...quiet, calls: [callFixtures.ringingUrgent] } },
  'incoming-emergency': { state: { ...quiet, calls: [callFixtures.ringingEmergency] } },
  'incoming-not-urgent': { state: { ...quiet, calls: [callFixtures.ringingNonUrgent] } },
  'incoming-transferred': { state: { ...quiet, calls: [callFixtures.ringingTransferred] } },
  'incoming-forwarded': { state: { ...quiet, calls: [callFixtures.ringingForwarded] } },

  'call-preparing': call(callFixtures.preparing),
  'call-trying': call(callFixtures.trying),
  'call-queued': call(callFixtures.queued),
  'call-ringing': call({ ...callFixtures.ringingThere, video: false, media: callFixtures.talkingAudio.media }),
  'call-ringing-video': call(callFixtures.ringingThere),
  'call-answering': call(callFixtures.answering),
  'call-audio': call(callFixtures.talkingAudio),
  'call-video': call(callFixtures.talkingVideo),
  'call-muted': call(callFixtures.muted),
  'call-remote-muted': call(callFixtures.remoteMuted),
  'call-interrupted': call(callFixtures.interrupted),
  'call-quality-good': call(callFixtures.talkingSubject),
  'call-quality-fair': call(callFixtures.talkingFair),
  'call-quality-poor': call(callFixtures.talkingPoor),
  'call-video-poor': call({ ...callFixtures.talkingVideo, quality: callFixtures.talkingPoor.quality }),
  'call-holding': call(callFixtures.holding),
  'call-held': call(callFixtures.held),
  'call-held-video': call(callFixtures.heldVideo),
  'call-resuming': call(callFixtures.resuming),
  'call-held-by-them': call(callFixtures.heldByThem),
  'call-held-by-both': call(callFixtures.heldByBoth),
  'call-hold-refused': call(callFixtures.holdRefused),
  'call-adding-video': call(callFixtures.addingVideo),
  'call-their-video-only': call(callFixtures.theirVideoOnly),
  'call-video-refused': call(callFixtures.videoRefused),
  'call-tones': call(callFixtures.tones),
  'call-tones-received': call(callFixtures.tonesReceived),
  'call-receive-only': call(callFixtures.receiveOnly),
  'call-transfer-asking': call(callFixtures.transferAsking),
  'call-transfer-ringing': call(callFixtures.transferRinging),
  'call-transfer-connected': call(callFixtures.transferConnected),
  'call-transfer-failed': call(callFixtures.transferFailed),
  'call-transferred-by-them': call(callFixtures.transferredByThem),
  'call-transfer-by-them-failed': call(callFixtures.transferByThemFailed),
  'call-sent-to-ringing': call({ ...callFixtures.ringingThere, video: false, origin: { referredBy: carol } }),
  'call-sent-to': call({ ...callFixtures.trying, video: false, origin: { referredBy: carol } }),

  ended: call(callFixtures.hungUp),
  'ended-busy': call(callFixtures.busy),
  'ended-declined': call(callFixtures.declined),
  'ended-not-signed-in': call(callFixtures.notSignedIn),
  'ended-no-microphone': call(callFixtures.noMicrophone),
  'ended-connection-lost': call(callFixtures.connectionLost),
  'ended-transferred': call(callFixtures.transferred),
  'ended-choices': call(callFixtures.choices),
};
