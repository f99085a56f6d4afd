import {
  type Call,
  eventPackages,
  type IncomingCall,
  isSipUri,
  parseUri,
  PIDF_TYPE,
  type Publication,
  type SipUri,
  type Subscription,
  UserAgent,
} from '@sidetone/sip';
import { FakeMediaFactory, testRuntime, VirtualNetwork } from '@sidetone/testkit';
import type { BrokenEnd } from '../../src/control/broken-end.ts';
import type { CallHandling, Operator } from '../../src/scenario/operator.ts';
import { breakable, DOMAIN, FIRST_END, type House, TARGET_ADDRESS, virtualVenue } from './house.ts';

const PRESENCE =
  '<?xml version="1.0"?><presence xmlns="urn:ietf:params:xml:ns:pidf" entity="sip:target@biloxi.test"></presence>';
const MEDIA = { audio: true, video: false };

/** Our own user agent over UDP, with somebody who presses its buttons. */
export function userAgentHouse(broken?: BrokenEnd): House {
  const net = new VirtualNetwork();
  const venue = virtualVenue(net);
  const runtime = testRuntime(net, 815);
  const agent = new UserAgent(runtime, {
    transport: breakable(net.attach('target', TARGET_ADDRESS, 'UDP'), broken, net),
    outboundProxy: FIRST_END,
    aor: sipUri(`sip:target@${DOMAIN}`),
    instanceId: 'urn:uuid:00000000-0000-4000-8000-000000000001',
    regId: 1,
    media: new FakeMediaFactory('target'),
    userAgentName: 'Sidetone/bakeoff',
    eventPackages,
  });
  return {
    net,
    venue,
    target: {
      name: 'our user agent',
      roles: ['answering', 'calling', 'registrant'],
      address: (protocol) => (protocol === 'UDP' ? TARGET_ADDRESS : undefined),
      uri: `sip:target@${TARGET_ADDRESS.host}:${TARGET_ADDRESS.port}`,
      domain: DOMAIN,
      accounts: [],
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
  agent.onMessage = () => 200;
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
      call = agent.call(sipUri(uri), { media: MEDIA });
    },
    hangUp: () => call?.hangUp(),
    hold: () => void call?.hold(),
    resume: () => void call?.resume(),
    transfer: (uri) => void call?.transfer(sipUri(uri)),
    sendMessage: (uri, text) => void agent.sendMessage(sipUri(uri), { contentType: 'text/plain', body: text }),
    askOptions: (uri) => void agent.options(sipUri(uri)),
    register: () => agent.registration.register(),
    unregister: () => void agent.registration.unregister(),
    subscribe: (uri) => {
      subscription = agent.subscribe(sipUri(uri), { event: 'presence' });
    },
    unsubscribe: () => void subscription?.unsubscribe(),
    publish: () => {
      publication = agent.publish({ event: 'presence', contentType: PIDF_TYPE, body: PRESENCE });
    },
    unpublish: () => void publication?.remove(),
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
    case 'decline':
      call.reject(603);
      return;
    case 'busy':
      call.reject(486);
  }
}

function sipUri(text: string): SipUri {
  const parsed = parseUri(text);
  if (!parsed.ok || !isSipUri(parsed.value)) throw new Error(`no SIP URI: ${text}`);
  return parsed.value;
}
