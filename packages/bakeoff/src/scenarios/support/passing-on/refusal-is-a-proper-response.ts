import { tag, To } from '@sidetone/sip';
import { sends } from '../../../control/controls.ts';
import { type Scenario, scenario } from '../../../scenario/scenario.ts';
import { linesOf } from '../header-lines.ts';
import { withMaxForwards } from '../refused.ts';
import type { PassesOn } from './passes-on.ts';

const SAME = ['From', 'Call-ID', 'CSeq'] as const;

export const refusalIsAProperResponse = (role: PassesOn): Scenario =>
  scenario({
    id: `${role}/refusal-is-a-proper-response`,
    title: 'What a proxy answers itself, it answers as a user agent server would',
    role,
    judges: {
      '3261-16.1-02': sends('final OPTIONS').changing('To', (value) => value.replace(/;tag=[^;]*/, '')),
      '3261-8.2.6.2-04': sends('final OPTIONS').edit('with its last Via gone', (response) => {
        const [first = ''] = linesOf(response, 'Via');
        response.remove('Via');
        response.addRaw('Via', first);
      }),
    },
    async run(stage) {
      const alice = await stage.user('alice');
      const options = withMaxForwards(alice.request('OPTIONS', `sip:nobody@${stage.target.domain}`), 0);
      options.addRaw('Via', 'SIP/2.0/UDP 192.0.2.77;branch=z9hG4bKbehind');
      const answer = await alice.response(alice.send(options), 'final', { judges: '3261-16.1-02' });
      const differing = SAME.filter((name) => answer.raw(name) !== options.raw(name));
      const to = answer.get(To);
      const isTagged = to !== undefined && tag(to) !== undefined;
      stage.judge(
        '3261-16.1-02',
        differing.length === 0 && isTagged,
        `${SAME.join(', ')} of the request, and a To tag`,
        answer,
        isTagged ? `another ${differing.join(', ')}` : `To: ${answer.raw('To')}`,
      );
      const hosts = linesOf(answer, 'Via').flatMap((line) => line.split(/,\s*(?=SIP\/)/i));
      const isBehind = hosts.length === 2 && hosts[1]?.includes('z9hG4bKbehind') === true;
      stage.judge('3261-8.2.6.2-04', isBehind, 'both Vias in their order', answer, `Via: ${hosts.join(', ')}`);
    },
  });
