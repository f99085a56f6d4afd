/** An offer or answer of plain RTP audio, as an end of a scenario gives it. Nothing is ever sent or heard. */
export function audio(host: string, options: { readonly version?: number; readonly direction?: string } = {}): string {
  const { version = 1, direction = 'sendrecv' } = options;
  const family = host.includes(':') ? 'IP6' : 'IP4';
  return [
    'v=0',
    `o=- 4711 ${version} IN ${family} ${host}`,
    's=-',
    `c=IN ${family} ${host}`,
    't=0 0',
    'm=audio 40000 RTP/AVP 0 8',
    'a=rtpmap:0 PCMU/8000',
    'a=rtpmap:8 PCMA/8000',
    `a=${direction}`,
    '',
  ].join('\r\n');
}

export const SDP = 'application/sdp';
