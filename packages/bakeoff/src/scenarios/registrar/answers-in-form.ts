import { createResponse, type SipRequest, Via } from '@sidetone/sip';
import { hears, sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { methodOf } from '../../trace/entry.ts';
import { registration } from '../support/bindings.ts';
import { linesOf } from '../support/header-lines.ts';
import { brokenForms, judgeForm } from '../support/response-in-form.ts';

const INNER = 'SIP/2.0/UDP phone.invalid:5060;branch=z9hG4bKinner';

export default scenario({
  id: 'registrar/answers-in-form',
  title: 'The answer to a REGISTER repeats what has to be repeated, and comes at once and alone',
  role: 'registrar',
  judges: {
    ...brokenForms('200 REGISTER'),
    '3261-8.2.6.2-04': sends('200 REGISTER').edit('with one Via', (message) => {
      const [first = ''] = linesOf(message, 'Via');
      message.remove('Via');
      message.addRaw('Via', first);
    }),
    '3261-8.2.6.1-01': hears('REGISTER').and('a 100', (message) => createResponse(message as SipRequest, 100)),
    '3261-8.2.6.1-02': sends('200 REGISTER').late(6_000),
  },
  async run(stage: Stage) {
    const alice = await stage.user('alice');
    const request = registration(stage, alice, { headers: { Expires: '600', Via: INNER } });
    const first = await alice.response(alice.send(request), 'final');
    const sent = alice.authorized(request, first) ?? alice.again(request);
    const answer = await alice.response(alice.send(sent), 'final', {
      withinMs: 5_000,
      judges: '3261-8.2.6.1-02',
      expected: 'a final response at once',
    });
    stage.judge('3261-8.2.6.1-02', true, 'a final response at once', answer);
    stage.need(answer.status === 200, 'a registration');
    judgeForm(stage, sent, answer);
    const vias = answer.all(Via).map(({ branch }) => branch);
    stage.judge('3261-8.2.6.2-04', vias.length === 2 && vias[1] === 'z9hG4bKinner', 'both Vias in order', answer);
    const provisional = alice.heard.find(
      ({ message }) => message?.kind === 'response' && message.status < 200 && methodOf(message) === 'REGISTER',
    );
    stage.judge(
      '3261-8.2.6.1-01',
      provisional === undefined,
      'no provisional response to REGISTER',
      provisional?.message,
    );
  },
});
