import { isSpace } from '../../grammar/characters.ts';
import { checkedInteger } from '../../grammar/checked.ts';
import type { Scanner } from '../../grammar/scanner.ts';
import { type HeaderField, singleField } from '../header-field.ts';

/**
 * A field of digits alone. Larger numbers than `highest` are read as `highest`.
 * @param isExact refuses what may stand behind the number
 */
export function numberField(name: string, highest: number, isExact = false): HeaderField<number> {
  return singleField(name, {
    read: (scanner: Scanner) => {
      const value = scanner.number(highest);
      // Lenient: what stands behind the number after a separator is ignored.
      const isWhole = scanner.isAtEnd || (!isExact && (scanner.peek() === 59 || isSpace(scanner.peek())));
      return value < 0 || !isWhole ? undefined : Math.min(value, highest);
    },
    write: (value: number) => String(checkedInteger(value, name, highest)),
  });
}

/** The largest delta-seconds, §20. */
export const HIGHEST_DELTA = 2 ** 32 - 1;

/** §20.22 */
export const MaxForwards: HeaderField<number> = /* @__PURE__ */ numberField('Max-Forwards', 255);
/** Seconds, §20.19. */
export const Expires: HeaderField<number> = /* @__PURE__ */ numberField('Expires', HIGHEST_DELTA);
/** Seconds, §20.23. */
export const MinExpires: HeaderField<number> = /* @__PURE__ */ numberField('Min-Expires', HIGHEST_DELTA);
/** Seconds between keep-alives that the edge expects, RFC 5626 §10. */
export const FlowTimer: HeaderField<number> = /* @__PURE__ */ numberField('Flow-Timer', HIGHEST_DELTA);
/** The number of a reliable provisional response, RFC 3262 §7.1. */
export const RSeq: HeaderField<number> = /* @__PURE__ */ numberField('RSeq', HIGHEST_DELTA);
