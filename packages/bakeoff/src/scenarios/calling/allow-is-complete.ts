import { Allow } from '@sidetone/sip';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { answeredCall } from '../support/called-by-target.ts';

const withoutInfo = sends('INVITE').changing('Allow', (value) => value.replace('INFO', 'X-NONE'));

/** Answers that say nothing of a method being known. */
const UNKNOWN = new Set([405, 501]);

export default scenario({
  id: 'calling/allow-is-complete',
  title: 'Allow lists every method that is taken, INFO within a call too',
  role: 'calling',
  judges: { '3261-13.2.1-02': withoutInfo, '3261-20.5-01': withoutInfo },
  async run(stage) {
    const { callee, invite, dialog } = await answeredCall(stage);
    if (!invite.has('Allow')) stage.notApplicable('its INVITE has no Allow');
    const listed = invite.all(Allow);
    for (const method of ['INVITE', 'ACK', 'CANCEL', 'BYE']) {
      stage.judge('3261-20.5-01', listed.includes(method), `${method} in Allow`, invite);
    }
    for (const method of ['OPTIONS', 'INFO']) {
      const answer = await callee.response(callee.send(dialog.request(method)), 'final');
      if (UNKNOWN.has(answer.status)) continue;
      const ids = method === 'INFO' ? (['3261-20.5-01', '3261-13.2.1-02'] as const) : '3261-20.5-01';
      stage.judge(ids, listed.includes(method), `${method}, which is taken, in Allow`, invite);
    }
  },
});
