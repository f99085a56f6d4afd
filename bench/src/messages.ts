/** The five messages that are measured: what a browser's phone sends and gets in the course of a call. */

const CRLF = '\r\n';

function message(lines: readonly string[], body: string): string {
  return [...lines, `Content-Length: ${body.length}`, '', body].join(CRLF);
}

const CANDIDATES = [
  'a=candidate:3148472618 1 udp 2122260223 192.168.1.23 54711 typ host generation 0 network-id 1 network-cost 10',
  'a=candidate:1893840382 1 udp 2122194687 10.8.0.6 59310 typ host generation 0 network-id 2 network-cost 50',
  'a=candidate:842163049 1 udp 1686052607 203.0.113.7 54711 typ srflx raddr 192.168.1.23 rport 54711 generation 0 network-id 1 network-cost 10',
  'a=candidate:4112381714 1 tcp 1518280447 192.168.1.23 9 typ host tcptype active generation 0 network-id 1 network-cost 10',
  'a=candidate:1064397606 1 tcp 1518214911 10.8.0.6 9 typ host tcptype active generation 0 network-id 2 network-cost 50',
];

const TRANSPORT = [
  'c=IN IP4 203.0.113.7',
  'a=rtcp:9 IN IP4 0.0.0.0',
  ...CANDIDATES,
  'a=ice-ufrag:Wq3h',
  'a=ice-pwd:4Zz2m1cTn8vQb6yXhLr0pDkE',
  'a=ice-options:trickle',
  'a=fingerprint:sha-256 7B:8B:F0:65:5F:78:E2:51:3B:AC:6F:F3:3F:46:1B:35:DC:B8:5F:64:1A:24:C2:43:F0:A1:58:D0:A1:2C:19:08',
  'a=setup:actpass',
];

const AUDIO_CODECS = [
  'a=rtpmap:111 opus/48000/2',
  'a=rtcp-fb:111 transport-cc',
  'a=fmtp:111 minptime=10;useinbandfec=1',
  'a=rtpmap:63 red/48000/2',
  'a=fmtp:63 111/111',
  'a=rtpmap:9 G722/8000',
  'a=rtpmap:0 PCMU/8000',
  'a=rtpmap:8 PCMA/8000',
  'a=rtpmap:13 CN/8000',
  'a=rtpmap:110 telephone-event/48000',
  'a=rtpmap:126 telephone-event/8000',
];

/** One video codec as Chrome lists it: its feedback, its parameters, and its retransmission. */
function videoCodec(type: number, name: string, parameters?: string): string[] {
  const feedback = ['goog-remb', 'transport-cc', 'ccm fir', 'nack', 'nack pli'].map(
    (kind) => `a=rtcp-fb:${type} ${kind}`,
  );
  return [
    `a=rtpmap:${type} ${name}/90000`,
    ...feedback,
    ...(parameters === undefined ? [] : [`a=fmtp:${type} ${parameters}`]),
    `a=rtpmap:${type + 1} rtx/90000`,
    `a=fmtp:${type + 1} apt=${type}`,
  ];
}

const H264 = 'level-asymmetry-allowed=1;packetization-mode';
const VIDEO_CODECS = [
  ...videoCodec(96, 'VP8'),
  ...videoCodec(102, 'H264', `${H264}=1;profile-level-id=42001f`),
  ...videoCodec(104, 'H264', `${H264}=0;profile-level-id=42001f`),
  ...videoCodec(106, 'H264', `${H264}=1;profile-level-id=42e01f`),
  ...videoCodec(108, 'H264', `${H264}=0;profile-level-id=42e01f`),
  ...videoCodec(39, 'AV1', 'level-idx=5;profile=0;tier=0'),
  ...videoCodec(98, 'VP9', 'profile-id=0'),
  ...videoCodec(100, 'VP9', 'profile-id=2'),
  'a=rtpmap:112 red/90000',
  'a=rtpmap:113 rtx/90000',
  'a=fmtp:113 apt=112',
  'a=rtpmap:114 ulpfec/90000',
];

const EXTENSIONS = [
  'a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level',
  'a=extmap:2 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time',
  'a=extmap:3 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01',
  'a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid',
];

const SOURCE = 'cname:0vfLpMuUWTkT9r1l';
const STREAM = 'f4a5b0d2-6a1f-4c0e-9e5b-3c1a9a6b7d11';

const SDP = [
  'v=0',
  'o=- 4962303333179871722 2 IN IP4 127.0.0.1',
  's=-',
  't=0 0',
  'a=group:BUNDLE 0 1',
  'a=extmap-allow-mixed',
  `a=msid-semantic: WMS ${STREAM}`,
  'm=audio 54711 UDP/TLS/RTP/SAVPF 111 63 9 0 8 13 110 126',
  ...TRANSPORT,
  'a=mid:0',
  ...EXTENSIONS,
  'a=sendrecv',
  `a=msid:${STREAM} 2d7a4b9e-0b1c-4f5d-8a3e-6c9b1e2f3a44`,
  'a=rtcp-mux',
  ...AUDIO_CODECS,
  `a=ssrc:1399694169 ${SOURCE}`,
  `a=ssrc:1399694169 msid:${STREAM} 2d7a4b9e-0b1c-4f5d-8a3e-6c9b1e2f3a44`,
  'm=video 54711 UDP/TLS/RTP/SAVPF 96 97 102 103 104 105 106 107 108 109 39 40 98 99 100 101 112 113 114',
  ...TRANSPORT,
  'a=mid:1',
  ...EXTENSIONS,
  'a=extmap:14 urn:ietf:params:rtp-hdrext:toffset',
  'a=extmap:13 urn:3gpp:video-orientation',
  'a=sendrecv',
  `a=msid:${STREAM} 91b3c5d7-1e2f-4a3b-8c4d-5e6f7a8b9c00`,
  'a=rtcp-mux',
  'a=rtcp-rsize',
  ...VIDEO_CODECS,
  'a=ssrc-group:FID 2231627014 632943048',
  `a=ssrc:2231627014 ${SOURCE}`,
  `a=ssrc:2231627014 msid:${STREAM} 91b3c5d7-1e2f-4a3b-8c4d-5e6f7a8b9c00`,
  `a=ssrc:632943048 ${SOURCE}`,
  `a=ssrc:632943048 msid:${STREAM} 91b3c5d7-1e2f-4a3b-8c4d-5e6f7a8b9c00`,
  '',
].join(CRLF);

const SOUND = [
  's=-',
  't=0 0',
  'm=audio 54711 UDP/TLS/RTP/SAVPF 111 126',
  ...TRANSPORT,
  'a=mid:0',
  'a=sendrecv',
  'a=rtcp-mux',
  'a=rtpmap:111 opus/48000/2',
  'a=rtpmap:126 telephone-event/8000',
  '',
].join(CRLF);
let descriptions = 0;

/** What one of two phones says in a call with sound, as short as a browser can say it; another session each time. */
export function nextDescription(setup: 'actpass' | 'active'): string {
  descriptions += 1;
  return `v=0${CRLF}o=- ${4962303333179871 + descriptions} 2 IN IP4 127.0.0.1${CRLF}${SOUND.replace('actpass', setup)}`;
}

const invite = message(
  [
    'INVITE sip:bob@example.com SIP/2.0',
    'Via: SIP/2.0/WSS 8ql2mdmf0q9k.invalid;branch=z9hG4bK7126304',
    'Max-Forwards: 69',
    'To: <sip:bob@example.com>',
    'From: "Alice" <sip:alice@example.com>;tag=9vk3rhr0lf',
    'Call-ID: lpj2bqk5crk2m5vqsq1k',
    'CSeq: 5210 INVITE',
    'Contact: <sip:4lq8vt1b@8ql2mdmf0q9k.invalid;transport=wss;ob>',
    'Content-Type: application/sdp',
    'Session-Expires: 90',
    'Allow: INVITE,ACK,CANCEL,BYE,UPDATE,MESSAGE,OPTIONS,REFER,INFO,NOTIFY,SUBSCRIBE',
    'Supported: timer,ice,replaces,outbound',
    'User-Agent: JsSIP 3.13.8',
  ],
  SDP,
);

const answer = message(
  [
    'SIP/2.0 200 OK',
    'Via: SIP/2.0/UDP 127.0.0.1:5062;received=127.0.0.1;rport=5062;branch=z9hG4bK4b43c2ff8.1',
    'Via: SIP/2.0/WSS 8ql2mdmf0q9k.invalid;branch=z9hG4bK7126304;received=203.0.113.7',
    'Record-Route: <sip:edge.example.com;transport=ws;lr>',
    'Record-Route: <sip:127.0.0.1:5060;lr>',
    'To: <sip:bob@example.com>;tag=1n8q3vjd2c',
    'From: "Alice" <sip:alice@example.com>;tag=9vk3rhr0lf',
    'Call-ID: lpj2bqk5crk2m5vqsq1k',
    'CSeq: 5210 INVITE',
    'Contact: <sip:bob@127.0.0.1:5070;transport=udp>',
    'Allow: INVITE,ACK,CANCEL,BYE,UPDATE,MESSAGE,OPTIONS,REFER,INFO,NOTIFY,SUBSCRIBE',
    'Supported: timer,outbound',
    'Content-Type: application/sdp',
  ],
  SDP,
);

const register = message(
  [
    'REGISTER sip:example.com SIP/2.0',
    'Via: SIP/2.0/WSS 8ql2mdmf0q9k.invalid;branch=z9hG4bK5471882',
    'Max-Forwards: 69',
    'To: <sip:alice@example.com>',
    'From: "Alice" <sip:alice@example.com>;tag=o6m0bq8c3s',
    'Call-ID: 4tk9d2h7q1o5m3n8b6v0',
    'CSeq: 2 REGISTER',
    'Authorization: Digest algorithm=MD5, username="alice", realm="example.com", ' +
      'nonce="t1k9zq.7d2m9x4b1c.5f3d9b7a1e2c4f6a8b0d2e4f6a8b0c1d", uri="sip:example.com", ' +
      'response="6629fae49393a05397450978507c4ef1", qop=auth, cnonce="k3n9v2l1q8", nc=00000001',
    'Contact: <sip:4lq8vt1b@8ql2mdmf0q9k.invalid;transport=ws>;+sip.ice;reg-id=1;' +
      '+sip.instance="<urn:uuid:0b1c5a6e-7d2f-4b3a-9c8d-1e2f3a4b5c6d>";expires=600',
    'Expires: 600',
    'Allow: INVITE,ACK,CANCEL,BYE,UPDATE,MESSAGE,OPTIONS,REFER,INFO,NOTIFY,SUBSCRIBE',
    'Supported: path,gruu,outbound',
    'User-Agent: JsSIP 3.13.8',
  ],
  '',
);

const chat = message(
  [
    'MESSAGE sip:bob@example.com SIP/2.0',
    'Via: SIP/2.0/UDP 127.0.0.1:5062;rport;branch=z9hG4bK9c1d2e3f4.7',
    'Via: SIP/2.0/WSS 8ql2mdmf0q9k.invalid;branch=z9hG4bK2290713;received=203.0.113.7',
    'Max-Forwards: 68',
    'To: <sip:bob@example.com>',
    'From: "Alice" <sip:alice@example.com>;tag=h2v8k1m5qd',
    'Call-ID: 9c3r7t1w5y8u2i6o0p4a',
    'CSeq: 7104 MESSAGE',
    'Contact: <sip:4lq8vt1b@8ql2mdmf0q9k.invalid;transport=ws;ob>',
    'Content-Type: text/plain;charset=UTF-8',
    'User-Agent: JsSIP 3.13.8',
  ],
  'Shall we meet at the station at a quarter past six? The train before that one is always full.',
);

const notify = message(
  [
    'NOTIFY sip:4lq8vt1b@8ql2mdmf0q9k.invalid;transport=ws;ob SIP/2.0',
    'Via: SIP/2.0/WS edge.example.com:5080;branch=z9hG4bK1f7a2c.3',
    'Via: SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bK83bd1c.9;received=127.0.0.1',
    'Record-Route: <sip:edge.example.com;transport=ws;lr>',
    'Max-Forwards: 69',
    'To: <sip:alice@example.com>;tag=c8d2k5n1xz',
    'From: <sip:bob@example.com>;tag=7q1w3e5r9t',
    'Call-ID: 2m4n6b8v0c1x3z5l7k9j',
    'CSeq: 3 NOTIFY',
    'Contact: <sip:presence@127.0.0.1:5060>',
    'Event: presence',
    'Subscription-State: active;expires=3599',
    'Content-Type: application/pidf+xml',
  ],
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<presence xmlns="urn:ietf:params:xml:ns:pidf" xmlns:dm="urn:ietf:params:xml:ns:pidf:data-model" ' +
      'xmlns:rpid="urn:ietf:params:xml:ns:pidf:rpid" entity="sip:bob@example.com">',
    '<tuple id="t1"><status><basic>open</basic></status><contact>sip:bob@example.com</contact>' +
      '<timestamp>2026-01-02T03:04:05.000Z</timestamp></tuple>',
    '<dm:person id="p1"><rpid:activities><rpid:busy/></rpid:activities><dm:note>On the phone</dm:note></dm:person>',
    '</presence>',
    '',
  ].join('\n'),
);

export const MESSAGES: readonly string[] = [invite, answer, register, chat, notify];
