/**
 * How a call went, by status code: one sentence for every code of RFC 3261 §21, and for codes of later RFCs that servers send.
 * Each says what happened and what to do. `{{name}}` is the other person.
 */
export const callSentences = {
  // §21.1 Provisional
  'call.100': 'Calling {{name}}. Please wait.',
  'call.180': 'It is ringing at {{name}}. Please wait.',
  'call.181': 'Your call is being forwarded to another phone of {{name}}. Please wait.',
  'call.182': '{{name}} is on another call and yours is in the queue. Wait, or hang up and send a message.',
  'call.183': 'Your call to {{name}} is on its way. Please wait.',
  'call.199': 'One phone of {{name}} did not take the call. Others may still ring, so please wait.',
  // §21.2 Successful
  'call.200': 'You are connected to {{name}}.',
  'call.202': 'The server took your request to {{name}} and is working on it. Please wait.',
  // §21.3 Redirection
  'call.300': '{{name}} can be reached at more than one address. Choose one of them to call.',
  'call.301': '{{name}} has moved to a new address. Call the new address, and use it from now on.',
  'call.302': '{{name}} can be reached at another address for now. Call that address.',
  'call.305': '{{name}} can only be called through another server. Call the address given, or ask your provider.',
  'call.380': '{{name}} cannot take this call but offers another way. Choose it, or send a message.',
  // §21.4 Request failure
  'call.400': 'The server did not understand the call. Try again, and report it with the trace if it happens again.',
  'call.401': 'The server did not accept your password for this call. Sign out, and sign in again.',
  'call.402': 'This call has to be paid for. Ask your provider about your account.',
  'call.403': 'You may not call {{name}}. Ask your provider if you think this is wrong.',
  'call.404': 'There is nobody called {{name}} here. Check the address, and call again.',
  'call.405': 'The phone of {{name}} does not take calls. Send a message instead.',
  'call.406':
    'The phone of {{name}} cannot give an answer that yours understands. Try a call without video, or send a message.',
  'call.407': 'A server on the way did not accept your password. Sign out, and sign in again.',
  'call.408': '{{name}} did not answer in time. Try again later, or send a message.',
  'call.410': '{{name}} is no longer at this address. Ask for the new one.',
  'call.413': 'The call request is too large for a server on the way. Try a call without video.',
  'call.414': 'The address is too long for a server on the way. Check the address, and call again.',
  'call.415':
    'The phone of {{name}} does not understand this kind of call. Try a call without video, or send a message.',
  'call.416': 'The server cannot call this kind of address. Use an address like sip:name@example.com.',
  'call.420':
    'The phone of {{name}} lacks an extension this call asked for. Try again, and report it if it happens again.',
  'call.421': 'The phone of {{name}} wants an extension yours does not have. Send a message instead.',
  'call.422': 'The server wants a longer session time than was asked for. Call again.',
  'call.423': 'The time asked for is too short for the server. Call again.',
  'call.428': 'The server wants proof of who you are, which this phone cannot give. Ask your provider.',
  'call.429': 'The server wants to know who transferred this call. Call {{name}} directly.',
  'call.430': 'The connection to the phone of {{name}} was lost. Try again in a moment.',
  'call.433': '{{name}} does not take anonymous calls. Call with your name shown.',
  'call.436': 'The server could not check who you are. Ask your provider.',
  'call.437': 'The server did not accept the certificate that says who you are. Ask your provider.',
  'call.438': 'The server could not confirm who you are. Ask your provider.',
  'call.439': 'A server on the way does not keep connections open for phones like yours. Ask your provider.',
  'call.440': 'The call would have reached too many phones at once. Ask your provider to shorten the forwarding.',
  'call.469': 'The phone of {{name}} refused the information package. Call again.',
  'call.470': '{{name}} has to agree before being called. Ask for consent, or send a message.',
  'call.480': '{{name}} is not signed in at the moment. Try again later.',
  'call.481': 'The other side no longer knows this call. Hang up, and call again.',
  'call.482': 'The call went in a circle. Ask {{name}} or the provider to check the call forwarding.',
  'call.483': 'The call passed through too many servers. Ask {{name}} or the provider to check the call forwarding.',
  'call.484': 'The address is not complete. Add what is missing, and call again.',
  'call.485': 'More than one person fits this address. Choose one of them to call.',
  'call.486': '{{name}} is busy. Try again later, or send a message.',
  'call.487': 'The call to {{name}} was cancelled before it was answered. Call again if you like.',
  'call.488': 'The phones do not agree on audio or video. Try a call without video, or send a message.',
  'call.489': 'The other side does not know the event asked for. There is nothing you need to do.',
  'call.491': 'Both sides changed the call at the same moment. Try again in a few seconds.',
  'call.493': 'The phone of {{name}} could not decrypt the call. Ask {{name}} to check the security settings.',
  'call.494': 'The server wants a security agreement this phone does not make. Ask your provider.',
  // §21.5 Server failure: another server may succeed.
  'call.500': 'The server had an internal error. Another server may succeed, so try again in a moment.',
  'call.501': 'The server cannot make calls like this one. Another server may succeed, so ask your provider.',
  'call.502': 'A server on the way gave a bad answer. Another server may succeed, so try again in a moment.',
  'call.503': 'The server is overloaded or under repair. Another server may succeed, so try again in a moment.',
  'call.504': 'A server on the way did not answer in time. Another server may succeed, so try again in a moment.',
  'call.505': 'The server does not speak this version of SIP. Another server may succeed, so ask your provider.',
  'call.513': 'The call request is too large for the server. Another server may succeed, so try a call without video.',
  'call.580':
    'The network could not reserve what the call needs. Another server may succeed, so try again in a moment.',
  // §21.6 Global failure: none will.
  'call.600': '{{name}} is busy on every phone. No other address will help, so try again later or send a message.',
  'call.603': '{{name}} declined the call. No other address will help, so send a message or try later.',
  'call.604': '{{name}} does not exist anywhere. No other server will know the address, so check it.',
  'call.606': 'No phone of {{name}} can take this kind of call. Try a call without video, or send a message.',
  'call.607': '{{name}} does not want this call. No other address will help, so please do not call again.',
  'call.608': 'The call was rejected by a call filter. No other server will let it through, so ask your provider.',
  // Fallback per class, for codes that no one has told us about (§8.1.3.2).
  'call.1xx': 'Your call to {{name}} is on its way ({{status}} {{phrase}}). Please wait.',
  'call.2xx': 'You are connected to {{name}} ({{status}} {{phrase}}).',
  'call.3xx': '{{name}} is to be called at another address ({{status}} {{phrase}}). Choose it to call.',
  'call.4xx': 'The call to {{name}} was not accepted ({{status}} {{phrase}}). Check the address, and try again.',
  'call.5xx': 'A server failed ({{status}} {{phrase}}). Another server may succeed, so try again in a moment.',
  'call.6xx':
    '{{name}} cannot be reached this way ({{status}} {{phrase}}). No other server will succeed, so try later.',
  'call.unknown':
    'The call to {{name}} ended with an answer that is not in the standard ({{status}} {{phrase}}). Try again.',
} as const;
