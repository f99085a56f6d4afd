import {
  Contact,
  CSeq,
  Expires,
  formatUri,
  SipETag,
  type SipMessage,
  type SipRequest,
  type SipResponse,
  tag,
  type TimerWheel,
  To,
  Via,
} from '@sidetone/sip';
import { cancelOf } from '../end/ack-and-cancel.ts';
import { TestDialog } from '../end/test-dialog.ts';
import type { TestEnd } from '../end/test-end.ts';
import type { Deed } from '../scenario/operator.ts';
import type { Stage } from '../scenario/stage.ts';
import { type Entry, methodOf, TARGET } from '../trace/entry.ts';

/** How long a target may take to let go. */
const GRACE_MS = 1_000;
/** And how long all of it together, with an operator who may be slow. */
const LIMIT_MS = 8_000;

/**
 * Takes back what a scenario has left at the target: calls that ring or stand, subscriptions, bindings, publications.
 * Then closes the ends. It takes no longer than it may, whatever the target and its operator do. Never rejects.
 */
export async function cleanUp(stage: Stage, timers: TimerWheel): Promise<void> {
  stage.reopen();
  for (const end of stage.ends) end.quiet();
  await new Promise<void>((resolve) => {
    const giveUp = (): void => {
      stage.stop(new Error('the target did not let go in time'));
      resolve();
    };
    const timer = timers.schedule(LIMIT_MS, giveUp, undefined);
    void takeBack(stage).then(() => {
      timers.cancel(timer);
      resolve();
    });
  });
  await Promise.all(stage.ends.map((end) => end.close().catch(() => undefined)));
}

async function takeBack(stage: Stage): Promise<void> {
  for (const end of stage.ends) refuseUnanswered(end, stage.recording.entries);
  await undo(stage);
  const goodbyes = stage.ends.flatMap((end) => leftovers(end, stage.recording.entries));
  await Promise.all(goodbyes.map((goodbye) => goodbye().catch(() => undefined)));
  await hangUpAll(stage);
}

/** What a target waits for an answer to would keep it from letting go. INVITE comes later: it may be cancelled. */
function refuseUnanswered(end: TestEnd, entries: readonly Entry[]): void {
  const own = entries.filter(({ from, to }) => from === end.name || to === end.name);
  const isOpen = (request: SipRequest): boolean =>
    request.method !== 'INVITE' &&
    request.method !== 'ACK' &&
    !answersTo(request, own, end.name).some(({ status }) => status >= 200);
  for (const request of taken(own, end.name).filter(isOpen)) end.reply(request, 480);
}

/** What takes back a deed that would go on by itself. */
const UNDOING: readonly (readonly [done: Deed, undoing: Deed])[] = [
  ['register', 'unregister'],
  ['subscribe', 'unsubscribe'],
  ['publish', 'unpublish'],
];

/** Has the operator take back what would go on by itself; the ends agree to all that comes. */
async function undo(stage: Stage): Promise<void> {
  const due = UNDOING.filter(([done, undoing]) => stage.deeds.lastIndexOf(done) > stage.deeds.lastIndexOf(undoing));
  if (due.length === 0) return;
  for (const [, undoing] of due) await stage.operate(undoing).catch(() => undefined);
  await Promise.all(stage.ends.map((end) => agree(end).catch(() => undefined)));
}

/** Has the operator end what calls the target has left by its own account; whoever is in one of them agrees. */
async function hangUpAll(stage: Stage): Promise<void> {
  const { operator } = stage.target;
  if (operator.hangUpAll === undefined || !stage.recording.entries.some(isInvite)) return;
  const agreeing = stage.ends.map((end) => agree(end).catch(() => undefined));
  await stage.operate('hangUpAll').catch(() => undefined);
  await Promise.all(agreeing);
}

function isInvite({ message }: Entry): boolean {
  return message?.kind === 'request' && message.method === 'INVITE';
}

/** Answers what comes, until nothing comes any more. */
async function agree(end: TestEnd): Promise<void> {
  for (;;) {
    const request = await end.next('*', { withinMs: GRACE_MS });
    end.reply(request, request.method === 'INVITE' ? 487 : 200);
  }
}

type Goodbye = () => Promise<unknown>;

function leftovers(end: TestEnd, entries: readonly Entry[]): Goodbye[] {
  const own = entries.filter(({ from, to }) => from === end.name || to === end.name);
  const goodbyes: Goodbye[] = [];
  const registrations: SipRequest[] = [];
  const ended = new Set(
    own.flatMap(({ from, message }) =>
      from === TARGET && message !== undefined && endsCall(message) ? [message.raw('Call-ID')] : [],
    ),
  );
  for (const [request, responses] of exchanges(own, end.name)) {
    const success = responses.find(({ status }) => status >= 200 && status < 300);
    const isOver = responses.some(({ status }) => status >= 200);
    const isGone = ended.has(request.raw('Call-ID'));
    if (request.method === 'INVITE' && !isOver) goodbyes.push(() => giveUp(end, request, responses.length > 0));
    else if (success === undefined) continue;
    else if (request.method === 'INVITE' && !isGone)
      goodbyes.push(() => hangUp(end, request, success, nextCSeq(request, own, end.name)));
    else if (request.method === 'REGISTER') registrations.push(request);
    else if (request.method === 'SUBSCRIBE' && !isInDialog(request))
      goodbyes.push(() => unsubscribe(end, request, success));
    else if (request.method === 'PUBLISH' && success.has(SipETag))
      goodbyes.push(() => unpublish(end, request, success));
  }
  for (const aor of new Set(registrations.map((request) => request.raw('To') ?? ''))) {
    goodbyes.push(() => unregister(end, aor, registrations));
  }
  for (const invite of taken(own, end.name).filter(({ method }) => method === 'INVITE')) {
    const answers = answersTo(invite, own, end.name);
    const final = answers.find(({ status }) => status >= 200);
    if (final === undefined) goodbyes.push(async () => end.reply(invite, 480));
    else if (final.status < 300 && !ended.has(invite.raw('Call-ID')) && !isInDialog(invite)) {
      goodbyes.push(() =>
        end.exchange(
          TestDialog.ofRequest(end, invite, final).request('BYE', { cseq: nextCSeq(invite, own, end.name) }),
          { withinMs: GRACE_MS },
        ),
      );
    }
  }
  return goodbyes;
}

/** A BYE of the target, or its 2xx to one of ours; one that it refuses ends nothing. */
function endsCall(message: SipMessage): boolean {
  return methodOf(message) === 'BYE' && (message.kind === 'request' || (message.status >= 200 && message.status < 300));
}

/** The CSeq number that comes next in the dialog of an INVITE. */
function nextCSeq(invite: SipRequest, own: readonly Entry[], name: string): number {
  const callId = invite.raw('Call-ID');
  const numbers = own.flatMap(({ from, message }) =>
    from === name && message?.kind === 'request' && message.raw('Call-ID') === callId
      ? [message.get(CSeq)?.number ?? 0]
      : [],
  );
  return Math.max(0, ...numbers) + 1;
}

/** The requests that an end has sent, each once, with what came back. */
function exchanges(own: readonly Entry[], name: string): Map<SipRequest, SipResponse[]> {
  const byKey = new Map<string, SipRequest>();
  const found = new Map<SipRequest, SipResponse[]>();
  for (const { from, message } of own) {
    if (message === undefined) continue;
    const key = `${message.get(Via)?.branch ?? ''} ${methodOf(message)}`;
    if (message.kind === 'request' && from === name && !byKey.has(key)) {
      byKey.set(key, message);
      found.set(message, []);
    } else if (message.kind === 'response' && from === TARGET) {
      const request = byKey.get(key);
      if (request !== undefined) found.get(request)?.push(message);
    }
  }
  return found;
}

/** The requests that came to an end, each once. */
function taken(own: readonly Entry[], name: string): SipRequest[] {
  const keys = new Set<string>();
  return own.flatMap(({ to, message }) => {
    if (to !== name || message?.kind !== 'request') return [];
    const key = `${message.get(Via)?.branch ?? ''} ${message.method}`;
    if (keys.has(key)) return [];
    keys.add(key);
    return [message];
  });
}

function answersTo(request: SipRequest, own: readonly Entry[], name: string): SipResponse[] {
  const branch = request.get(Via)?.branch;
  return own.flatMap(({ from, message }) =>
    from === name &&
    message?.kind === 'response' &&
    methodOf(message) === request.method &&
    message.get(Via)?.branch === branch
      ? [message]
      : [],
  );
}

function isInDialog(request: SipRequest): boolean {
  const to = request.get(To);
  return to !== undefined && tag(to) !== undefined;
}

async function giveUp(end: TestEnd, invite: SipRequest, isRinging: boolean): Promise<void> {
  if (isRinging) end.sendOnce(cancelOf(invite));
  const final = await end.response(invite, 'final', { withinMs: GRACE_MS });
  if (final.status < 300) await hangUp(end, invite, final, (invite.get(CSeq)?.number ?? 0) + 1);
}

async function hangUp(end: TestEnd, invite: SipRequest, success: SipResponse, cseq: number): Promise<void> {
  const dialog = TestDialog.ofResponse(end, invite, success);
  end.sendOnce(dialog.ack(dialog.cseq));
  await end.exchange(dialog.request('BYE', { cseq }), { withinMs: GRACE_MS });
}

/** Removes every binding that was ever asked for, by a Call-ID of its own, for which no CSeq is too low. */
async function unregister(end: TestEnd, aor: string, registrations: readonly SipRequest[]): Promise<void> {
  const own = registrations.filter((request) => request.raw('To') === aor);
  const uris = new Set(own.flatMap(contactUris));
  const [first] = own;
  if (first === undefined || uris.size === 0) return;
  const again = end.request('REGISTER', first.uri, {
    contact: false,
    headers: { Contact: [...uris].map((uri) => `<${uri}>;expires=0`) },
  });
  again.remove('To');
  again.addRaw('To', aor);
  await end.exchange(again, { withinMs: GRACE_MS });
}

function contactUris(request: SipRequest): string[] {
  if (request.get(Expires) === 0) return [];
  return request.all(Contact).flatMap((contact) => (contact === '*' ? [] : [formatUri(contact.uri)]));
}

async function unsubscribe(end: TestEnd, request: SipRequest, success: SipResponse): Promise<void> {
  const dialog = TestDialog.ofResponse(end, request, success);
  const event = request.raw('Event') ?? 'presence';
  await end.exchange(
    dialog.request('SUBSCRIBE', { cseq: dialog.cseq + 100, headers: { Event: event, Expires: '0' } }),
    {
      withinMs: GRACE_MS,
    },
  );
}

async function unpublish(end: TestEnd, request: SipRequest, success: SipResponse): Promise<void> {
  const again = end.again(request);
  for (const name of ['Authorization', 'Expires', 'SIP-If-Match']) again.remove(name);
  again.setBody(undefined, '');
  again.addRaw('SIP-If-Match', success.raw(SipETag) ?? '');
  again.addRaw('Expires', '0');
  await end.exchange(again, { withinMs: GRACE_MS });
}
