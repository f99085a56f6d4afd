/** What an offer or answer says beyond the least. */
export interface AudioOptions {
  /** In the o= line; 1 by default. */
  readonly version?: number;
  /** `sendrecv` by default. */
  readonly direction?: 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive';
}

/** An offer or answer of plain RTP audio, as an end of a scenario gives it. Nothing is ever sent or heard. */
export function audio(host: string, options: AudioOptions = {}): string {
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

/** The same as browsers want it: ICE, DTLS and one port. Nobody is there, so a call by it stands without sound. */
export function webAudio(options: AudioOptions = {}): string {
  const { version = 1, direction = 'sendrecv' } = options;
  return [
    'v=0',
    `o=- 4711 ${version} IN IP4 127.0.0.1`,
    's=-',
    't=0 0',
    'a=group:BUNDLE 0',
    'm=audio 9 UDP/TLS/RTP/SAVPF 0 8',
    'c=IN IP4 0.0.0.0',
    'a=mid:0',
    'a=rtcp-mux',
    'a=ice-ufrag:bakeoff1',
    'a=ice-pwd:bakeoffbakeoffbakeoff22',
    `a=fingerprint:sha-256 ${Array.from({ length: 32 }, (_, index) => (index + 16).toString(16).toUpperCase()).join(':')}`,
    'a=setup:active',
    'a=rtpmap:0 PCMU/8000',
    'a=rtpmap:8 PCMA/8000',
    `a=${direction}`,
    '',
  ].join('\r\n');
}

export const SDP = 'application/sdp';
