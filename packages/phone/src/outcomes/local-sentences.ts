/** How a call ended for a reason of our own side or of the connection: nothing to do with a status code. */
export const localSentences = {
  'end.hung-up.local': 'You ended the call with {{name}}.',
  'end.hung-up.remote': '{{name}} ended the call.',
  'end.cancelled.local': 'You hung up before {{name}} answered.',
  'end.cancelled.remote': 'You missed a call from {{name}}. Call back when you like.',
  'end.answered-elsewhere': 'You answered the call from {{name}} on another device.',
  'end.declined-elsewhere': 'You declined the call from {{name}} on another device.',
  'end.declined.local': 'You declined the call from {{name}}.',
  'end.unreached':
    'Neither a server nor the phone of {{name}} answered in time. Try again in a moment, or send a message.',
  'end.unavailable': '{{name}} cannot take the call at the moment. Try again later, or send a message.',
  'end.unanswered.remote': '{{name}} did not answer. Try again later, or send a message.',
  'end.unacknowledged': 'The connection to {{name}} did not come about when you answered. Call back when you like.',
  'end.lost': 'The other side no longer knows this call ({{status}}). Call {{name}} again to go on.',
  'end.timeout': 'No answer came from the server. Check your network, and call again.',
  'end.transport': 'The connection to the server was lost. The phone reconnects by itself, so call again then.',
  'end.incompatible': 'The phone of {{name}} sent something that yours does not understand. Send a message instead.',
  'end.media.no-device': 'No microphone was found. Connect one, and call again.',
  'end.media.denied': 'The browser may not use the microphone. Allow it in the address bar, and call again.',
  'end.media.in-use': 'Another program is using the microphone. Close it, and call again.',
  'end.media.failed': 'The sound could not be started. Reload the page, and call again.',
  'end.media.insecure':
    'The browser gives a microphone only to a secure page. Open this page over https, and call again.',
  'end.media.incompatible': 'The phones do not agree on audio or video. Try a call without video, or send a message.',
  'end.media.no-path': 'Sound and picture found no way between you and {{name}}. Try again from another network.',
  'end.authentication.no-credentials':
    'A server on the way asked for a password that this phone does not have. Ask your provider.',
  'end.authentication.wrong-credentials': 'The server did not accept your password. Sign out, and sign in again.',
  'end.authentication.foreign-realm':
    'A stranger asked for your password and did not get it. Check the address you called.',
  'end.authentication.no-known-algorithm':
    'The server asks for a kind of password check this phone lacks. Ask your provider.',
  'end.transferred': 'You passed the call with {{name}} on to {{to}}.',
  'end.replaced': 'The call with {{name}} goes on in another call.',
  'end.signed-out': 'The call ended because you signed out.',
} as const;
