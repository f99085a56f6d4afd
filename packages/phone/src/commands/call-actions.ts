import type { CallSnapshot } from '../state/call-snapshot.ts';
import type { CommandResult, PhoneCommands } from './phone-commands.ts';

/** What a person can do with a call now. An action that is absent is a control that is disabled. */
export interface CallActions {
  readonly answer?: () => void;
  readonly answerWithVideo?: () => void;
  readonly decline?: () => void;
  /** Ends the call, or cancels it while it rings. */
  readonly hangUp?: () => void;
  readonly mute?: () => void;
  readonly unmute?: () => void;
  readonly cameraOff?: () => void;
  readonly cameraOn?: () => void;
  readonly hold?: () => void;
  readonly resume?: () => void;
  readonly addVideo?: () => void;
  readonly dropVideo?: () => void;
  readonly sendDtmf?: (tones: string) => void;
  readonly transfer?: (target: string) => CommandResult;
  /** Calls the same person again. */
  readonly redial?: () => void;
  readonly dismiss?: () => void;
}

type Used = Pick<
  PhoneCommands,
  | 'answer'
  | 'reject'
  | 'hangUp'
  | 'setMuted'
  | 'hold'
  | 'resume'
  | 'addVideo'
  | 'dropVideo'
  | 'sendDtmf'
  | 'transfer'
  | 'call'
  | 'dismissCall'
>;

export function callActions(call: CallSnapshot, commands: Used): CallActions {
  const { id } = call;
  const hangUp = () => commands.hangUp(id);
  switch (call.state.kind) {
    case 'trying':
    case 'early':
      return call.direction === 'outgoing'
        ? { hangUp, ...mediaActions(call, commands) }
        : {
            answer: () => commands.answer(id, { video: false }),
            ...(call.video ? { answerWithVideo: () => commands.answer(id, { video: true }) } : {}),
            decline: () => commands.reject(id),
          };
    case 'preparing':
    case 'answering':
      return { hangUp };
    case 'proceeding':
      return { hangUp, ...mediaActions(call, commands) };
    case 'confirmed':
      return { hangUp, ...mediaActions(call, commands), ...talkActions(call, commands) };
    case 'terminated':
      return {
        redial: () => void commands.call(call.remote.aor, { video: call.video }),
        dismiss: () => commands.dismissCall(id),
      };
  }
}

function mediaActions({ id, media }: CallSnapshot, commands: Used): CallActions {
  const set = (kind: 'audio' | 'video', muted: boolean) => () => commands.setMuted(id, kind, muted);
  return {
    ...(media.microphone === 'live' ? { mute: set('audio', true) } : {}),
    ...(media.microphone === 'muted' ? { unmute: set('audio', false) } : {}),
    ...(media.camera === 'live' ? { cameraOff: set('video', true) } : {}),
    ...(media.camera === 'off' ? { cameraOn: set('video', false) } : {}),
  };
}

/** What two people who talk can do besides. */
function talkActions(call: CallSnapshot, commands: Used): CallActions {
  const { id, changing, media, transfer } = call;
  const isTransferring = transfer !== undefined && transfer.state.kind !== 'failed';
  if (isTransferring) return {};
  // The last wish counts: what was asked for and is not done yet can be taken back.
  const isHolding = changing === 'hold' || (changing !== 'resume' && (call.hold === 'local' || call.hold === 'both'));
  const isQuiet = call.hold === 'none' && changing === undefined;
  return {
    ...(isHolding ? { resume: () => commands.resume(id) } : { hold: () => commands.hold(id) }),
    ...(isQuiet && media.camera === 'absent' ? { addVideo: () => commands.addVideo(id) } : {}),
    ...(isQuiet && media.camera !== 'absent' ? { dropVideo: () => commands.dropVideo(id) } : {}),
    ...(call.hold === 'none' ? { sendDtmf: (tones) => commands.sendDtmf(id, tones) } : {}),
    transfer: (target) => commands.transfer(id, target),
  };
}
