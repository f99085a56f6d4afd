import { RecordRoute } from '@sidetone/sip';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { inviteBob } from '../support/call-through.ts';
import { forwarded } from '../support/forwarded.ts';
import { linesOf } from '../support/header-lines.ts';
import { aliceAndBob } from '../support/alice-and-bob.ts';

const BELOW = '<sip:192.0.2.77;lr>';
const TOP = (change: (value: string) => string) => (wire: string) =>
  wire.replace(/^Record-Route: (.*)$/im, (_line, value: string) => `Record-Route: ${change(value)}`);

export default scenario({
  id: 'proxy/stays-by-record-route',
  title: 'Its own Record-Route stands above those there: a sip or sips URI with lr and without transport',
  role: 'proxy',
  protocols: ['UDP'],
  judges: {
    '3261-26.3.2.2-12': sends('INVITE').edit('without a Record-Route of its own', (message) => {
      message.removeFirst(RecordRoute);
    }),
    '3261-16.6-15': sends('INVITE').edit('with its Record-Route at the bottom', (message) => {
      const lines = linesOf(message, 'Record-Route');
      message.remove('Record-Route');
      for (const line of lines.toReversed()) message.addRaw('Record-Route', line);
    }),
    '3261-16.6-18': sends('INVITE').rewritten(
      'with a Record-Route of another scheme',
      TOP((value) => value.replace('sip:', 'im:')),
    ),
    '3261-16.6-19': sends('INVITE').rewritten(
      'with a Record-Route without lr',
      TOP((value) => value.replace(';lr', '')),
    ),
    '3261-16.6-21': sends('INVITE').rewritten(
      'with a transport in Record-Route',
      TOP((value) => value.replace(';lr', ';transport=tcp;lr')),
    ),
  },
  async run(stage) {
    const ends = await aliceAndBob(stage);
    const invite = inviteBob(ends, { headers: { 'Record-Route': BELOW } });
    const { came } = await forwarded(stage, ends.alice, invite, ends.bob);
    const values = linesOf(came, 'Record-Route').flatMap((line) => line.split(/,\s*(?=[^,]*<)/));
    const shown = `Record-Route: ${values.join(', ')}`;
    stage.require('3261-26.3.2.2-12', values.length > 1, 'a Record-Route of its own', came, shown);
    stage.judge('3261-16.6-15', values.at(-1) === BELOW, 'its Record-Route above those there', came, shown);
    const own = values.filter((value) => value !== BELOW);
    stage.judge(
      '3261-16.6-18',
      own.every((value) => /<sips?:/i.test(value)),
      'a sip or sips URI',
      came,
      shown,
    );
    stage.judge(
      '3261-16.6-19',
      own.every((value) => /;lr(?=[;=>?])/i.test(value)),
      'lr in its URI',
      came,
      shown,
    );
    const hasTransport = own.some((value) => /;transport=(?!udp)/i.test(value));
    stage.judge('3261-16.6-21', !hasTransport, 'no transport in its URI', came, shown);
  },
});
