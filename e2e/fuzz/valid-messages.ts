import type { KnownDialog } from './dialog-pool.ts';
import type { Draw } from './draw.ts';

/** Where a message is to go and who sends it. */
export interface Setting {
  /** Of the Via: `UDP`, `TCP` or `WS`. */
  readonly protocol: string;
  /** Address of the sender. */
  readonly sentBy: string;
  readonly user: string;
  /** Request-URIs that somebody behind the target answers for. */
  readonly uris: readonly string[];
}

const INITIAL = [
  'REGISTER',
  'INVITE',
  'MESSAGE',
  'SUBSCRIBE',
  'PUBLISH',
  'OPTIONS',
  'REFER',
  'NOTIFY',
  'INFO',
] as const;
const WITHIN = [
  'BYE',
  'ACK',
  'INVITE',
  'UPDATE',
  'INFO',
  'PRACK',
  'NOTIFY',
  'SUBSCRIBE',
  'REFER',
  'MESSAGE',
  'CANCEL',
] as const;
type Method = (typeof INITIAL)[number] | (typeof WITHIN)[number];

const SDP = [
  'v=0',
  'o=- 4962303333179871722 1 IN IP4 127.0.0.1',
  's=-',
  't=0 0',
  'a=group:BUNDLE 0 1',
  'm=audio 9 UDP/TLS/RTP/SAVPF 111 0 126',
  'c=IN IP4 192.0.2.7',
  'a=candidate:1 1 udp 2122260223 192.0.2.7 54400 typ host',
  'a=ice-ufrag:Wq3h',
  'a=ice-pwd:4Zz2m1cTn8vQb6yXhLr0pDkE',
  'a=fingerprint:sha-256 7B:8B:F0:65:5F:78:E2:51:3B:AC:6F:F3:3F:46:1B:35:DC:B8:5F:64:1A:24:C2:43:F0:A1:58:D0:A1:2C:19:08',
  'a=setup:actpass',
  'a=mid:0',
  'a=sendrecv',
  'a=rtcp-mux',
  'a=rtpmap:111 opus/48000/2',
  'a=rtpmap:126 telephone-event/8000',
  'm=video 9 UDP/TLS/RTP/SAVPF 96',
  'c=IN IP4 0.0.0.0',
  'a=mid:1',
  'a=inactive',
  'a=rtpmap:96 VP8/90000',
  '',
].join('\r\n');

const PIDF =
  '<?xml version="1.0" encoding="UTF-8"?>\n<presence xmlns="urn:ietf:params:xml:ns:pidf" ' +
  'xmlns:dm="urn:ietf:params:xml:ns:pidf:data-model" xmlns:rpid="urn:ietf:params:xml:ns:pidf:rpid" entity="sip:alice@localhost">' +
  '<tuple id="t1"><status><basic>open</basic></status><note>At work</note></tuple>' +
  '<dm:person id="p1"><rpid:activities><rpid:busy/></rpid:activities></dm:person></presence>\n';
const WINFO =
  '<watcherinfo xmlns="urn:ietf:params:xml:ns:watcherinfo" version="0" state="full"><watcher-list ' +
  'resource="sip:alice@localhost" package="presence"><watcher id="1" status="active" event="approved">sip:b@c</watcher>' +
  '</watcher-list></watcherinfo>';
const MULTIPART = [
  '--b1',
  'Content-Type: application/sdp',
  '',
  `${SDP}--b1`,
  'Content-Type: application/ISUP;version=itu-t92+',
  'Content-Disposition: signal;handling=optional',
  '',
  '\x01\x00\x49\x00\x00\x03\x02\x00\xff',
  '--b1--',
  '',
].join('\r\n');

type Body = readonly [type: string, body: string];
const BODIES: Readonly<Partial<Record<Method, readonly Body[]>>> = {
  INVITE: [
    ['application/sdp', SDP],
    ['multipart/mixed;boundary=b1', MULTIPART],
    ['', ''],
  ],
  UPDATE: [['application/sdp', SDP]],
  ACK: [
    ['', ''],
    ['application/sdp', SDP],
  ],
  PUBLISH: [['application/pidf+xml', PIDF]],
  MESSAGE: [
    ['text/plain', 'Gr\xc3\xbc\xc3\x9fe'],
    ['message/cpim', 'From: <sip:a@b>\r\nTo: <sip:c@d>\r\n\r\nContent-Type: text/plain\r\n\r\nhello'],
  ],
  NOTIFY: [
    ['application/pidf+xml', PIDF],
    ['message/sipfrag', 'SIP/2.0 180 Ringing\r\n'],
    ['application/watcherinfo+xml', WINFO],
    ['application/simple-message-summary', 'Messages-Waiting: yes\r\nVoice-Message: 1/2\r\n'],
  ],
  INFO: [
    ['application/dtmf-relay', 'Signal=5\r\nDuration=160\r\n'],
    [
      'application/trickle-ice-sdpfrag',
      'a=ice-ufrag:Wq3h\r\na=mid:0\r\na=candidate:1 1 udp 1 192.0.2.8 9 typ host\r\n',
    ],
  ],
};

const MORE: Readonly<Partial<Record<Method, readonly string[]>>> = {
  REGISTER: ['Supported: path, outbound, gruu', 'Expires: 60'],
  INVITE: [
    'Supported: 100rel, timer, replaces, trickle-ice',
    'Allow: INVITE, ACK, CANCEL, BYE, UPDATE, PRACK, INFO, REFER, NOTIFY, MESSAGE',
    'Session-Expires: 120;refresher=uac',
    'Min-SE: 90',
    'Subject: lunch?',
    'Priority: urgent',
    'Alert-Info: <urn:alert:service:call-waiting>',
    'History-Info: <sip:bob@localhost>;index=1',
  ],
  UPDATE: ['Session-Expires: 120;refresher=uas', 'Supported: timer'],
  SUBSCRIBE: ['Event: presence', 'Accept: application/pidf+xml', 'Expires: 30'],
  NOTIFY: ['Event: presence', 'Subscription-State: active;expires=30'],
  PUBLISH: ['Event: presence', 'Expires: 30'],
  REFER: [
    'Refer-To: <sip:carol@localhost?Replaces=a%3Bto-tag%3Db%3Bfrom-tag%3Dc>',
    'Referred-By: <sip:alice@localhost>',
  ],
  PRACK: ['RAck: 1 1 INVITE'],
  INFO: ['Info-Package: trickle-ice', 'Recv-Info: trickle-ice'],
  BYE: ['Reason: Q.850;cause=16;text="Terminated"'],
};

let counter = 0;

/** A valid request: a new one, or within a dialog that a peer knows or once knew. */
export function validRequest(setting: Setting, dialog: KnownDialog | undefined, draw: Draw): string {
  counter += 1;
  const isWithin = dialog !== undefined && draw.chance(0.5);
  const method: Method = isWithin ? draw.pick(WITHIN) : draw.chance(0.03) ? 'CANCEL' : draw.pick(INITIAL);
  const uri = isWithin ? dialog.target : method === 'REGISTER' ? 'sip:localhost' : draw.pick(setting.uris);
  const aor = `sip:${setting.user}@localhost`;
  const remote = method === 'REGISTER' || method === 'PUBLISH' ? aor : draw.pick(setting.uris);
  const bodies = BODIES[method];
  const [type, body] = bodies === undefined ? ['', ''] : draw.pick(bodies);
  return [
    `${method} ${method === 'PUBLISH' ? aor : uri} SIP/2.0`,
    `Via: SIP/2.0/${setting.protocol} ${setting.sentBy};branch=z9hG4bK${counter.toString(36)};rport`,
    'Max-Forwards: 70',
    `From: ${isWithin ? dialog.local : `"Al \\" ice" <${aor}>;tag=${draw.word()}`}`,
    `To: ${isWithin ? dialog.remote : `<${remote}>`}`,
    `Call-ID: ${isWithin ? dialog.callId : `${counter}@fuzz`}`,
    `CSeq: ${isWithin ? 1 + draw.below(10) : 1} ${method}`,
    ...(isWithin ? dialog.routes.map((route) => `Route: ${route}`) : []),
    `Contact: <sip:${setting.user}@${setting.sentBy};transport=${setting.protocol.toLowerCase()}>;+sip.instance="<urn:uuid:0b1c5a6e-7d2f-4b3a-9c8d-${String(counter % 8).padStart(12, '0')}>";reg-id=1`,
    ...(MORE[method] ?? []),
    ...(type === '' ? [] : [`Content-Type: ${type}`]),
    `Content-Length: ${body.length}`,
    '',
    body,
  ].join('\r\n');
}

const STATUSES = [
  '100 Trying',
  '180 Ringing',
  '183 Session Progress',
  '200 OK',
  '202 Accepted',
  '302 Moved',
  '401 No',
  '407 No',
  '422 No',
  '480 No',
  '481 No',
  '486 Busy',
  '491 Pending',
  '503 No',
  '603 Decline',
];

/** An answer to a request that came; undefined when there is none. */
export function validResponse(request: string, setting: Setting, draw: Draw): string | undefined {
  const [, method] = /^([A-Z]+) \S+ SIP\/2\.0\r\n/.exec(request) ?? [];
  if (method === undefined || method === 'ACK') return undefined;
  const lines = request.slice(0, request.indexOf('\r\n\r\n')).split('\r\n');
  const copied = lines.filter((line) => /^(via|from|call-id|cseq|record-route)\s*:/i.test(line));
  const [to = 'To: <sip:a@b>'] = lines.filter((line) => /^to\s*:/i.test(line));
  const body = method === 'INVITE' ? SDP : '';
  return [
    `SIP/2.0 ${draw.pick(STATUSES)}`,
    ...copied,
    to.includes('tag=') ? to : `${to};tag=${draw.word()}`,
    `Contact: <sip:${setting.user}@${setting.sentBy}>`,
    ...(body === '' ? [] : ['Content-Type: application/sdp']),
    ...(draw.chance(0.2) ? ['Require: 100rel', `RSeq: ${draw.below(5)}`] : []),
    `Content-Length: ${body.length}`,
    '',
    body,
  ].join('\r\n');
}
