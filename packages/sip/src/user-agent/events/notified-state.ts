import { From } from '../../message/headers/addresses.ts';
import { ContentType } from '../../message/headers/content.ts';
import { tag } from '../../grammar/name-addr.ts';
import type { SipRequest } from '../../message/sip-request.ts';
import type { EventPackage } from './event-package.ts';
import type { Notification } from './subscription-state.ts';

interface Reading<T> {
  readonly notification: Notification<T>;
  /** The full state has to be asked for. */
  readonly isIncomplete: boolean;
}

/** What one notifier has told in one dialog, put together as the event package says. */
export class NotifiedState<T> {
  readonly #package: EventPackage<T> | undefined;
  #known: T | undefined;

  constructor(eventPackage: EventPackage<T> | undefined) {
    this.#package = eventPackage;
  }

  read(notify: SipRequest): Reading<T> {
    const body = notify.bodyText();
    const told = {
      contentType: body === '' ? undefined : notify.raw(ContentType),
      body,
      value: undefined,
      problem: undefined,
      notifier: tagOf(notify),
    };
    const type = notify.get(ContentType)?.type;
    const known = this.#package;
    if (known === undefined || body === '' || type === undefined) return { notification: told, isIncomplete: false };
    const parsed = known.parse(body, type);
    if (!parsed.ok) return { notification: { ...told, problem: parsed.error }, isIncomplete: false };
    const { value } = parsed;
    const merged = known.merge === undefined ? { value, isIncomplete: false } : known.merge(this.#known, value);
    // What is older than what is known changes nothing.
    if (merged !== undefined) this.#known = merged.value;
    return { notification: { ...told, value: this.#known }, isIncomplete: merged?.isIncomplete ?? false };
  }
}

function tagOf(notify: SipRequest): string {
  const from = notify.get(From);
  return (from && tag(from)) ?? '';
}
