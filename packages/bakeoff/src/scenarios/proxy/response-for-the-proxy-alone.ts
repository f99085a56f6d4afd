import { type SipMessage, Via } from '@sidetone/sip';
import type { Control } from '../../control/broken-end.ts';
import { scenario } from '../../scenario/scenario.ts';
import { aliceAndBob } from '../support/alice-and-bob.ts';
import { ringBob } from '../support/call-through.ts';
import { linesOf } from '../support/header-lines.ts';

/** It takes the Vias that a response lacks from what it remembers of the request. */
const REMEMBERS: Control = {
  title: 'forwards a 180 without a further Via, to where its INVITE came from',
  breakEnd: () => {
    let vias: readonly string[] = [];
    return {
      sends: (message) => {
        if (message.kind === 'request' && message.method === 'INVITE') vias = linesOf(message, 'Via');
        return undefined;
      },
      hears: (message) => {
        if (message.kind !== 'response' || message.status !== 180) return undefined;
        const whole: SipMessage = message.clone();
        whole.remove(Via);
        for (const via of vias) whole.addRaw('Via', via);
        return [{ kind: 'hear', wire: whole.toWire() }];
      },
    };
  },
};

export default scenario({
  id: 'proxy/response-for-the-proxy-alone',
  title: 'A response that has no Via but that of the proxy goes no further',
  role: 'proxy',
  judges: { '3261-16.7-06': REMEMBERS },
  async run(stage) {
    const ends = await aliceAndBob(stage);
    const { alice, bob } = ends;
    const { came } = await ringBob(stage, ends);
    bob.reply(came, 180, (response) => {
      const own = linesOf(came, 'Via')[0] ?? '';
      response.remove('Via');
      response.addRaw('Via', own);
    });
    const passed = await alice.unwanted((message) => message.kind === 'response' && message.status === 180, 1_500);
    stage.judge('3261-16.7-06', passed === undefined, 'no 180', passed);
  },
});
