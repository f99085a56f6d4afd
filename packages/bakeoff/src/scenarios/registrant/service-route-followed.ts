import { Route } from '@sidetone/sip';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { grant, registeringTarget } from '../support/registering-target.ts';
import { neighbour } from '../support/uris.ts';

export default scenario({
  id: 'registrant/service-route-followed',
  title:
    'A route set that is there before the call is the Route of the INVITE, and the address that is called its Request-URI',
  role: 'registrant',
  judges: {
    '3261-8.1.1.1-03': sends('INVITE').edit('with the Route turned round', (invite) =>
      invite.setAll(Route, invite.all(Route).toReversed()),
    ),
  },
  async run(stage) {
    const { registrar, register } = await registeringTarget(stage);
    const routes = ['first', 'second'].map((user) => `<${neighbour(registrar, user, ';lr')}>`);
    grant(registrar, register, 600, (response) => {
      for (const route of routes) response.addRaw('Service-Route', route);
    });
    await stage.pass(500);
    const called = neighbour(registrar, 'bob');
    await stage.operate('call', called);
    const invite = await registrar.next('INVITE', { withinMs: 10_000 });
    registrar.reply(invite, 486);
    if (!invite.has('Route')) return stage.notApplicable('it knows no Service-Route');
    const came = invite.all(Route).map((route) => Route.write(route));
    const isRouted = came.join() === routes.join() && invite.uri === called;
    const expected = `${called} as Request-URI and Route: ${routes.join(', ')}`;
    stage.judge('3261-8.1.1.1-03', isRouted, expected, invite, `Route: ${came.join(', ')}`);
  },
});
