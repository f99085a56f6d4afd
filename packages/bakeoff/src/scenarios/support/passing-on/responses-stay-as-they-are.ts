import { sends } from '../../../control/controls.ts';
import { type Scenario, scenario } from '../../../scenario/scenario.ts';
import { callThrough } from '../call-through.ts';
import { forwarded } from '../forwarded.ts';
import { linesOf } from '../header-lines.ts';
import type { PassesOn } from './passes-on.ts';

const ODD = { 'X-Odd': ['one', 'two'], Server: 'a device (of bob)', 'Retry-After': 'soon', Warning: 'none at all' };

const A_VIA_MORE = sends('480 INFO').edit('with a Via more', (message) => {
  const lines = linesOf(message, 'Via');
  message.remove('Via');
  for (const line of [...lines, 'SIP/2.0/UDP 198.51.100.1;branch=z9hG4bKleft']) message.addRaw('Via', line);
});

export const responsesStayAsTheyAre = (role: PassesOn): Scenario =>
  scenario({
    id: `${role}/responses-stay-as-they-are`,
    title: 'A response keeps its body, its To tag and all header values but the Via of the proxy',
    role,
    judges: {
      '3261-16.7-42': sends('480 INFO').body('text/plain', 'something else'),
      '3261-16.7-43': sends('480 INFO').without('X-Odd'),
      '3261-16.7-33': sends('480 INFO').changing('To', (value) => value.replace(/;tag=.*/, ';tag=another')),
      '3261-16.7-02': A_VIA_MORE,
      '3261-16.7-03': A_VIA_MORE,
    },
    async run(stage) {
      const { alice, bob, alices } = await callThrough(stage);
      const { sent, came } = await forwarded(stage, alice, alices.request('INFO'), bob);
      const body = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code)).join('');
      bob.reply(came, 480, (response) => {
        for (const [name, values] of Object.entries(ODD)) {
          for (const value of [values].flat()) response.addRaw(name, value);
        }
        response.setBody(
          'application/x-odd',
          Uint8Array.from(body, (char) => char.charCodeAt(0)),
        );
      });
      const answer = await alice.response(sent, 480);
      stage.judge('3261-16.7-42', answer.body === body, 'the body, byte for byte', answer);
      const changed = Object.entries(ODD).filter(
        ([name, values]) => linesOf(answer, name).join() !== [values].flat().join(),
      );
      stage.judge('3261-16.7-43', changed.length === 0, 'every header value', answer, `another ${changed[0]?.[0]}`);
      stage.judge(
        '3261-16.7-33',
        answer.raw('To') === sent.raw('To'),
        'the To of the request',
        answer,
        answer.raw('To'),
      );
      const vias = linesOf(answer, 'Via').flatMap((line) => line.split(/,\s*(?=SIP)/));
      stage.judge(
        ['3261-16.7-02', '3261-16.7-03'],
        vias.length === 1,
        'one Via, our own',
        answer,
        `Via: ${vias.join(', ')}`,
      );
    },
  });
