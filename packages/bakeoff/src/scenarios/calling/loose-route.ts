import { Route } from '@sidetone/sip';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { accept, calledByTarget, hungUpByTarget } from '../support/called-by-target.ts';
import { isSameUri, neighbour } from '../support/uris.ts';

export default scenario({
  id: 'calling/loose-route',
  title: 'Record-Route of the answer, turned round and whole, is the Route of what follows in the dialog',
  role: 'calling',
  judges: {
    '3261-12.1.2-04': sends('BYE').edit('with the Route turned round', (bye) =>
      bye.setAll(Route, bye.all(Route).toReversed()),
    ),
    '3261-12.2.1.1-13': sends('BYE').rewritten('with the first Route as Request-URI', (wire) =>
      wire.replace(/^BYE sip:bob@/, 'BYE sip:first@'),
    ),
  },
  async run(stage) {
    const { callee, invite } = await calledByTarget(stage);
    const routes = ['first', 'second'].map((user) => `<${neighbour(callee, user, ';lr;x-hop=1')}>`);
    accept(callee, invite, {
      edit: (response) => {
        for (const route of routes.toReversed()) response.addRaw('Record-Route', route);
      },
    });
    await callee.next('ACK');
    const bye = await hungUpByTarget(stage, callee);
    const came = bye.all(Route).map((route) => Route.write(route));
    const expected = routes.join(', ');
    stage.judge('3261-12.1.2-04', came.join(', ') === expected, `Route: ${expected}`, bye, `Route: ${came.join(', ')}`);
    const isLoose = isSameUri(bye.uri, callee.contact) && came.length > 0;
    stage.judge('3261-12.2.1.1-13', isLoose, 'the remote target as Request-URI, and a Route', bye);
  },
});
