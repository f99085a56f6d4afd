/**
 * An answer to an offer of somebody (RFC 3264 §6): as many sections, of the same transports and formats.
 * @param own a description of the end that answers
 */
export function answerTo(offer: string, own: string): string {
  const head = own.slice(0, own.indexOf('m='));
  const sections = offer.split(/^(?=m=)/m).slice(1);
  const answered = sections.map((section) => {
    const [, kind = '', transport = '', formats = ''] = /^m=(\S+) \S+ (\S+) ([^\r\n]*)/.exec(section) ?? [];
    if (kind !== 'audio') return `m=${kind} 0 ${transport} ${formats}\r\n`;
    const kept = section.match(/^a=(?:rtpmap|fmtp|ice-|fingerprint|mid|rtcp-mux)[^\r\n]*/gm) ?? [];
    return [`m=audio 40000 ${transport} ${formats}`, ...kept, `a=${answeringDirection(section)}`, ''].join('\r\n');
  });
  return head + answered.join('');
}

function answeringDirection(section: string): string {
  const offered = /^a=(sendonly|recvonly|inactive)\r?$/m.exec(section)?.[1];
  if (offered === 'sendonly') return 'recvonly';
  return offered === 'recvonly' ? 'sendonly' : (offered ?? 'sendrecv');
}

/** The same description with a medium in place of sound that nobody knows. */
export function uselessOffer(description: string): string {
  return `${description.slice(0, description.indexOf('m='))}m=x-bakeoff 40000 X-BAKEOFF 0\r\n`;
}

/** The formats of the first audio section. */
export function audioFormats(description: string): readonly string[] {
  return /^m=audio \S+ \S+ ([^\r\n]*)/m.exec(description)?.[1]?.split(' ') ?? [];
}
