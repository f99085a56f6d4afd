import { CSeq } from '@sidetone/sip';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { lineValues } from '../../trace/line-values.ts';
import { grant, registeringTarget } from '../support/registering-target.ts';

const OTHERS = 'sip:elsewhere@192.0.2.99:5060';
const refresh = sends('REGISTER').from(2);
const otherCallId = refresh.changing('Call-ID', (value) => `${value}x`);

export default scenario({
  id: 'registrant/refresh-before-expiry',
  title:
    'A binding is refreshed before it expires, by the same Call-ID and the next number; those of others are left alone',
  role: 'registrant',
  limitMs: 120_000,
  judges: {
    '3261-10.2.4-04': refresh.lost(),
    '3261-10.2-08': otherCallId,
    '3261-10.2.4-03': otherCallId,
    '3261-8.1.1.4-02': otherCallId,
    '3261-10.2-09': refresh.changing('CSeq', (value) => value.replace(/^\d+/, (digits) => String(Number(digits) + 7))),
    '3261-10.2.4-01': refresh.adding('Contact', `<${OTHERS}>`),
  },
  async run(stage) {
    const { registrar, register } = await registeringTarget(stage);
    grant(registrar, register, 60, (response) => response.addRaw('Contact', `<${OTHERS}>;expires=60`));
    const startMs = stage.elapsedMs;
    const expected = 'a REGISTER at the same registrar before the binding expires';
    const again = await registrar.next('REGISTER', { withinMs: 60_000, judges: '3261-10.2.4-04', expected });
    stage.judge('3261-10.2.4-04', stage.elapsedMs - startMs < 60_000, expected, again);
    const ids = ['3261-10.2-08', '3261-10.2.4-03', '3261-8.1.1.4-02'] as const;
    stage.judge(ids, again.raw('Call-ID') === register.raw('Call-ID'), 'the Call-ID of the first REGISTER', again);
    const [before = 0, number] = [register, again].map((request) => request.get(CSeq)?.number);
    stage.judge('3261-10.2-09', number === before + 1, `the CSeq number ${before + 1}`, again);
    const hasOthers = lineValues(again, 'Contact').some((value) => value.includes(OTHERS));
    stage.judge('3261-10.2.4-01', !hasOthers, 'no Contact that others have registered', again);
    grant(registrar, again, 60);
  },
});
