import type { CallRig } from './call-rig.ts';
import { nextDescription } from './messages.ts';

interface Sdp {
  readonly type: string;
  readonly sdp: string;
}

/** What JsSIP uses of a peer connection: it costs nothing but its descriptions. */
class ConstantPeerConnection extends EventTarget {
  readonly iceGatheringState = 'complete';
  readonly iceConnectionState = 'connected';
  signalingState = 'stable';
  localDescription: Sdp | null = null;

  createOffer(): Promise<Sdp> {
    return Promise.resolve({ type: 'offer', sdp: nextDescription('actpass') });
  }

  createAnswer(): Promise<Sdp> {
    return Promise.resolve({ type: 'answer', sdp: nextDescription('active') });
  }

  setLocalDescription(description: Sdp): Promise<void> {
    this.localDescription = description;
    this.signalingState = description.type === 'offer' ? 'have-local-offer' : 'stable';
    return Promise.resolve();
  }

  setRemoteDescription({ type }: Sdp): Promise<void> {
    this.signalingState = type === 'offer' ? 'have-remote-offer' : 'stable';
    return Promise.resolve();
  }

  addTrack(): void {
    // Nothing is sent.
  }

  getSenders(): [] {
    return [];
  }

  close(): void {
    this.signalingState = 'closed';
  }
}

class Description implements Sdp {
  readonly type: string;
  readonly sdp: string;

  constructor({ type, sdp }: Sdp) {
    this.type = type;
    this.sdp = sdp;
  }
}

/** One side of a loop, as JsSIP's interface for sockets asks. */
class LoopSocket {
  readonly via_transport = 'WS';
  readonly url: string;
  readonly sip_uri: string;
  peer: LoopSocket | undefined;
  onconnect: () => void = () => undefined;
  ondisconnect: () => void = () => undefined;
  ondata: (data: string) => void = () => undefined;

  constructor(host: string) {
    this.url = `ws://${host}`;
    this.sip_uri = `sip:${host};transport=ws`;
  }

  connect(): void {
    queueMicrotask(() => this.onconnect());
  }

  disconnect(): void {
    this.ondisconnect();
  }

  send(data: string): boolean {
    queueMicrotask(() => this.peer?.ondata(data));
    return true;
  }
}

const LOST_AFTER_MS = 200;
const STREAM = { getTracks: () => [] };

/** What is used of JsSIP here. */
interface Session {
  answer(options: { readonly mediaStream: typeof STREAM }): void;
  terminate(): void;
  isEnded(): boolean;
}

interface Agent {
  start(): void;
  on(event: 'connected', listener: () => void): void;
  on(event: 'newRTCSession', listener: (event: { session: Session; originator: 'local' | 'remote' }) => void): void;
  call(target: string, options: object): Session;
}

type AgentClass = new (configuration: {
  readonly sockets: readonly LoopSocket[];
  readonly uri: string;
  readonly register: boolean;
}) => Agent;

async function started(UA: AgentClass, user: string, socket: LoopSocket): Promise<Agent> {
  const agent = new UA({ sockets: [socket], uri: `sip:${user}@${user}.invalid`, register: false });
  const connected = new Promise<void>((resolve) => {
    agent.on('connected', resolve);
  });
  agent.start();
  await connected;
  return agent;
}

/** Two user agents of JsSIP that call each other. */
export async function jssipCalls(): Promise<CallRig> {
  // It looks for these in the page.
  Object.assign(globalThis, {
    window: globalThis,
    RTCPeerConnection: ConstantPeerConnection,
    RTCSessionDescription: Description,
  });
  const { default: library } = await import('jssip');
  const UA = library.UA as unknown as AgentClass;
  const [here, there] = [new LoopSocket('edge.invalid'), new LoopSocket('edge.invalid')];
  here.peer = there;
  there.peer = here;
  const alice = await started(UA, 'alice', here);
  const bob = await started(UA, 'bob', there);
  bob.on('newRTCSession', ({ session, originator }) => {
    if (originator === 'remote') session.answer({ mediaStream: STREAM });
  });
  return {
    name: 'JsSIP',
    call: () =>
      new Promise((resolve) => {
        // Its branches are drawn from ten million: now and then an INVITE is taken for another one and lost.
        const lost = setTimeout(resolve, LOST_AFTER_MS);
        const end = (): void => {
          clearTimeout(lost);
          resolve();
        };
        const eventHandlers = {
          confirmed: () => setImmediate(() => session.isEnded() || session.terminate()),
          ended: end,
          failed: end,
        };
        const session = alice.call('sip:bob@bob.invalid', { mediaStream: STREAM, eventHandlers });
      }),
  };
}
