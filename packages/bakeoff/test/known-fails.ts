/** Scenarios that our own elements fail, with the reason; they stand in the conformance page as deviations. */
export const KNOWN_FAILS: Readonly<Record<string, string>> = {
  'presence-agent/allows-publish':
    'the answer to OPTIONS has no Allow: the server is a proxy too, and RFC 3261 §11.2 asks of a proxy to name no methods',
  'answering/options-describes-media':
    'OPTIONS gets no session description: a browser can only describe its media with a peer connection of its own for each question',
  'proxy/stray-cancel-is-forwarded':
    'a CANCEL of no known INVITE gets 481: passed on, it would let anybody send to our users, since it cannot be challenged',
  'calling/message-size':
    'messages are as long as people write them: what is above 1300 bytes goes by TCP where that can be had, and is not refused where not',
  'answering/refer-is-not-reported-too-often':
    'the last NOTIFY of a REFER, which tells the outcome, does not wait for the second to pass: somebody waits for it',
  'calling/uri-names-a-method':
    'the method of a URI is left out: who presses the button to call gets a call, whatever a URI of somebody else says',
};
