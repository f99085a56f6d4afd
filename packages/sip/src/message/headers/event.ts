import { numberParam, type Params, withoutParams, withParam } from '../../grammar/parameters.ts';
import type { Scanner } from '../../grammar/scanner.ts';
import { type HeaderField, singleField } from '../header-field.ts';
import { readNamed, writeNamed } from './named.ts';

/** An event package and its parameters, RFC 6665 §8.2.1. */
export interface EventValue {
  /** Such as `presence`. */
  readonly type: string;
  readonly id?: string;
  /** The other parameters. */
  readonly params: Params;
}

/** Event = event-type *(SEMI event-param) */
export const Event: HeaderField<EventValue> = /* @__PURE__ */ singleField('Event', {
  read: (scanner: Scanner): EventValue | undefined => {
    const named = readNamed(scanner);
    if (named === undefined) return undefined;
    const id = named.params.get('id');
    return id === undefined
      ? { type: named.name, params: named.params }
      : { type: named.name, id, params: withoutParams(named.params, 'id') };
  },
  write: (value: EventValue) =>
    writeNamed(value.type, value.id === undefined ? value.params : withParam(value.params, 'id', value.id)),
});

/** RFC 6665 §8.2.3 */
export interface SubscriptionStateValue {
  readonly state: 'active' | 'pending' | 'terminated' | (string & {});
  /** Such as `timeout`, `deactivated` or `noresource`. */
  readonly reason?: string;
  readonly expiresSec?: number;
  readonly retryAfterSec?: number;
  /** The other parameters. */
  readonly params: Params;
}

/** Subscription-State = substate-value *(SEMI subexp-params) */
export const SubscriptionState: HeaderField<SubscriptionStateValue> = /* @__PURE__ */ singleField(
  'Subscription-State',
  {
    read: (scanner: Scanner): SubscriptionStateValue | undefined => {
      const named = readNamed(scanner);
      if (named === undefined) return undefined;
      const value: { -readonly [K in keyof SubscriptionStateValue]: SubscriptionStateValue[K] } = {
        state: named.name.toLowerCase(),
        params: withoutParams(named.params, 'reason', 'expires', 'retry-after'),
      };
      const reason = named.params.get('reason');
      const expiresSec = numberParam(named.params, 'expires');
      const retryAfterSec = numberParam(named.params, 'retry-after');
      if (reason !== undefined) value.reason = reason;
      if (expiresSec !== undefined) value.expiresSec = expiresSec;
      if (retryAfterSec !== undefined) value.retryAfterSec = retryAfterSec;
      return value;
    },
    write: (value: SubscriptionStateValue) => {
      const params = new Map<string, string | undefined>();
      if (value.reason !== undefined) params.set('reason', value.reason);
      if (value.expiresSec !== undefined) params.set('expires', String(value.expiresSec));
      if (value.retryAfterSec !== undefined) params.set('retry-after', String(value.retryAfterSec));
      for (const [name, text] of value.params) params.set(name, text);
      return writeNamed(value.state, params);
    },
  },
);
