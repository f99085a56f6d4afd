import type { LiveCall } from './calls/live-call.ts';
import { WatchedMedia } from './calls/watched-media.ts';
import type { CommandResult, PhoneCommands } from './commands/phone-commands.ts';
import { DeviceDesk } from './devices/device-desk.ts';
import { type DialTarget, dialTarget } from './dial/dial-target.ts';
import { sentence } from './outcomes/sentence.ts';
import { partyOf } from './party.ts';
import type { MediaStreams, Phone } from './phone.ts';
import { createContext, knownName, type PhoneContext } from './phone-context.ts';
import type { PhoneDeps } from './phone-deps.ts';
import type { LiveSession } from './session/live-session.ts';
import { SessionController } from './session/session-controller.ts';
import { Records } from './storage/records.ts';
import { createPhoneStore } from './store/phone-store.ts';
import { TraceSlice } from './trace/trace-slice.ts';

/** Makes a phone. It is signed out; `signIn` does the rest. */
export function createPhone(deps: PhoneDeps): Phone {
  const { runtime } = deps;
  const store = createPhoneStore();
  const context = createContext(
    runtime,
    store,
    (notices) =>
      new Records(deps.storage, runtime.log, (detail) =>
        notices.add('warning', sentence('notice.storage-failed', { detail })),
      ),
  );
  const trace = new TraceSlice(store, runtime, runtime.trace);
  const media = new WatchedMedia(deps.media, store, () => void devices.refresh());
  const session = new SessionController(context, deps, media);
  const devices: DeviceDesk = new DeviceDesk(context, deps.media, media, () =>
    (session.live?.calls.all ?? []).flatMap(({ endpoint }) => endpoint ?? []),
  );
  return {
    store,
    commands: createCommands(context, session, devices, trace),
    mediaStreams: (callId) => streamsOf(session.live, callId),
    wake: () => session.wake(),
    sleep: () => session.sleep(),
    close: async () => {
      await session.close();
      devices.close();
      trace.close();
      await context.records.flush();
    },
  };
}

function createCommands(
  context: PhoneContext,
  session: SessionController,
  devices: DeviceDesk,
  trace: TraceSlice,
): PhoneCommands {
  const inCall = (callId: string, act: (call: LiveCall) => unknown): void => {
    const call = session.live?.calls.get(callId);
    if (call === undefined) return;
    call.forgetProblem();
    act(call);
  };
  return {
    describeServer: (config) => session.describeServer(config),
    signIn: (input) => session.signIn(input),
    signInAsDemo: (user) => session.signInAsDemo(user),
    signOut: () => session.signOut(),
    retrySignIn: () => session.retry(),

    call: (typed, options) => withTarget(session, typed, (live, target) => live.calls.place(target, options)),
    answer: (callId, options) => session.live?.calls.answer(callId, options),
    reject: (callId) => session.live?.calls.reject(callId),
    hangUp: (callId) => session.live?.calls.hangUp(callId),
    setMuted: (callId, kind, muted) => session.live?.calls.setMuted(callId, kind, muted),
    hold: (callId) => inCall(callId, ({ changes }) => changes.hold()),
    resume: (callId) => inCall(callId, ({ changes }) => changes.resume()),
    addVideo: (callId) => inCall(callId, ({ changes }) => changes.setVideo(true)),
    dropVideo: (callId) => inCall(callId, ({ changes }) => changes.setVideo(false)),
    sendDtmf: (callId, tones) => inCall(callId, (call) => call.sendDtmf(tones)),
    transfer: (callId, typed) => withTarget(session, typed, (live, target) => live.calls.transfer(callId, target)),
    dismissProblem: (callId) => inCall(callId, () => undefined),
    dismissCall: (callId) => dismissCall(context, session, callId),

    refreshDevices: () => void devices.refresh(),
    askForDevices: () => void devices.ask(),
    chooseDevice: (kind, id) => devices.choose(kind, id),

    openChat: (typed) =>
      withTarget(session, typed, (_live, { uri, aor }) => {
        context.chats.open(aor, knownName(context, aor, partyOf({ uri }).displayName));
        return { ok: true, value: aor };
      }),
    sendMessage: (aor, text) => withTarget(session, aor, (live, target) => live.chats.send(target.aor, text)),
    retryMessage: (aor, messageId) => session.live?.chats.retry(aor, messageId),
    markRead: (aor) => context.chats.markRead(aor),
    removeChat: (aor) => context.chats.remove(aor),

    addBuddy: (typed, displayName) =>
      withTarget(session, typed, (live, target) => live.roster.add(target, displayName)),
    removeBuddy: (aor) => session.live?.roster.remove(aor),
    setPresence: (status, note) => session.live?.ownPresence.set(status, note),

    dismissNotice: (noticeId) => context.notices.dismiss(noticeId),
    clearTrace: () => trace.clear(),
  };
}

/** Runs what needs somebody signed in and somebody else to do it with. */
function withTarget<T>(
  { live }: SessionController,
  typed: string,
  run: (live: LiveSession, target: DialTarget) => CommandResult<T>,
): CommandResult<T> {
  if (live === undefined) return { ok: false, error: sentence('dial.signed-out') };
  const { aor, domain } = live.account.snapshot;
  const target = dialTarget(typed, domain);
  if (!target.ok) return target;
  return target.value.aor === aor ? { ok: false, error: sentence('dial.self') } : run(live, target.value);
}

/** Without a session every call has ended. */
function dismissCall(context: PhoneContext, { live }: SessionController, callId: string): void {
  if (live === undefined) context.calls.remove(callId);
  else live.calls.dismiss(callId);
}

function streamsOf(live: LiveSession | undefined, callId: string): MediaStreams {
  const endpoint = live?.calls.get(callId)?.endpoint;
  return {
    ...(endpoint?.localStream === undefined ? {} : { local: endpoint.localStream }),
    ...(endpoint?.remoteStream === undefined ? {} : { remote: endpoint.remoteStream }),
  };
}
