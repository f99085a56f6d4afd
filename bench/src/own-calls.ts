import {
  type Clock,
  Emitter,
  type MediaEndpoint,
  type MediaEndpointEvents,
  type MediaEndpointFactory,
  type Random,
  type Runtime,
  silentLogger,
  silentTrace,
  type SipUri,
  sipUri,
  TimerWheel,
  UserAgent,
} from '@sidetone/sip';
import { createNodeRuntime } from '@sidetone/sip/node';
import { ManualClock, SeededRandom } from '@sidetone/testkit';
import type { CallRig } from './call-rig.ts';
import { LoopTransport } from './loop-transport.ts';
import { nextDescription } from './messages.ts';

/** Media that costs nothing but its descriptions. */
const constantMedia: MediaEndpointFactory = {
  open: () =>
    Promise.resolve<MediaEndpoint>({
      events: new Emitter<MediaEndpointEvents>(),
      createOffer: () => Promise.resolve(nextDescription('actpass')),
      acceptOffer: () => Promise.resolve(nextDescription('active')),
      applyAnswer: () => Promise.resolve(),
      rollback: () => Promise.resolve(),
      setMuted: () => undefined,
      sendDtmf: () => true,
      addCandidates: () => Promise.resolve(),
      close: () => undefined,
    }),
};

function agentOf(user: string, transport: LoopTransport, runtime: Runtime): { agent: UserAgent; aor: SipUri } {
  const aor = sipUri({ user, host: `${user}.invalid` });
  const agent = new UserAgent(runtime, {
    transport,
    aor,
    instanceId: 'urn:uuid:0b1c5a6e-7d2f-4b3a-9c8d-1e2f3a4b5c6d',
    regId: 1,
    media: constantMedia,
    userAgentName: 'bench',
  });
  return { agent, aor };
}

function runtimeOn(clock: Clock, random: Random): Runtime {
  return { clock, timers: new TimerWheel(clock), random, log: silentLogger, trace: silentTrace };
}

/** Two of our user agents that call each other, each with a runtime of its own. */
export function ownCalls(runtime: () => Runtime = createNodeRuntime): CallRig {
  const [here, there] = LoopTransport.pair();
  const alice = agentOf('alice', here, runtime());
  const bob = agentOf('bob', there, runtime());
  bob.agent.onIncomingCall = (call) => {
    call.ring();
    void call.accept({ audio: true, video: false });
  };
  return {
    name: 'Sidetone',
    call: () =>
      new Promise((resolve, reject) => {
        const call = alice.agent.call(bob.aor, { media: { audio: true, video: false } });
        call.on('changed', ({ state }) => {
          // A person does not hang up within the moment in which the call is answered.
          if (state.kind === 'confirmed') setImmediate(() => call.hangUp());
          if (state.kind !== 'terminated') return;
          if (state.why.kind === 'hung-up') resolve();
          else reject(new Error(`a call ended otherwise: ${JSON.stringify(state.why)}`));
        });
      }),
  };
}

/** The same where time is moved by hand, so that many calls can be over with all their timers. */
export function ownCallsInManualTime(): CallRig & { rest(): Promise<void> } {
  const clock = new ManualClock();
  const rig = ownCalls(() => runtimeOn(clock.fork(), new SeededRandom(1)));
  return {
    name: rig.name,
    async call() {
      const called = rig.call();
      await clock.advance(1000);
      await called;
    },
    rest: () => clock.advance(60_000),
  };
}
