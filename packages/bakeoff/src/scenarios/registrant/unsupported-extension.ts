import { CSeq, Require, type SipRequest, Supported } from '@sidetone/sip';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { grant, registeringTarget } from '../support/registering-target.ts';
import { isRequest } from '../support/requests.ts';
import { isSameFrom, isSameTo } from '../support/parties.ts';
import type { Stage } from '../../scenario/stage.ts';

const optionsOf = (register: SipRequest): string[] => [...register.all(Require), ...register.all(Supported)];

export default scenario({
  id: 'registrant/unsupported-extension',
  title: 'After a 420 the REGISTER goes out without what was unsupported, as the next of its sequence',
  role: 'registrant',
  judges: {
    '3261-8.1.3.5-05': sends('REGISTER').keeping('Supported'),
    '3261-8.1.3.5-06': sends('REGISTER')
      .nth(2)
      .changing('From', (value) => `${value}x`),
  },
  async run(stage: Stage) {
    const { registrar, register } = await registeringTarget(stage);
    const options = optionsOf(register);
    if (options.length === 0) stage.notApplicable('its REGISTER names no extensions');
    registrar.reply(register, 420, (response) => response.addRaw('Unsupported', options.join(', ')));
    const expected = 'a REGISTER without the unsupported extensions';
    const again = await registrar.unwanted(isRequest('REGISTER'), 10_000);
    if (again?.kind !== 'request') {
      // A 420 is about what was required; who required nothing need not expect one.
      if (!register.has('Require')) stage.notApplicable('it requires no extensions');
      stage.judge('3261-8.1.3.5-05', false, expected, undefined, 'none');
      return;
    }
    stage.judge('3261-8.1.3.5-05', !optionsOf(again).some((option) => options.includes(option)), expected, again);
    const isSame =
      again.raw('Call-ID') === register.raw('Call-ID') && isSameTo(again, register) && isSameFrom(again, register);
    const [before = 0, number] = [register, again].map((request) => request.get(CSeq)?.number);
    const ofSequence = 'the same Call-ID, To and From, and the next CSeq number';
    stage.judge('3261-8.1.3.5-06', isSame && number === before + 1, ofSequence, again);
    grant(registrar, again, 600);
  },
});
