import type { SipMessage, TransportProtocol } from '@sidetone/sip';
import type { EndPorts } from '../end/end-ports.ts';
import { TestEnd } from '../end/test-end.ts';
import { DEFAULT_WAIT_MS } from '../end/wait-options.ts';
import type { RequirementId } from '../requirement/requirement.ts';
import { type Entry, messageTitle } from '../trace/entry.ts';
import { Recording } from '../trace/recording.ts';
import type { Judgement } from './judgement.ts';
import { type CallHandling, type Deed, DEED_WORDS, HANDLING_WORDS, type Operator } from './operator.ts';
import { Failed, Inconclusive, NotApplicable } from './stop.ts';
import type { Account, Target } from './target.ts';
import type { Venue } from './venue.ts';
import { Waits } from './waits.ts';

type Ids = RequirementId | readonly RequirementId[];

/** What a scenario plays on: the target, ends of ours, time, and the judge's book. */
export class Stage {
  readonly target: Target;
  /** What ends speak unless they are told otherwise. */
  readonly protocol: TransportProtocol;
  readonly recording: Recording;
  readonly judgements: Judgement[] = [];
  readonly ends: TestEnd[] = [];
  /** What the operator was asked to do, in order. */
  readonly deeds: Deed[] = [];
  readonly #venue: Venue;
  readonly #waits: Waits;
  #accounts = 0;

  constructor(venue: Venue, target: Target, protocol: TransportProtocol) {
    const { clock, timers } = venue.runtime;
    this.#venue = venue;
    this.target = target;
    this.protocol = protocol;
    this.#waits = new Waits(timers);
    this.recording = new Recording(
      () => clock.now(),
      () => this.stop(new Inconclusive('the target sent more messages than a scenario can hold')),
    );
  }

  /** Milliseconds since the scenario began. */
  get elapsedMs(): number {
    return this.recording.elapsedMs;
  }

  /** A new end of ours, with a socket of its own. */
  end(name: string, options: EndOptions = {}): Promise<TestEnd> {
    return this.#open(name, options.protocol ?? this.protocol, options.account);
  }

  /** A new end that acts as one of our accounts at the target: the first time as the first, and so on. */
  async user(name: string, options: Omit<EndOptions, 'account'> = {}): Promise<TestEnd> {
    const account = this.target.accounts[this.#accounts];
    if (account === undefined) {
      throw new Inconclusive(`${this.#accounts + 1} accounts at the target are needed, and fewer were given`);
    }
    this.#accounts += 1;
    return this.#open(name, options.protocol ?? this.protocol, account);
  }

  /**
   * Notes whether the target did what the sentences ask.
   * @param expected a noun phrase: `an Allow header field in the 200`
   * @param at the message that shows it
   * @param came what came instead; the message when left out
   */
  judge(ids: Ids, holds: boolean, expected: string, at?: SipMessage, came?: string): boolean {
    const entry = at === undefined ? undefined : this.recording.of(at);
    const shown =
      came ?? (at === undefined ? 'something else' : holds ? messageTitle(at) : `${messageTitle(at)} otherwise`);
    this.#note(ids, holds, expected, shown, entry);
    return holds;
  }

  /** As `judge`, that a message which must not come has not come. @param unwanted it, when it has come all the same */
  judgeNone(ids: Ids, unwanted: SipMessage | undefined, expected: string): boolean {
    return this.judge(ids, unwanted === undefined, expected, unwanted, unwanted ? messageTitle(unwanted) : 'none');
  }

  /** As `judge`, and the scenario cannot go on when it does not hold. */
  require(ids: Ids, holds: boolean, expected: string, at?: SipMessage, came?: string): void {
    if (!this.judge(ids, holds, expected, at, came)) throw new Failed(expected);
  }

  /** What the scenario builds on, and does not judge. @throws {Inconclusive} when it is not so */
  need(holds: boolean, what: string): asserts holds {
    if (!holds) throw new Inconclusive(`${what} is needed first, and could not be had`);
  }

  /** As `need`, of something that may be undefined. */
  had<T>(value: T | undefined, what: string): T {
    if (value === undefined) throw new Inconclusive(`${what} is needed first, and could not be had`);
    return value;
  }

  /** The target does not do this at all, and says so. */
  notApplicable(why: string): never {
    throw new NotApplicable(why);
  }

  /** With what the target answers challenges. @throws {Inconclusive} when that was not told */
  get login(): Account {
    const { login } = this.target;
    if (login === undefined)
      throw new Inconclusive(
        'the name and password that the target answers challenges with are needed, and were not given',
      );
    return login;
  }

  /** Lets time pass. */
  async pass(ms: number): Promise<void> {
    await this.#waits.pass(ms);
  }

  /** What `find` makes of the next message that comes to any end, who hears it as well; undefined when none fits in time. */
  overhear<T>(find: (message: SipMessage) => T | undefined, withinMs = DEFAULT_WAIT_MS): Promise<T | undefined> {
    return this.#waits.overhear(find, withinMs);
  }

  /** Has the operator do something with the target. @throws {Inconclusive} when there is nobody who can, or it fails */
  async operate<D extends Deed>(deed: D, ...args: Parameters<NonNullable<Operator[D]>>): Promise<void> {
    const { operator, handlings } = this.target;
    const act = operator[deed] as ((...given: readonly unknown[]) => void | Promise<void>) | undefined;
    if (act === undefined) throw new Inconclusive(`nobody was there to ${DEED_WORDS[deed]}`);
    if (deed === 'whenCalled' && handlings?.includes(args[0] as CallHandling) === false) {
      throw new Inconclusive(`the target cannot be told to ${HANDLING_WORDS[args[0] as CallHandling]}`);
    }
    this.deeds.push(deed);
    try {
      await act.apply(operator, args);
    } catch (error) {
      const [why = ''] = String(error).split('\n', 1);
      throw new Inconclusive(`whoever was to ${DEED_WORDS[deed]} could not: ${why}`);
    }
  }

  /** Ends all waiting: the scenario goes no further, for that reason. */
  stop(reason: Error): void {
    this.#waits.end(reason);
  }

  /** For cleaning up, after everything was stopped. */
  reopen(): void {
    this.#waits.reopen();
  }

  async #open(name: string, protocol: TransportProtocol, account: Account | undefined): Promise<TestEnd> {
    const address = this.target.address(protocol);
    if (address === undefined) throw new NotApplicable(`the target does not speak ${protocol}`);
    if (!this.#venue.protocols.includes(protocol)) throw new Inconclusive(`no ${protocol} can be spoken from here`);
    const ports: EndPorts = {
      runtime: this.#venue.runtime,
      transport: await this.#venue.open(protocol, name),
      target: this.target,
      address,
      recording: this.recording,
      waits: this.#waits,
      missed: (wait, expected, heard, instead) => {
        const came = instead === undefined ? `nothing of the kind${lastHeard(heard)}` : messageTitle(instead);
        if (wait.judges === undefined) throw new Inconclusive(`${expected} was needed first; came ${came}`);
        const entry = instead === undefined ? heard.at(-1) : this.recording.of(instead);
        this.#note(wait.judges, false, expected, came, entry);
        throw new Failed(expected);
      },
    };
    const end = new TestEnd(name, ports, account);
    this.ends.push(end);
    return end;
  }

  #note(ids: Ids, holds: boolean, expected: string, came: string, at: Entry | undefined): void {
    const requirements = typeof ids === 'string' ? [ids] : ids;
    this.judgements.push({ requirements, holds, expected, came, at });
  }
}

export interface EndOptions {
  readonly protocol?: TransportProtocol;
  readonly account?: Account;
}

function lastHeard(heard: readonly Entry[]): string {
  const last = heard.at(-1)?.message;
  return last === undefined ? '' : `, last ${messageTitle(last)}`;
}
