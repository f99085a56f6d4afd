import { Via } from '@sidetone/sip';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { lineValues } from '../../trace/line-values.ts';
import { calledByTarget } from '../support/called-by-target.ts';
import { sendsInviteTo } from '../support/redirected-by-us.ts';
import { isSameUri, neighbour } from '../support/uris.ts';
import { isSameFrom, isSameTo } from '../support/parties.ts';

const lost = sendsInviteTo('carol').lost();

/** What a new transaction changes by itself, or may. */
const NOT_COPIED = new Set([
  'via',
  'v',
  'cseq',
  'content-length',
  'l',
  'route',
  'max-forwards',
  'date',
  'timestamp',
  'to',
  't',
]);

export default scenario({
  id: 'calling/redirect-followed',
  title: 'A call that is redirected goes on to the Contact of the 302, as the same call',
  role: 'calling',
  judges: {
    '3261-8.1.3.4-01': lost,
    '3261-21.3-07': lost,
    '3261-8.1.3.4-08': sendsInviteTo('carol').rewritten('without a parameter of the Contact', (wire) =>
      wire.replace(';x-color=red', ''),
    ),
    '3261-8.1.3.4-11': sendsInviteTo('carol').changing('From', (value) => value.replace('target', 'other')),
    '3261-8.1.3.4-12': sends('INVITE').keeping('Via'),
    '3261-8.1.3.4-13': sendsInviteTo('carol').body(undefined, ''),
  },
  async run(stage) {
    const { callee, invite } = await calledByTarget(stage);
    const contact = neighbour(callee, 'carol', ';x-color=red');
    callee.reply(invite, 302, (response) => response.addRaw('Contact', `<${contact};method=INVITE?Subject=lunch>`));
    const ids = ['3261-8.1.3.4-01', '3261-21.3-07'] as const;
    const second = await callee.next('INVITE', { withinMs: 10_000, judges: ids, expected: 'an INVITE to the Contact' });
    stage.require(ids, second.uri.startsWith('sip:carol@'), 'an INVITE to the Contact', second);
    stage.judge(
      '3261-8.1.3.4-08',
      isSameUri(second.uri, contact) && second.uri.includes('x-color'),
      `${contact} as Request-URI`,
      second,
    );
    stage.judge(
      '3261-8.1.3.4-11',
      isSameFrom(second, invite) && isSameTo(second, invite),
      'the From and To of the first INVITE',
      second,
    );
    const branches = [invite, second].map((request) => request.get(Via)?.branch);
    stage.judge('3261-8.1.3.4-12', branches[0] !== branches[1], 'a new branch', second);
    const missing = [...invite.headerLines()]
      .map(({ name }) => name.toLowerCase())
      .filter((name) => !NOT_COPIED.has(name) && lineValues(second, name).length === 0);
    const hasBody = second.body !== '' || invite.body === '';
    stage.judge(
      '3261-8.1.3.4-13',
      hasBody && missing.length === 0,
      'the header fields and body of the first INVITE',
      second,
    );
  },
});
