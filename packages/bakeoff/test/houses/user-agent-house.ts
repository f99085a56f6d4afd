import {
  type Call,
  type FlowOptions,
  eventPackages,
  type IncomingCall,
  isSipUri,
  nameAddr,
  parseUri,
  PIDF_TYPE,
  type Publication,
  type SipUri,
  type Subscription,
  type TransportProtocol,
  type Uri,
  UserAgent,
} from '@sidetone/sip';
import { FakeMediaFactory, testRuntime, VirtualNetwork } from '@sidetone/testkit';
import type { BrokenEnd } from '../../src/control/broken-end.ts';
import type { CallHandling, Operator } from '../../src/scenario/operator.ts';
import type { Account } from '../../src/scenario/target.ts';
import { breakable, DOMAIN, FIRST_END, type House, TARGET_ADDRESS, virtualVenue } from './house.ts';

const LOGIN: Account = { user: 'target', password: 'target-secret' };
const MEDIA = { audio: true, video: false };

/** From this many calls on it is busy. */
const CALL_LIMIT = 4;

/** Our own user agent over one protocol, with somebody who presses its buttons. */
export function userAgentHouse(broken?: BrokenEnd, spoken: TransportProtocol = 'UDP'): House {
  return open([spoken], broken);
}

/** The same over UDP and TCP, for what is asked of it. */
export function answeringHouse(broken?: BrokenEnd): House {
  return open(['UDP', 'TCP'], broken);
}

function open(protocols: readonly TransportProtocol[], broken: BrokenEnd | undefined): House {
  const net = new VirtualNetwork();
  const venue = virtualVenue(net);
  const runtime = testRuntime(net, 815);
  const [first, ...others] = protocols.map((protocol) => ({
    transport: breakable(net.attach('target', TARGET_ADDRESS, protocol), broken, net),
    outboundProxy: FIRST_END,
  })) as [FlowOptions, ...FlowOptions[]];
  const agent = new UserAgent(runtime, {
    ...first,
    additionalFlows: others,
    credentials: { username: LOGIN.user, password: LOGIN.password, realm: DOMAIN },
    aor: sipUri(`sip:target@${DOMAIN}`),
    instanceId: 'urn:uuid:00000000-0000-4000-8000-000000000001',
    regId: 1,
    media: new FakeMediaFactory('target'),
    userAgentName: 'Sidetone/bakeoff',
    eventPackages,
    infoPackages: ['x-bakeoff'],
    callLimit: CALL_LIMIT,
  });
  return {
    net,
    venue,
    target: {
      name: 'our user agent',
      roles: ['answering', 'calling', 'registrant'],
      address: (protocol) => (protocols.includes(protocol) ? TARGET_ADDRESS : undefined),
      uri: `sip:target@${TARGET_ADDRESS.host}:${TARGET_ADDRESS.port}`,
      domain: DOMAIN,
      accounts: [],
      login: LOGIN,
      operator: operate(agent),
    },
    expectIdle: async () => {
      await net.clock.advance(200_000);
      const { calls, dialogs, transactions } = agent.load;
      if (calls + dialogs + transactions > 0) {
        throw new Error(`left at the target: ${calls} calls, ${dialogs} dialogs, ${transactions} transactions`);
      }
    },
  };
}

function operate(agent: UserAgent): Operator {
  let handling: CallHandling = 'answer';
  let call: Call | undefined;
  let subscription: Subscription | undefined;
  let publication: Publication | undefined;
  let statuses = 0;
  agent.onMessage = () => 200;
  agent.onReferral = (referral) => void referral.accept({ media: MEDIA });
  agent.onIncomingCall = (incoming) => {
    call = incoming;
    take(incoming, handling);
  };
  return {
    whenCalled: (now) => {
      handling = now;
    },
    answer: () => {
      if (call !== undefined && 'accept' in call) void (call as IncomingCall).accept(MEDIA);
    },
    call: (uri) => {
      call = agent.call(anyUri(uri), { media: MEDIA });
    },
    callWithoutOffer: (uri) => {
      call = agent.call(anyUri(uri), { media: MEDIA, lateOffer: true });
    },
    callAnonymously: (uri) => {
      call = agent.call(anyUri(uri), { media: MEDIA, privacy: ['id'] });
    },
    hangUp: () => call?.hangUp(),
    hold: () => void call?.hold(),
    resume: () => void call?.resume(),
    transfer: (uri) => void call?.transfer(anyUri(uri)),
    sendInfo: (name) => void call?.sendInfo({ package: name, contentType: 'text/plain', body: 'hello' }),
    sendTone: (tone) => void call?.sendDtmf(tone),
    sendMessage: (uri, text) => void agent.sendMessage(anyUri(uri), { contentType: 'text/plain', body: text }),
    askOptions: (uri) => void agent.options(anyUri(uri)),
    register: () => agent.registration.register(),
    unregister: () => void agent.registration.unregister(),
    subscribe: (uri) => {
      subscription = agent.subscribe(anyUri(uri), { event: 'presence' });
    },
    unsubscribe: () => void subscription?.unsubscribe(),
    publish: () => {
      statuses += 1;
      const body = presence(statuses);
      if (publication === undefined) publication = agent.publish({ event: 'presence', contentType: PIDF_TYPE, body });
      else publication.update(body);
    },
    unpublish: () => {
      void publication?.remove();
      publication = undefined;
    },
  };
}

function take(call: IncomingCall, handling: CallHandling): void {
  switch (handling) {
    case 'answer':
      void call.accept(MEDIA);
      return;
    case 'ring':
      call.ring();
      return;
    case 'progress':
      void call.progress(MEDIA);
      return;
    case 'wait':
      return;
    case 'redirect':
      call.reject(302, { contacts: [nameAddr(sipUri(`sip:elsewhere@${DOMAIN}`))] });
      return;
    case 'decline':
      call.reject(603);
      return;
    case 'busy':
      call.reject(486);
  }
}

function presence(status: number): string {
  const basic = '<status><basic>open</basic></status>';
  const note = `<tuple id="t1">${basic}<note>status ${status}</note></tuple>`;
  return `<?xml version="1.0"?><presence xmlns="urn:ietf:params:xml:ns:pidf" entity="sip:target@${DOMAIN}">${note}</presence>`;
}

function anyUri(text: string): Uri {
  const parsed = parseUri(text);
  if (!parsed.ok) throw new Error(`no URI: ${text}`);
  return parsed.value;
}

function sipUri(text: string): SipUri {
  const uri = anyUri(text);
  if (!isSipUri(uri)) throw new Error(`no SIP URI: ${text}`);
  return uri;
}
