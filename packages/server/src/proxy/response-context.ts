import {
  InvalidStateError,
  NO_PARAMS,
  Via,
  type AddressOfRecord,
  type ReasonValue,
  type Runtime,
  type ServerTransaction,
  type SipRequest,
  type SipResponse,
  type Timer,
  type TransactionFailure,
  type TransactionLayer,
} from '@sidetone/sip';
import type { Binding } from '../location/binding.ts';
import type { Policy } from '../policy.ts';
import { ownResponse } from '../refusal.ts';
import { chooseFinal, type BranchOutcome, type ContextEnd } from './best-response.ts';
import { Branch, type BranchListener } from './branch.ts';
import { aggregateChallenges, claimsRealm } from './challenges.ts';
import { forwardRequest, type ForwardingIdentity, type UpstreamSide } from './forward-request.ts';
import { isSameDevice, type TargetChoice } from './target-set.ts';

/** What all response contexts share. */
export interface ProxyEnvironment {
  readonly runtime: Runtime;
  readonly transactions: TransactionLayer;
  readonly identity: ForwardingIdentity;
  readonly policy: Policy['proxy'];
  /** A 430 says that the binding's flow is gone (RFC 5626 §5.3). */
  onDeadBinding(binding: Binding): void;
  /** A final response has been given. */
  onAnswered(context: ResponseContext): void;
}

/** One request on its way: what is forwarded upstream is decided here (§16.7). */
export interface ForwardedRequest {
  /** As `preprocessRoutes` has left it. */
  readonly request: SipRequest;
  readonly server: ServerTransaction;
  readonly upstream: UpstreamSide;
  readonly loopHash: string;
}

type ContextState =
  /** Branches are under way; `end` says whether they are to come to an end. */
  { readonly kind: 'collecting'; readonly end: ContextEnd } | { readonly kind: 'answered'; readonly status: number };

/** Who registers again and again while a phone rings is not called without end. */
const MAX_BRANCHES = 20;

const ANSWERED_ELSEWHERE: ReasonValue = {
  protocol: 'SIP',
  cause: 200,
  text: 'Call completed elsewhere',
  params: NO_PARAMS,
};

/** RFC 3326 §2: the cause is the status that another branch has brought. */
function declinedElsewhere(cause: number): ReasonValue {
  return { protocol: 'SIP', cause, text: 'Declined elsewhere', params: NO_PARAMS };
}

/** The response context of a stateful proxy, RFC 3261 §16.7. */
export class ResponseContext implements BranchListener {
  readonly #environment: ProxyEnvironment;
  readonly #forwarded: ForwardedRequest;
  readonly #branches: Branch[] = [];
  #state: ContextState = { kind: 'collecting', end: 'complete' };
  #ringTimer: Timer | undefined;
  #isLocated = false;

  constructor(environment: ProxyEnvironment, forwarded: ForwardedRequest) {
    this.#environment = environment;
    this.#forwarded = forwarded;
  }

  get server(): ServerTransaction {
    return this.#forwarded.server;
  }

  get #isInvite(): boolean {
    return this.#forwarded.request.method === 'INVITE';
  }

  /** §16.6: one branch for each choice, in parallel. Called once. */
  start(choices: readonly TargetChoice[]): void {
    const { runtime, policy } = this.#environment;
    if (this.#branches.length > 0) throw new InvalidStateError('the context has started');
    if (this.#isInvite) {
      this.#ringTimer = runtime.timers.schedule(policy.ringTimeoutSec * 1000, onRingTimeout, this);
    }
    this.#isLocated = choices.some(({ first }) => first.binding !== undefined);
    // All branches exist before the first request leaves, so that no early failure ends the context.
    for (const { first, alternates } of choices) this.#branches.push(new Branch(first, alternates, this));
    for (const branch of this.#branches) this.#send(branch);
  }

  /** Whose devices ring; undefined where a request goes along a route. */
  get callee(): AddressOfRecord | undefined {
    return this.#branches.find(({ target }) => target.binding !== undefined)?.target.binding?.owner;
  }

  /** §16.5: devices of the callee that are there now. Those that were tried before are not tried again. */
  add(choices: readonly TargetChoice[]): void {
    for (const { first, alternates } of choices) {
      const isOpen = this.#state.kind === 'collecting' && this.#state.end === 'complete';
      if (!isOpen || this.#branches.length >= MAX_BRANCHES) return;
      if (this.#branches.some((branch) => isDeclined(branch.state) || isSameDevice(branch.target, first))) continue;
      const branch = new Branch(first, alternates, this);
      this.#branches.push(branch);
      this.#send(branch);
    }
  }

  /** §16.10: the caller has cancelled. */
  cancel(reason?: ReasonValue): void {
    this.#end('cancelled', reason);
  }

  /** Ringing is given up (policy). */
  ringTimedOut(): void {
    this.#ringTimer = undefined;
    this.#end('ring-timeout');
  }

  /** Stops its timers: the server closes. */
  abandon(): void {
    this.#environment.runtime.timers.cancel(this.#ringTimer);
    for (const branch of this.#branches) this.#stopTimer(branch);
  }

  onBranchResponse(branch: Branch, response: SipResponse): void {
    // §16.7 step 3
    response.removeFirst(Via);
    if (!response.has(Via)) return this.#note('a response without a Via behind ours is not forwarded');
    if (response.status < 200) return this.#onProvisional(branch, response);
    if (response.status < 300) return this.#onSuccess(branch, response);
    const { realm } = this.#environment.identity;
    this.#endBranch(
      branch,
      claimsRealm(response, realm) ? { kind: 'false-challenge' } : { kind: 'response', response },
    );
  }

  onBranchFailure(branch: Branch, failure: TransactionFailure): void {
    this.#endBranch(branch, failure.kind === 'timeout' ? { kind: 'timeout' } : { kind: 'unreachable' });
  }

  /** §16.8, and the end of a branch that does not react to its CANCEL. */
  onBranchTimer(branch: Branch): void {
    if (branch.state.kind === 'proceeding') this.#cancelBranch(branch);
    else this.#endBranch(branch, { kind: 'timeout' });
  }

  #send(branch: Branch): void {
    const { transactions, identity, policy } = this.#environment;
    const { request, upstream, loopHash } = this.#forwarded;
    if (this.#isInvite) this.#startTimer(branch, policy.timerCSec);
    const copy = forwardRequest(request, branch.target, upstream, identity);
    branch.transaction = transactions.send(copy, { nextHop: branch.target.hop }, branch, {
      branchSuffix: `.${loopHash}`,
    });
  }

  #onProvisional(branch: Branch, response: SipResponse): void {
    // §16.7 step 5: 100 is never forwarded, nor anything provisional after a final response.
    if (response.status === 100 || !branch.isPending) return;
    if (branch.state.kind !== 'cancelled') {
      branch.state = { kind: 'proceeding' };
      // §16.7 step 2
      if (this.#isInvite) this.#startTimer(branch, this.#environment.policy.timerCSec);
    }
    if (this.#state.kind === 'collecting') this.server.respond(response);
  }

  #onSuccess(branch: Branch, response: SipResponse): void {
    this.#stopTimer(branch);
    branch.state = { kind: 'answered' };
    if (this.#state.kind === 'collecting') {
      this.#answer(response);
      this.#cancelPending(ANSWERED_ELSEWHERE);
      return;
    }
    // §16.7 step 5: each 2xx to an INVITE is forwarded, also after another final response.
    if (!this.#isInvite) return this.#note('a second final response is not forwarded');
    if (this.#state.status < 300) this.server.respond(response);
    else this.#environment.transactions.forwardResponseStateless(response);
  }

  #endBranch(branch: Branch, outcome: BranchOutcome): void {
    this.#stopTimer(branch);
    if (!branch.isPending) return;
    const isFlowDead = outcome.kind === 'response' && outcome.response.status === 430;
    const { binding } = branch.target;
    if (isFlowDead && binding !== undefined) this.#environment.onDeadBinding(binding);
    const mayRetry = isFlowDead || outcome.kind === 'unreachable' || outcome.kind === 'timeout';
    const wasRinging = branch.state.kind !== 'calling';
    branch.state = { kind: 'ended', outcome };
    if (this.#state.kind === 'answered') return;
    if (mayRetry && !wasRinging && this.#state.end === 'complete') this.#tryAlternate(branch);
    // §16.7 step 5: a 6xx ends the search, but is forwarded only when all branches have ended.
    if (outcome.kind === 'response' && outcome.response.status >= 600) {
      this.#cancelPending(declinedElsewhere(outcome.response.status));
    }
    this.#answerWhenComplete();
  }

  /** RFC 5626 §7: another flow to the same instance. */
  #tryAlternate({ alternates: [next, ...others] }: Branch): void {
    if (next === undefined || this.#branches.some(({ state }) => isDeclined(state))) return;
    const branch = new Branch(next, others, this);
    this.#branches.push(branch);
    this.#send(branch);
  }

  #answerWhenComplete(): void {
    if (this.#state.kind === 'answered' || this.#branches.some((branch) => branch.isPending)) return;
    const outcomes: BranchOutcome[] = [];
    for (const { state } of this.#branches) if (state.kind === 'ended') outcomes.push(state.outcome);
    const final = chooseFinal(outcomes, this.#state.end, this.#isLocated);
    if (final.kind === 'forward') {
      aggregateChallenges(final.response, outcomes);
      this.#answer(final.response);
      return;
    }
    this.#answer(ownResponse(this.#environment.runtime.random, this.server.request, final.status, final.reason));
  }

  /** §16.7 step 9. A 408 to other methods than INVITE is not sent (RFC 4320 §4.2): the transaction just ends. */
  #answer(response: SipResponse): void {
    this.#environment.runtime.timers.cancel(this.#ringTimer);
    this.#state = { kind: 'answered', status: response.status };
    this.server.respond(response);
    this.#environment.onAnswered(this);
  }

  #end(end: ContextEnd, reason?: ReasonValue): void {
    if (this.#state.kind === 'answered' || this.#state.end !== 'complete') return;
    this.#state = { kind: 'collecting', end };
    this.#cancelPending(reason);
    this.#answerWhenComplete();
  }

  /** §16.7 step 10 */
  #cancelPending(reason?: ReasonValue): void {
    if (!this.#isInvite) return;
    for (const branch of this.#branches) {
      if (branch.state.kind === 'calling' || branch.state.kind === 'proceeding') this.#cancelBranch(branch, reason);
    }
  }

  #cancelBranch(branch: Branch, reason?: ReasonValue): void {
    this.#stopTimer(branch);
    branch.state = { kind: 'cancelled' };
    // The one who waits for the answer is not kept by a branch that has died.
    if (this.#state.kind === 'collecting') this.#startTimer(branch, this.#environment.policy.cancelGraceSec);
    branch.transaction?.cancel(reason);
  }

  #startTimer(branch: Branch, sec: number): void {
    branch.startTimer(this.#environment.runtime.timers, sec * 1000);
  }

  #stopTimer(branch: Branch): void {
    branch.stopTimer(this.#environment.runtime.timers);
  }

  #note(text: string): void {
    const { trace, clock } = this.#environment.runtime;
    if (trace.isActive) trace.record({ kind: 'note', at: clock.epoch(), layer: 'proxy', text });
  }
}

function onRingTimeout(context: ResponseContext): void {
  context.ringTimedOut();
}

function isDeclined(state: Branch['state']): boolean {
  return state.kind === 'ended' && state.outcome.kind === 'response' && state.outcome.response.status >= 600;
}
