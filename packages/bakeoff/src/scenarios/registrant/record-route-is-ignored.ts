import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { lineValues } from '../../trace/line-values.ts';
import { grant, registeringTarget } from '../support/registering-target.ts';

const routed = sends('REGISTER').nth(2).with('Route', '<sip:trap@192.0.2.99;lr>');

export default scenario({
  id: 'registrant/record-route-is-ignored',
  title: 'A Record-Route in the 200 to REGISTER makes no route set',
  role: 'registrant',
  judges: { '3261-10.2-02': routed, '3261-10.2-03': routed },
  async run(stage) {
    const { registrar, register } = await registeringTarget(stage);
    grant(registrar, register, 600, (response) => response.addRaw('Record-Route', '<sip:trap@192.0.2.99;lr>'));
    await stage.pass(500);
    await stage.operate('unregister');
    const last = await registrar.next('REGISTER');
    const isTrapped = lineValues(last, 'Route').some((value) => value.includes('trap'));
    stage.judge(['3261-10.2-02', '3261-10.2-03'], !isTrapped, 'no Route that a Record-Route has named', last);
    registrar.reply(last, 200);
  },
});
