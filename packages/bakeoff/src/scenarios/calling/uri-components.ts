import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { lineValues } from '../../trace/line-values.ts';
import { neighbour } from '../support/uris.ts';

const EVIL = '%3Csip:evil@evil.test;lr%3E';

const withoutInUri = (part: string) =>
  sends('INVITE').rewritten(`without ${part} in the Request-URI`, (wire) => wire.replace(part, ''));

export default scenario({
  id: 'calling/uri-components',
  title: 'What a URI says besides the address goes into the INVITE, but for what is dangerous',
  role: 'calling',
  judges: {
    '3261-19.1.5-01': withoutInUri(';user=phone'),
    '3261-19.1.5-04': withoutInUri(';x-color=red'),
    '3261-19.1.5-03': sends('INVITE').rewritten('with a method in the Request-URI', (wire) =>
      wire.replace(' SIP/2.0', ';method=INVITE SIP/2.0'),
    ),
    '3261-19.1.5-05': sends('INVITE').without('Subject'),
    '3261-19.1.5-06': sends('INVITE').changing('From', () => '<sip:evil@evil.test>;tag=evil'),
    '3261-19.1.5-07': sends('INVITE').with('Route', '<sip:evil@evil.test;lr>'),
    '3261-19.1.5-08': sends('INVITE').adding('Allow', 'X-EVIL'),
  },
  async run(stage) {
    const bob = await stage.end('bob');
    const params = ';user=phone;x-color=red;method=INVITE';
    const headers = `?Subject=lunch&From=${EVIL}&Route=${EVIL}&Allow=X-EVIL`;
    await stage.operate('call', neighbour(bob, '+12125551212', params + headers));
    const invite = await bob.next('INVITE', { withinMs: 10_000 });
    const uri = invite.uri.toLowerCase();
    const has = (name: string, text: string): boolean =>
      lineValues(invite, name).some((value) => value.toLowerCase().includes(text));
    stage.judge('3261-19.1.5-01', uri.includes(';user=phone'), 'the user parameter in the Request-URI', invite);
    stage.judge('3261-19.1.5-04', uri.includes(';x-color=red'), 'the unknown parameter in the Request-URI', invite);
    stage.judge('3261-19.1.5-03', !uri.includes('method='), 'no method parameter in the Request-URI', invite);
    stage.judge('3261-19.1.5-05', invite.raw('Subject') === 'lunch', 'the Subject that the URI has', invite);
    stage.judge('3261-19.1.5-06', !has('From', 'evil'), 'a From of its own', invite);
    stage.judge('3261-19.1.5-07', !has('Route', 'evil'), 'no Route that the URI has', invite);
    stage.judge('3261-19.1.5-08', !has('Allow', 'x-evil'), 'an Allow of its own', invite);
  },
});
