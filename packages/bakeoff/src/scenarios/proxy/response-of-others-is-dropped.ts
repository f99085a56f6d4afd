import { type SipMessage, Via } from '@sidetone/sip';
import type { Control } from '../../control/broken-end.ts';
import { scenario } from '../../scenario/scenario.ts';
import { aliceAndBob } from '../support/alice-and-bob.ts';
import { ringBob } from '../support/call-through.ts';
import { linesOf } from '../support/header-lines.ts';

const IDS = ['3261-16.11-17', '3261-16.11-21', '3261-18.1.2-01'] as const;

/** It puts its own Via in place of what stands on top. */
const LOOKS_AT_NO_SENT_BY: Control = {
  title: 'takes a 180 for its own whatever its topmost sent-by says',
  breakEnd: () => {
    let own = '';
    return {
      sends: (message) => {
        if (message.kind === 'request' && message.method === 'INVITE') own = linesOf(message, 'Via')[0] ?? '';
        return undefined;
      },
      hears: (message) => {
        if (message.kind !== 'response' || message.status !== 180) return undefined;
        const taken: SipMessage = message.clone();
        const others = linesOf(taken, 'Via').slice(1);
        taken.remove(Via);
        for (const via of [own, ...others]) taken.addRaw('Via', via);
        return [{ kind: 'hear', wire: taken.toWire() }];
      },
    };
  },
};

export default scenario({
  id: 'proxy/response-of-others-is-dropped',
  title: 'A response whose topmost Via names somebody else is dropped without a word',
  role: 'proxy',
  judges: {
    '3261-16.11-17': LOOKS_AT_NO_SENT_BY,
    '3261-16.11-21': LOOKS_AT_NO_SENT_BY,
    '3261-18.1.2-01': LOOKS_AT_NO_SENT_BY,
  },
  async run(stage) {
    const ends = await aliceAndBob(stage);
    const { alice, bob } = ends;
    const { came } = await ringBob(stage, ends);
    bob.reply(came, 180, (response) => {
      const [own, ...others] = linesOf(came, 'Via');
      response.remove('Via');
      const foreign = (own ?? '').replace(/^(\S+\s+)[^;]+/, '$1192.0.2.88:5070');
      for (const via of [foreign, ...others]) response.addRaw('Via', via);
    });
    const passed = await alice.unwanted((message) => message.kind === 'response' && message.status === 180, 1_500);
    stage.judge(IDS, passed === undefined, 'no 180', passed);
  },
});
