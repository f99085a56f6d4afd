import {
  Contact,
  contactExpires,
  CSeq,
  isSipUri,
  parseUri,
  type SipMessage,
  type SipRequest,
  type SipResponse,
  uriEquals,
} from '@sidetone/sip';
import type { RequestOptions } from '../../end/request-options.ts';
import type { TestEnd } from '../../end/test-end.ts';
import type { Stage } from '../../scenario/stage.ts';

/** A REGISTER, with as many Contact values as wanted; the end's own by default, none for a question. */
export interface RegistrationOptions extends Omit<RequestOptions, 'contact'> {
  readonly contacts?: readonly string[];
}

/** A REGISTER of an end for its address of record, without Expires. It is not sent yet. */
export function registration(stage: Stage, end: TestEnd, options: RegistrationOptions = {}): SipRequest {
  const { contacts = [`<${end.contact}>`], headers, ...rest } = options;
  return end.request('REGISTER', `sip:${stage.target.domain}`, {
    to: end.aor,
    contact: false,
    ...rest,
    headers: { ...(contacts.length === 0 ? {} : { Contact: contacts }), ...headers },
  });
}

/** Registers an end; that it is accepted is not judged. */
export async function bind(stage: Stage, end: TestEnd, options: RegistrationOptions = {}): Promise<SipResponse> {
  const answer = await end.exchange(registration(stage, end, options));
  stage.need(answer.status === 200, `a registration of ${end.name}`);
  return answer;
}

/** Asks for the bindings of an end's address of record. */
export async function bindings(stage: Stage, end: TestEnd): Promise<SipResponse> {
  const answer = await end.exchange(registration(stage, end, { contacts: [] }));
  stage.need(answer.status === 200, 'a list of the bindings');
  return answer;
}

/** Seconds that a 200 to REGISTER gives a contact; NaN when it says none, undefined when the contact is not in it. */
export function lifetimeOf(answer: SipResponse, uri: string): number | undefined {
  const wanted = parseUri(uri);
  for (const contact of answer.all(Contact)) {
    if (contact === '*' || !wanted.ok || !isSipUri(wanted.value)) continue;
    if (uriEquals(contact.uri, wanted.value)) return contactExpires(contact) ?? Number.NaN;
  }
  return undefined;
}

export function lists(answer: SipResponse, uri: string): boolean {
  return lifetimeOf(answer, uri) !== undefined;
}

/** What a 200 to REGISTER lists, in words. */
export function listed(answer: SipResponse): string {
  const contacts = answer.all(Contact).map((contact) => (contact === '*' ? '*' : Contact.write(contact)));
  return contacts.length === 0 ? 'no Contact' : `Contact: ${contacts.join(', ')}`;
}

/** For controls: a REGISTER with a Contact in which that text occurs. */
export function hasContact(text: string): (message: SipMessage) => boolean {
  return (message) => message.all(Contact).some((contact) => Contact.write(contact).includes(text));
}

/** For controls: a message whose CSeq number is in that range. */
export function hasCSeq(from: number, to: number): (message: SipMessage) => boolean {
  return (message) => {
    const number = message.get(CSeq)?.number ?? -1;
    return number >= from && number <= to;
  };
}
