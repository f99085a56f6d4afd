import {
  type Call,
  type DialogId,
  type IncomingCall,
  type IncomingReferral,
  NO_PARAMS,
  type OutgoingCall,
  type TransportProtocol,
} from '@sidetone/sip';
import { type FakeMediaEndpoint, SeededRandom, VirtualNetwork } from '@sidetone/testkit';
import { AUDIO, phone, type Phone, type PhoneSettings } from '../support/phones.ts';
import { StatelessProxy } from '../support/stateless-proxy.ts';

/** How long after the last hang-up everything must be over: timers B and H, BYE's timer F, the subscription of a REFER. */
const RUN_OUT_MS = 400_000;

/** Enough for the longest wait before something is tried again. */
const CALM_MS = 75_000;

const AGREED_HOLDS = ['none none', 'local remote', 'remote local', 'both both'];
const AGREED_WAYS = ['none none', 'sendrecv sendrecv', 'sendonly recvonly', 'recvonly sendonly', 'inactive inactive'];

/** What a seed may do to a call. */
const ACTIONS = [
  'call',
  'call',
  'callLate',
  'ring',
  'ring',
  'progress',
  'accept',
  'accept',
  'accept',
  'reject',
  'redirect',
  'hangUp',
  'hold',
  'resume',
  'video',
  'noVideo',
  'restart',
  'tone',
  'info',
  'transfer',
  'transferToCall',
  'refer',
  'takeOver',
  'candidates',
  'offerNeeded',
  'mute',
  'devicesFail',
  'devicesAsk',
  'cut',
  'restored',
  'part',
  'heal',
  'loss',
  'wait',
  'wait',
  'wait',
  'waitLong',
] as const;

/** Lets a test spoil something on purpose. */
export interface Sabotage {
  (phones: readonly Phone[]): void;
}

/**
 * Two or three user agents that do anything at any time on a bad network.
 * @returns what was left over in the end; empty when all is well
 */
export async function runSeed(seed: number, sabotage?: Sabotage): Promise<string[]> {
  const world = new CallWorld(seed);
  sabotage?.(world.phones);
  await world.live();
  const disagreements = await world.calmDown();
  await world.end();
  return [...disagreements, ...world.leftOver()];
}

class CallWorld {
  readonly phones: readonly Phone[];
  readonly #random: SeededRandom;
  readonly #net: VirtualNetwork;
  readonly #calls: Call[] = [];
  readonly #promised = new Set<string>();
  readonly #releases: (() => void)[] = [];
  readonly #undecided: IncomingReferral[] = [];

  constructor(seed: number) {
    this.#random = new SeededRandom(seed);
    const protocol = this.#one(['UDP', 'UDP', 'TCP', 'WS'] as const);
    this.#net = new VirtualNetwork({
      seed,
      isRecording: false,
      link: { latencyMs: this.#one([0, 10, 120]), reorderMs: 300, ...this.#badness() },
    });
    this.phones = protocol === 'WS' || this.#chance(0.5) ? this.#pair(protocol) : this.#forked(protocol);
    for (const { agent } of this.phones) {
      agent.onReferral = (referral) => {
        if (this.#chance(0.6) && this.#calls.length < 6) this.#calls.push(referral.accept());
        else if (this.#chance(0.5)) referral.reject(this.#one([603, 480]));
        else this.#undecided.push(referral);
      };
      agent.onIncomingCall = (call) => {
        this.#calls.push(call);
        if (this.#chance(0.6)) call.ring();
        if (this.#chance(0.3)) this.#watch('progress', call.progress());
        if (this.#chance(0.5)) this.#watch('accept', call.accept(AUDIO));
      };
    }
  }

  /** A life of some actions. */
  async live(): Promise<void> {
    const count = 8 + Math.floor(this.#random.fraction() * 16);
    this.#act('call');
    for (let i = 0; i < count; i += 1) {
      const action = this.#one(ACTIONS);
      this.#act(action);
      await this.#net.clock.advance(action === 'waitLong' ? 40_000 : this.#one([0, 1, 30, 200, 700]));
    }
  }

  /**
   * The network gets well and nobody does anything any more, in every other life: what was wanted comes about.
   * @returns where two ends of a call do not agree on it
   */
  async calmDown(): Promise<string[]> {
    if (this.#chance(0.5)) return [];
    this.#net.link({ loss: 0, duplicate: 0, reorder: 0 });
    this.#parted(false);
    for (const { agent, media } of this.phones) {
      media.permission = undefined;
      media.failure = undefined;
      agent.flowRestored();
    }
    for (const release of this.#releases.splice(0)) release();
    await this.#net.clock.advance(CALM_MS);
    // A fork may talk to nobody because its BYE was lost.
    return this.phones.length > 2 ? [] : this.#calls.flatMap((call) => this.#disagreements(call));
  }

  /** Everybody hangs up, or goes. */
  async end(): Promise<void> {
    for (const release of this.#releases.splice(0)) release();
    for (const referral of this.#undecided.splice(0)) {
      if (this.#chance(0.5)) referral.reject();
      else this.#calls.push(referral.accept());
    }
    const isStopping = this.#chance(0.3);
    if (isStopping) for (const { agent } of this.phones) void agent.stop();
    else for (const call of this.#calls) call.hangUp();
    await this.#net.clock.advance(this.#one([0, 500]));
    this.#net.link({ loss: 0, duplicate: 0, reorder: 0 });
    this.#parted(false);
    for (const { agent, media } of this.phones) {
      media.permission = undefined;
      // A call that came in meanwhile.
      agent.onIncomingCall = (call) => call.hangUp();
      if (!isStopping) agent.flowRestored();
    }
    await this.#net.clock.advance(5000);
    for (const call of this.#calls) call.hangUp();
    await this.#net.clock.advance(RUN_OUT_MS);
  }

  leftOver(): string[] {
    const left: string[] = [];
    for (const { state, direction } of this.#calls) {
      if (state.kind !== 'terminated') left.push(`an ${direction} call is ${state.kind}`);
    }
    for (const { name, agent, media, runtime } of this.phones) {
      for (const [what, count] of Object.entries({
        ...agent.load,
        'media endpoints': media.openCount,
        timers: runtime.timers.count,
      })) {
        if (count > 0) left.push(`${name}: ${count} ${what}`);
      }
    }
    for (const promised of this.#promised) left.push(`${promised} never settled`);
    left.push(...this.#net.takeDefects());
    return left;
  }

  #disagreements(call: Call): string[] {
    const other = this.#calls.find(
      ({ direction, details }) => direction === 'incoming' && details.callId === call.details.callId,
    );
    if (call.direction !== 'outgoing' || call.state.kind !== 'confirmed' || other?.state.kind !== 'confirmed')
      return [];
    const said: string[] = [];
    const holds = `${call.state.hold} ${other.state.hold}`;
    if (!AGREED_HOLDS.includes(holds)) said.push(`holds: ${holds}`);
    for (const kind of ['audio', 'video'] as const) {
      const ways = [call, other].map(
        ({ media }) => (media as FakeMediaEndpoint | undefined)?.direction(kind) ?? 'none',
      );
      if (!AGREED_WAYS.includes(ways.join(' '))) said.push(`${kind}: ${ways.join(' ')}`);
    }
    return said;
  }

  #act(action: (typeof ACTIONS)[number]): void {
    const caller = this.phones[0]!;
    const call = this.#calls.length > 0 ? this.#one(this.#calls) : undefined;
    const { agent, media, transport } = this.#one(this.phones);
    switch (action) {
      case 'call':
      case 'callLate':
        if (this.#calls.length < 4) this.#calls.push(this.#place(caller, action === 'callLate'));
        return;
      case 'ring':
        incoming(call)?.ring();
        return;
      case 'progress':
        this.#watch('progress', incoming(call)?.progress());
        return;
      case 'accept':
        this.#watch('accept', incoming(call)?.accept({ audio: true, video: this.#chance(0.3) }));
        return;
      case 'reject':
        incoming(call)?.reject(this.#one([486, 603, 480]));
        return;
      case 'redirect':
        incoming(call)?.reject(302, { contacts: [{ uri: caller.uri, params: new Map() }] });
        return;
      case 'hangUp':
        if (this.#chance(0.4)) call?.hangUp();
        return;
      case 'hold':
        this.#watch('hold', call?.hold());
        return;
      case 'resume':
        this.#watch('resume', call?.resume());
        return;
      case 'video':
        this.#watch('video', call?.setVideo(true));
        return;
      case 'noVideo':
        this.#watch('video', call?.setVideo(false));
        return;
      case 'restart':
        call?.restartMedia();
        return;
      case 'tone':
        this.#watch('tone', call?.sendDtmf('1'));
        return;
      case 'info':
        this.#watch('info', call?.sendInfo({ contentType: 'application/dtmf-relay', body: 'Signal=1\r\n' }));
        return;
      case 'transfer':
        call?.transfer(this.#one(this.phones).uri, { isNotified: this.#chance(0.8) });
        return;
      case 'transferToCall':
        if (call !== undefined) call.transfer(this.#one(this.#calls));
        return;
      case 'refer':
        agent.refer(this.#one(this.phones).uri, caller.uri);
        return;
      case 'takeOver':
        if (call?.dialogId !== undefined && this.#calls.length < 6)
          this.#calls.push(this.#takeOver(agent, call.dialogId));
        return;
      case 'candidates':
        if (media.newest?.isClosed === false) media.newest.findCandidates(['candidate:1 1 udp 1 192.0.2.1 4 typ host']);
        return;
      case 'offerNeeded':
        if (media.newest?.isClosed === false) media.newest.events.emit('offerNeeded', undefined);
        return;
      case 'mute':
        call?.setMuted('audio', this.#chance(0.5));
        return;
      case 'devicesFail':
        media.failure = this.#one(['denied', undefined] as const);
        return;
      case 'devicesAsk':
        media.permission = new Promise((resolve) => this.#releases.push(resolve));
        return;
      case 'cut':
        for (const flow of transport.flows) this.#net.cut(flow);
        return;
      case 'restored':
        agent.flowRestored();
        return;
      case 'part':
      case 'heal':
        this.#parted(action === 'part');
        return;
      case 'loss':
        this.#net.link(this.#badness());
        return;
      case 'wait':
      case 'waitLong':
    }
  }

  #place({ agent }: Phone, lateOffer: boolean): OutgoingCall {
    const callee = this.phones[1]!;
    return agent.call(callee.uri, { media: { ...AUDIO, video: this.#chance(0.3) }, lateOffer });
  }

  /** Somebody calls one end of a dialog in the name of the other. */
  #takeOver(agent: Phone['agent'], { callId, localTag, remoteTag }: DialogId): OutgoingCall {
    const isEarlyOnly = this.#chance(0.3) ? ({ isEarlyOnly: true } as const) : {};
    const replaces = { callId, fromTag: localTag, toTag: remoteTag, params: NO_PARAMS, ...isEarlyOnly };
    return agent.call(this.#one(this.phones).uri, { media: AUDIO, replaces });
  }

  /** A promise of the call's must settle, and not reject. */
  #watch(what: string, promise: Promise<unknown> | undefined): void {
    if (promise === undefined) return;
    const key = `${what} ${this.#promised.size}-${this.#net.clock.now()}`;
    this.#promised.add(key);
    promise.then(
      () => this.#promised.delete(key),
      (error: unknown) => this.#net.noteDefect(`${what} was rejected: ${String(error)}`),
    );
  }

  #pair(protocol: TransportProtocol): Phone[] {
    return [
      phone(this.#net, 'alice', { towards: 'bob', ...this.#settings(protocol) }),
      phone(this.#net, 'bob', { towards: 'alice', ...this.#settings(protocol) }),
    ];
  }

  #forked(protocol: TransportProtocol): Phone[] {
    const proxy = new StatelessProxy(this.#net, 'proxy', protocol);
    proxy.targets = (request) => (request.uri.includes('alice') ? ['alice'] : ['bob', 'carol']);
    return ['alice', 'bob', 'carol'].map((name) =>
      phone(this.#net, name, { towards: 'proxy', ...this.#settings(protocol) }),
    );
  }

  #settings(protocol: TransportProtocol): Omit<PhoneSettings, 'towards'> {
    return {
      protocol,
      reliableProvisionals: this.#one(['supported', 'supported', 'off', 'required'] as const),
      sessionExpiresSec: this.#one([1800, 90, 0]),
      ringTimeoutSec: this.#one([180, 5]),
    };
  }

  #badness(): { loss: number; duplicate: number; reorder: number } {
    return { loss: this.#one([0, 0, 0.1, 0.4]), duplicate: this.#one([0, 0.2]), reorder: this.#one([0, 0.2]) };
  }

  #parted(isParted: boolean): void {
    const [a, b] = this.phones;
    if (isParted) this.#net.part(a!.name, b!.name);
    else this.#net.heal(a!.name, b!.name);
  }

  #one<T>(values: readonly T[]): T {
    return values[Math.floor(this.#random.fraction() * values.length)] as T;
  }

  #chance(probability: number): boolean {
    return this.#random.fraction() < probability;
  }
}

function incoming(call: Call | undefined): IncomingCall | undefined {
  return call?.direction === 'incoming' ? (call as IncomingCall) : undefined;
}
