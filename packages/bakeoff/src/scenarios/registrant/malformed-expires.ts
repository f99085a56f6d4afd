import { hears } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { registeringTarget } from '../support/registering-target.ts';

export default scenario({
  id: 'registrant/malformed-expires',
  title: 'A lifetime that cannot be read counts as an hour and not as none',
  role: 'registrant',
  limitMs: 90_000,
  judges: {
    '3261-10.2-14': hears('200 REGISTER').edit('as if it said 5 s', (message) => {
      const contact = message.raw('Contact') ?? '';
      message.remove('Expires');
      message.remove('Contact');
      message.addRaw('Contact', contact.replace(/expires=\w+/, 'expires=5'));
    }),
  },
  async run(stage) {
    const { registrar, register } = await registeringTarget(stage);
    const contact = (register.raw('Contact') ?? '').replace(/;expires=\d+/, '');
    registrar.reply(register, 200, (response) => {
      response.addRaw('Contact', `${contact};expires=soon`);
      response.addRaw('Expires', 'soon');
    });
    const again = await registrar.unwanted(({ kind }) => kind === 'request', 60_000);
    stage.judgeNone('3261-10.2-14', again, 'no new REGISTER within a minute');
  },
});
