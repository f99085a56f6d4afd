import type { SipMessage } from '@sidetone/sip';
import { sends } from '../../../control/controls.ts';
import { type Scenario, scenario } from '../../../scenario/scenario.ts';
import { inviteBob } from '../call-through.ts';
import { forwarded } from '../forwarded.ts';
import { linesOf } from '../header-lines.ts';
import { aliceAndBob } from '../alice-and-bob.ts';
import type { PassesOn } from './passes-on.ts';

/** What forwarding may change. */
const CHANGED = new Set(['via', 'max-forwards', 'route', 'record-route', 'proxy-authorization', 'content-length']);
const MALFORMED = { Date: 'the day before yesterday', 'Reply-To': '<sip:nowhere' };
const ODD = {
  'X-Number': ['one', 'two', 'three'],
  Subject: 'lunch, (with "quotes") and; more',
  ...MALFORMED,
  'X-Empty': '',
  'x-lower-case': 'kept',
  Supported: 'x-first, x-second',
};
const BODY = Uint8Array.from({ length: 256 }, (_, index) => index);

function kept(message: SipMessage): readonly string[] {
  return [...message.headerLines()].map(({ name }) => name.toLowerCase()).filter((name) => !CHANGED.has(name));
}

export const copyKeepsEverything = (role: PassesOn): Scenario =>
  scenario({
    id: `${role}/copy-keeps-everything`,
    title: 'What forwarding does not concern is forwarded as it came: header fields, their order, the body',
    role,
    judges: {
      '3261-16.6-06': sends('INVITE').without('Subject'),
      '3261-16.3-06': sends('INVITE').rewritten('with a Date that it likes better', (wire) =>
        wire.replace(MALFORMED.Date, 'Sat, 13 Nov 2010 23:29:00 GMT'),
      ),
      '3261-16.3-07': sends('INVITE').rewritten('without unknown header fields', (wire) =>
        wire.replace(/x-lower-case[^\r]*\r\n/, ''),
      ),
      '3261-16.6-08': sends('INVITE').edit('with Subject at the end', (message) => {
        const subject = message.raw('Subject') ?? '';
        message.remove('Subject');
        message.addRaw('Subject', subject);
      }),
      '3261-16.6-09': sends('INVITE').rewritten('with values in another order', (wire) =>
        wire.replace(/(X-Number: )one(\r\nX-Number: )two/, '$1two$2one'),
      ),
      '3261-16.6-10': sends('INVITE').body('application/x-odd', 'something else'),
    },
    async run(stage) {
      const ends = await aliceAndBob(stage);
      const invite = inviteBob(ends, { headers: ODD });
      invite.setBody('application/x-odd', BODY);
      const { sent, came } = await forwarded(stage, ends.alice, invite, ends.bob);
      const names = kept(came);
      const missing = kept(sent).filter((name) => !names.includes(name) && name !== 'x-lower-case');
      const sameSubject = came.raw('Subject') === sent.raw('Subject');
      stage.judge(
        '3261-16.6-06',
        missing.length === 0 && sameSubject,
        'every header field as it was',
        came,
        `no ${missing.join(', ')}`,
      );
      const isKnown = came.raw('x-lower-case') === 'kept';
      stage.judge('3261-16.3-07', isKnown, 'unknown header fields too', came, 'an INVITE without x-lower-case');
      const changed = Object.entries(MALFORMED).filter(([name, value]) => came.raw(name) !== value);
      stage.judge(
        '3261-16.3-06',
        changed.length === 0,
        'malformed header fields as they were',
        came,
        String(changed[0]),
      );
      const order = kept(sent).filter((name) => names.includes(name));
      const cameOrder = names.filter((name) => order.includes(name));
      const inOrder = order.join() === cameOrder.join();
      stage.judge('3261-16.6-08', inOrder, 'header fields in their order', came, cameOrder.join(', '));
      const values = linesOf(came, 'X-Number').flatMap((line) => line.split(/,\s*/));
      stage.judge('3261-16.6-09', values.join() === 'one,two,three', 'values in their order', came, values.join(', '));
      const body = came.bodyBytes();
      const isWhole = body.length === BODY.length && BODY.every((byte, index) => body[index] === byte);
      stage.judge('3261-16.6-10', isWhole, 'the body, byte for byte', came, `${body.length} bytes otherwise`);
    },
  });
