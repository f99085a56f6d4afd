import { Contact, type SipRequest, type SipResponse, withParam } from '@sidetone/sip';
import type { TestEnd } from '../../end/test-end.ts';
import type { Stage } from '../../scenario/stage.ts';

/** A user agent under test that registers at an end of ours. */
export interface Registering {
  readonly registrar: TestEnd;
  readonly register: SipRequest;
}

/** The target registers; its first REGISTER is not answered yet. */
export async function registeringTarget(stage: Stage): Promise<Registering> {
  const registrar = await stage.end('registrar');
  await stage.operate('register', registrar.contact);
  return { registrar, register: await registrar.next('REGISTER', { withinMs: 10_000 }) };
}

/** Answers a REGISTER: its bindings stand for that long. */
export function grant(
  registrar: TestEnd,
  register: SipRequest,
  expiresSec: number,
  edit?: (response: SipResponse) => void,
): SipResponse {
  return registrar.reply(register, 200, (response) => {
    for (const contact of register.all(Contact)) {
      if (contact === '*') continue;
      const params = withParam(contact.params, 'expires', String(expiresSec));
      response.addRaw('Contact', Contact.write({ ...contact, params }));
    }
    edit?.(response);
  });
}

/** The lifetime that a REGISTER asks for, in seconds; undefined when it does not say. */
export function askedSec(register: SipRequest): number | undefined {
  const ofContact = /;\s*expires\s*=\s*(\d+)/i.exec(register.raw('Contact') ?? '')?.[1];
  const text = ofContact ?? register.raw('Expires');
  return text === undefined ? undefined : Number(text);
}
