import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { ringBob } from '../support/call-through.ts';
import { aliceAndBob } from '../support/alice-and-bob.ts';
import { bind } from '../support/bindings.ts';

export default scenario({
  id: 'proxy/target-becomes-request-uri',
  title: 'The Request-URI becomes the Contact of the device, but for what has no place in a Request-URI',
  role: 'proxy',
  judges: {
    '3261-16.6-11': sends('INVITE').edit('with the address of record', (message) => {
      if (message.kind === 'request') message.uri = 'sip:bob@biloxi.test';
    }),
    '3261-16.6-12': sends('INVITE').edit('with a method in the Request-URI', (message) => {
      if (message.kind === 'request') message.uri += ';method=INVITE?Subject=hi';
    }),
  },
  async run(stage) {
    const ends = await aliceAndBob(stage);
    await bind(stage, ends.bob, { contacts: ['*'], headers: { Expires: '0' } });
    await bind(stage, ends.bob, { contacts: [`<${ends.bob.contact};room=7;method=INVITE?Subject=hi>`] });
    const { came } = await ringBob(stage, ends);
    const isTarget = came.uri.startsWith(`${ends.bob.contact};`) && came.uri.includes(';room=7');
    stage.judge('3261-16.6-11', isTarget, `INVITE ${ends.bob.contact};room=7`, came);
    const isClean = !/[;?](method|subject)=/i.test(came.uri);
    stage.judge('3261-16.6-12', isClean, 'a Request-URI without method and header fields', came);
  },
});
