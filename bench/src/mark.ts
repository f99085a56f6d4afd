/** A number that is to be reached, or not to be exceeded. */
export interface Mark {
  /** What is measured, such as `parse, of JsSIP's time`. */
  readonly what: string;
  readonly measured: number;
  readonly bound: 'at least' | 'at most';
  readonly mark: number;
  /** Behind the numbers, such as `×` or `kB`. */
  readonly unit: string;
}

/** `parse against JsSIP        13.5 ×, at least 12 ×: ok` */
export function verdict({ what, measured, bound, mark, unit }: Mark): string {
  const isReached = bound === 'at least' ? measured >= mark : measured <= mark;
  return `${what.padEnd(48)} ${measured.toFixed(2).padStart(8)} ${unit}, ${bound} ${mark} ${unit}: ${isReached ? 'ok' : 'MISSED'}`;
}
