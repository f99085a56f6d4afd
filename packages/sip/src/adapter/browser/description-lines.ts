/**
 * An answer that makes this end wait for the DTLS handshake (RFC 5763 §5). Chromium's first handshake message is so large
 * that it is fragmented, which breaks some peers as servers; as client they start with a small one.
 */
export function preferPassive(answer: string, offer: string): string {
  // Every section of the offer has to leave the choice to us.
  const isOurChoice = offer.includes('a=setup:actpass') && !/^a=setup:(?!actpass)/m.test(offer);
  return isOurChoice ? answer.replaceAll(/^a=setup:active(?=\r?$)/gm, 'a=setup:passive') : answer;
}
