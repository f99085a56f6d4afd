import type { Runtime } from './runtime.ts';

/** Says something that only a trace can tell. */
export function note({ trace, clock }: Pick<Runtime, 'trace' | 'clock'>, layer: string, text: string): void {
  if (trace.isActive) trace.record({ kind: 'note', at: clock.epoch(), layer, text });
}
