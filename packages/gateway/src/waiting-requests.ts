import type { Flow, Runtime, Timer } from '@sidetone/sip';
import type { FlowToken } from './flow-token.ts';

/** A request for a client that has no flow just now. */
export interface WaitingRequest {
  /** The client is back. */
  onFlowReturned(flow: Flow): void;
  /** It did not come back in time. */
  onFlowMissing(): void;
}

interface Place {
  readonly token: FlowToken;
  readonly request: WaitingRequest;
  timer: Timer | undefined;
}

/** Requests that one name may have waiting; a flood is not kept for a client that is away. */
const MAX_PER_NAME = 64;

/** Requests waiting for a flow to return (D2): at most `waitMs` each, in the order in which they came. */
export class WaitingRequests {
  readonly #runtime: Runtime;
  readonly #waitMs: number;
  readonly #places = new Map<FlowToken, Place[]>();

  constructor(runtime: Runtime, waitMs: number) {
    this.#runtime = runtime;
    this.#waitMs = waitMs;
  }

  /** @returns false when there is no room */
  add(token: FlowToken, request: WaitingRequest): boolean {
    const places = this.#places.get(token) ?? [];
    if (places.length >= MAX_PER_NAME) return false;
    const place: Place = { token, request, timer: undefined };
    place.timer = this.#runtime.timers.schedule(this.#waitMs, (late: Place) => this.#giveUp(late), place);
    places.push(place);
    this.#places.set(token, places);
    return true;
  }

  /** A request that no longer waits, such as a cancelled INVITE. */
  remove(token: FlowToken, request: WaitingRequest): void {
    const place = this.#places.get(token)?.find((candidate) => candidate.request === request);
    if (place !== undefined) this.#take(place);
  }

  /** A flow of that name stands again: everything that waits for it goes. @returns how many */
  flowReturned(token: FlowToken, flow: Flow): number {
    const places = this.#places.get(token);
    if (places === undefined) return 0;
    this.#places.delete(token);
    for (const place of places) {
      this.#runtime.timers.cancel(place.timer);
      place.request.onFlowReturned(flow);
    }
    return places.length;
  }

  #giveUp(place: Place): void {
    this.#take(place);
    place.request.onFlowMissing();
  }

  #take(place: Place): void {
    this.#runtime.timers.cancel(place.timer);
    const places = this.#places.get(place.token)?.filter((candidate) => candidate !== place) ?? [];
    if (places.length > 0) this.#places.set(place.token, places);
    else this.#places.delete(place.token);
  }
}
