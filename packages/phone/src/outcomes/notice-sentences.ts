/** What the phone tells a person besides calls and chats, and what is wrong with something typed. */
export const noticeSentences = {
  'notice.missed-call': 'You missed a call from {{name}}. Call back when you like.',
  'notice.busy-call': '{{name}} called while you were on another call. Call back when you like.',
  'notice.camera-no-device': 'No camera was found, so the call is without your picture. Connect one to use video.',
  'notice.camera-denied':
    'The browser may not use the camera, so the call is without your picture. Allow it in the address bar.',
  'notice.camera-in-use':
    'Another program is using the camera, so the call is without your picture. Close it to use video.',
  'notice.camera-failed':
    'The camera could not be started, so the call is without your picture. Reload the page to try again.',
  'notice.camera-insecure': 'The browser gives a camera only to a secure page. Open this page over https to use video.',
  'notice.camera-incompatible': 'The camera does not fit this call, so it is without your picture. Try another camera.',
  'notice.presence-failed': 'Your status could not be published ({{status}} {{phrase}}). Others may see an old one.',
  'notice.presence-lost': 'Your status could not be published because the server did not answer. Set it again later.',
  'notice.storage-failed': 'The browser did not keep your data ({{detail}}). It is lost when you close the page.',
  'presence.refused': '{{name}} does not show you a status ({{status}} {{phrase}}).',
  'presence.ended': '{{name}} does not show you a status any more ({{reason}}).',
  'presence.not-found': 'There is nobody called {{name}} here. Check the address.',
  'presence.not-offered': 'The server of {{name}} does not know about status.',
  'presence.unreachable': 'The status of {{name}} cannot be learned now. The phone tries again by itself.',
  'dial.empty': 'Type a name, an address or a number to call.',
  'dial.too-long': 'The address is too long. Check it, and try again.',
  'dial.spaces': '"{{input}}" has a space in it. Use an address like name@{{domain}}.',
  'dial.not-an-address': '"{{input}}" is not an address. Use a name, name@example.com, or a number.',
  'dial.no-host': '"{{input}}" has no domain after the @. Add it, such as {{domain}}.',
  'dial.no-user': '"{{input}}" has no name before the @. Add it.',
  'dial.scheme': 'This phone cannot use {{scheme}} addresses. Use a SIP address or a number.',
  'dial.sips':
    'The connection to your server is not secure from end to end, so {{input}} cannot be used. Use sip: instead.',
  'dial.self': 'This is your own address. Choose someone else.',
  'dial.signed-out': 'You are not signed in. Sign in, and try again.',
  'dial.already-in-call': 'You are already in a call. Hang up first.',
  'dial.no-connection': 'There is no connection to the server. The phone reconnects by itself, so try again then.',
  'chat.empty': 'Type a message first.',
  'chat.too-long': 'The message is too long. Send it in smaller parts.',
  'buddy.known': '{{name}} is already in your list.',
} as const;
