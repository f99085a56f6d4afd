/** What happens within a call: hold, video, transfer, devices. `{{name}}` is the other end, `{{target}}` a third person. */
export const inCallSentences = {
  'change.hold.refused':
    '{{name}} could not be put on hold ({{status}} {{phrase}}). You still hear each other, so mute yourself instead.',
  'change.hold.failed': '{{name}} could not be put on hold. You still hear each other, so mute yourself instead.',
  'change.resume.refused':
    'The call could not be taken off hold ({{status}} {{phrase}}). Try again in a moment, or call {{name}} again.',
  'change.resume.failed': 'The call could not be taken off hold. Try again in a moment, or call {{name}} again.',
  'change.video.refused':
    'The phone of {{name}} did not agree to the change of video ({{status}} {{phrase}}). The call goes on as it was.',
  'change.video.failed': 'The video could not be changed. The call goes on as it was, so try again in a moment.',
  'receive-only.no-device':
    'No microphone was found, so {{name}} cannot hear you. Connect one, and choose it under devices.',
  'receive-only.in-use':
    'Another program is using the microphone, so {{name}} cannot hear you. Close it, and choose the microphone again.',
  'receive-only.denied':
    'The browser may not use the microphone, so {{name}} cannot hear you. Allow it in the address bar.',
  'receive-only.insecure':
    'The browser gives a microphone only to a secure page, so {{name}} cannot hear you. Open this page over https.',
  'receive-only.failed':
    'The microphone could not be started, so {{name}} cannot hear you. Choose another one under devices.',
  'receive-only.incompatible':
    'The microphone does not fit this call, so {{name}} cannot hear you. Choose another one under devices.',
  'dtmf.refused': 'The phone of {{name}} does not take keypad tones ({{status}} {{phrase}}). Say it instead.',
  'dtmf.failed': 'No answer came to the tones, so {{name}} may not have them. Try again in a moment.',
  'transfer.trying': 'Calling {{target}}. Please wait.',
  'transfer.ringing': 'It is ringing at {{target}}. Please wait.',
  'transfer.queued': '{{target}} is on another call. Wait until it is their turn.',
  'transfer.on-its-way': 'The call to {{target}} is on its way. Please wait.',
  'transfer.refused':
    'The phone of {{name}} does not follow transfers ({{status}} {{phrase}}). You are still in the call.',
  'transfer.failed': 'The transfer got no answer from the phone of {{name}}. You are still in the call, so try again.',
  'transfer.same': '{{name}} is in this call already. Choose somebody else.',
  'transfer.over': 'The call has ended, so nobody can be transferred. Call again first.',
  'notice.microphone-not-changed':
    'The microphone could not be used, so the call goes on with the one before. Choose another one under devices.',
  'notice.camera-not-changed':
    'The camera could not be used, so the call goes on with the one before. Choose another one under devices.',
  'notice.microphone-replaced': 'Your microphone was unplugged. {{label}} is used now.',
  'notice.microphone-lost':
    'Your microphone was unplugged and there is no other, so nobody hears you. Plug one in, and it is used at once.',
  'notice.camera-replaced': 'Your camera was unplugged. {{label}} is used now.',
  'notice.camera-lost':
    'Your camera was unplugged and there is no other, so nobody sees you. Plug one in, and it is used at once.',
} as const;
