import { checkedInteger } from '../../grammar/checked.ts';
import { type Params, readParams, withoutParams, withParam, writeParams } from '../../grammar/parameters.ts';
import type { Scanner } from '../../grammar/scanner.ts';
import { type HeaderField, singleField } from '../header-field.ts';
import { HIGHEST_DELTA } from './numbers.ts';

/** A number of seconds and parameters. */
export interface SecondsValue {
  readonly sec: number;
  readonly params: Params;
}

/** How long a session lives without a refresh, RFC 4028 §4. */
export interface SessionExpiresValue extends SecondsValue {
  /** Who refreshes; the other parameters are in `params`. */
  readonly refresher?: 'uac' | 'uas';
}

/** delta-seconds *(SEMI generic-param) */
function readSeconds(scanner: Scanner): SecondsValue | undefined {
  const sec = scanner.number(HIGHEST_DELTA);
  const params = readParams(scanner);
  return sec < 0 || params === undefined ? undefined : { sec: Math.min(sec, HIGHEST_DELTA), params };
}

/** RFC 4028 §4. An unknown refresher makes the value malformed. */
export const SessionExpires: HeaderField<SessionExpiresValue> = /* @__PURE__ */ singleField('Session-Expires', {
  read: (scanner: Scanner): SessionExpiresValue | undefined => {
    const value = readSeconds(scanner);
    if (value?.params.has('refresher') !== true) return value;
    const refresher = value.params.get('refresher')?.toLowerCase();
    if (refresher !== 'uac' && refresher !== 'uas') return undefined;
    return { sec: value.sec, refresher, params: withoutParams(value.params, 'refresher') };
  },
  write: ({ sec, refresher, params }: SessionExpiresValue) =>
    checkedInteger(sec, 'Session-Expires', HIGHEST_DELTA) +
    writeParams(refresher === undefined ? params : withParam(params, 'refresher', refresher)),
});

/** The shortest Session-Expires that is taken, RFC 4028 §5. */
export const MinSE: HeaderField<SecondsValue> = /* @__PURE__ */ singleField('Min-SE', {
  read: readSeconds,
  write: ({ sec, params }: SecondsValue) => checkedInteger(sec, 'Min-SE', HIGHEST_DELTA) + writeParams(params),
});
