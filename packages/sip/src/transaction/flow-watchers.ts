import type { Flow } from '../transport/transport.ts';
import type { FlowWatcher } from './machine.ts';

/** Which transactions depend on which connection. */
export class FlowWatchers {
  readonly #byFlow = new Map<Flow, Set<FlowWatcher>>();

  add(flow: Flow, watcher: FlowWatcher): void {
    if (!flow.isReliable) return;
    const watchers = this.#byFlow.get(flow);
    if (watchers === undefined) this.#byFlow.set(flow, new Set([watcher]));
    else watchers.add(watcher);
  }

  remove(flow: Flow, watcher: FlowWatcher): void {
    if (!flow.isReliable) return;
    const watchers = this.#byFlow.get(flow);
    watchers?.delete(watcher);
    if (watchers?.size === 0) this.#byFlow.delete(flow);
  }

  /** All that watch a flow; they watch it no longer. */
  take(flow: Flow): readonly FlowWatcher[] {
    const watchers = this.#byFlow.get(flow);
    this.#byFlow.delete(flow);
    return watchers === undefined ? [] : [...watchers];
  }
}
