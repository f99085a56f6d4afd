import { isSipUri, RecordRoute } from '@sidetone/sip';
import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { aliceAndBob } from '../support/alice-and-bob.ts';
import { inviteBob } from '../support/call-through.ts';
import { forwarded } from '../support/forwarded.ts';
import { linesOf } from '../support/header-lines.ts';

const BELOW = '<sip:192.0.2.77;lr>';

export default scenario({
  id: 'gateway/both-record-routes-lead-here',
  title: 'The gateway stays in the call by Record-Routes above those there, each a loose sip or sips URI',
  role: 'gateway',
  judges: {
    '3261-26.3.2.2-12': sends('INVITE').with('Record-Route', BELOW),
    '3261-16.6-15': sends('INVITE').edit('with its Record-Route at the bottom', (message) => {
      const [top = '', ...others] = linesOf(message, 'Record-Route');
      message.remove('Record-Route');
      for (const line of [...others, top]) message.addRaw('Record-Route', line);
    }),
    '3261-16.6-18': sends('INVITE').rewritten('with a Record-Route of another scheme', (wire) =>
      wire.replace(/^(Record-Route: <)sips?:/im, '$1im:'),
    ),
    '3261-16.6-19': sends('INVITE').rewritten('with a Record-Route without lr', (wire) =>
      wire.replace(/^(Record-Route: <[^>]*);lr/im, '$1'),
    ),
  },
  async run(stage) {
    const ends = await aliceAndBob(stage);
    const invite = inviteBob(ends, { headers: { 'Record-Route': BELOW } });
    const { came } = await forwarded(stage, ends.alice, invite, ends.bob);
    const values = linesOf(came, 'Record-Route');
    const shown = `Record-Route: ${values.join(', ')}`;
    stage.require('3261-26.3.2.2-12', values.length > 1, 'a Record-Route of its own', came, shown);
    stage.judge('3261-16.6-15', values.at(-1) === BELOW, 'its Record-Routes above those there', came, shown);
    const schemes = values.every((value) => /<sips?:/i.test(value));
    stage.judge('3261-16.6-18', schemes, 'sip or sips URIs', came, shown);
    const loose = came.all(RecordRoute).every(({ uri }) => !isSipUri(uri) || uri.params.has('lr'));
    stage.judge('3261-16.6-19', loose, 'lr in each URI', came, shown);
  },
});
