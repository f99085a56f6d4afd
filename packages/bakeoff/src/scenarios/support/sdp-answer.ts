/** The direction of an answer to each of an offer (RFC 3264 §6.1). */
const TURNED: Readonly<Record<string, string>> = { sendonly: 'recvonly', recvonly: 'sendonly' };

/**
 * An answer that takes all that an offer has: its media, formats and attributes, turned to the other side.
 * @param own a description of the end that answers
 */
export function sdpAnswer(offer: string, own: string): string {
  const origin = /^o=.*$/m.exec(own)?.[0] ?? '';
  const connection = /^c=.*$/m.exec(own)?.[0] ?? '';
  const lines = offer.split(/\r?\n/).flatMap((line) => {
    if (line === '' || line.startsWith('a=candidate:')) return [];
    if (line.startsWith('o=')) return [origin];
    if (line.startsWith('c=')) return [connection];
    if (line.startsWith('a=setup:')) return ['a=setup:active'];
    const turned = TURNED[line.slice(2)];
    return [turned === undefined ? line : `a=${turned}`];
  });
  return `${lines.join('\r\n')}\r\n`;
}
