import { createResponse, formatUri, type SipRequest, tag, To, Via } from '@sidetone/sip';
import { hears, sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { methodOf } from '../../trace/entry.ts';
import { registration } from '../support/bindings.ts';
import { linesOf } from '../support/header-lines.ts';

const INNER = 'SIP/2.0/UDP phone.invalid:5060;branch=z9hG4bKinner';

export default scenario({
  id: 'registrar/answers-in-form',
  title: 'The answer to a REGISTER repeats what has to be repeated, and comes at once and alone',
  role: 'registrar',
  judges: {
    '3261-8.2.6.2-01': sends('200 REGISTER').changing('From', (value) => value.replace('tag=', 'tag=x')),
    '3261-8.2.6.2-02': sends('200 REGISTER').changing('Call-ID', (value) => `x${value}`),
    '3261-8.2.6.2-03': sends('200 REGISTER').changing('CSeq', (value) => `9${value}`),
    '3261-8.2.6.2-04': sends('200 REGISTER').edit('with one Via', (message) => {
      const [first = ''] = linesOf(message, 'Via');
      message.remove('Via');
      message.addRaw('Via', first);
    }),
    '3261-8.2.6.2-06': sends('200 REGISTER').changing('To', (value) => value.replace(/;tag=.*/, '')),
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
    stage.judge('3261-8.2.6.2-01', answer.raw('From') === request.raw('From'), 'the From of the request', answer);
    stage.judge(
      '3261-8.2.6.2-02',
      answer.raw('Call-ID') === request.raw('Call-ID'),
      'the Call-ID of the request',
      answer,
    );
    stage.judge('3261-8.2.6.2-03', answer.raw('CSeq') === sent.raw('CSeq'), 'the CSeq of the request', answer);
    const vias = answer.all(Via).map(({ branch }) => branch);
    stage.judge('3261-8.2.6.2-04', vias.length === 2 && vias[1] === 'z9hG4bKinner', 'both Vias in order', answer);
    const to = answer.get(To);
    const isTo = to !== undefined && formatUri(to.uri) === alice.aor && tag(to) !== undefined;
    stage.judge('3261-8.2.6.2-06', isTo, 'the To of the request with a tag', answer, `To: ${answer.raw('To')}`);
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
