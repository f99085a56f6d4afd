import { formatUri, Route } from '@sidetone/sip';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { accept, calledByTarget, hungUpByTarget } from '../support/called-by-target.ts';
import { isSameUri, neighbour } from '../support/uris.ts';

export default scenario({
  id: 'calling/strict-route',
  title: 'For a proxy of old its URI becomes the Request-URI, and the remote target the last Route',
  role: 'calling',
  judges: {
    '3261-12.2.1.1-14': sends('BYE').rewritten('with a method in the Request-URI', (wire) =>
      wire.replace(' SIP/2.0', ';method=INVITE SIP/2.0'),
    ),
    '3261-12.2.1.1-15': sends('BYE').edit('without the first Route', (bye) => bye.removeFirst(Route)),
    '3261-12.2.1.1-16': sends('BYE').edit('without the last Route', (bye) =>
      bye.setAll(Route, bye.all(Route).slice(0, -1)),
    ),
  },
  async run(stage) {
    const { callee, invite } = await calledByTarget(stage);
    const strict = neighbour(callee, 'strict');
    const loose = neighbour(callee, 'loose', ';lr;x-hop=1');
    accept(callee, invite, {
      edit: (response) => {
        response.addRaw('Record-Route', `<${loose}>`);
        response.addRaw('Record-Route', `<${strict};method=INVITE>`);
      },
    });
    await callee.next('ACK');
    const bye = await hungUpByTarget(stage, callee);
    const uris = bye.all(Route).map(({ uri }) => formatUri(uri));
    stage.judge('3261-12.2.1.1-14', bye.uri === strict, `${strict} as Request-URI`, bye);
    stage.judge('3261-12.2.1.1-15', uris[0] === loose, `${loose} as the first Route`, bye, `Route: ${uris.join(', ')}`);
    const isLast = isSameUri(uris.at(-1) ?? '', callee.contact);
    stage.judge('3261-12.2.1.1-16', isLast, 'the remote target as the last Route', bye, `Route: ${uris.join(', ')}`);
  },
});
