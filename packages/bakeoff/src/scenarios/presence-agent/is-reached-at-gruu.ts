import { Contact, isSipUri, type SipMessage } from '@sidetone/sip';
import { all, sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import { notified, watch } from '../support/watching.ts';

function hasGruu(message: SipMessage): boolean {
  const contact = message.get(Contact);
  return contact !== undefined && contact !== '*' && isSipUri(contact.uri) && contact.uri.params.has('gr');
}

const withoutGruu = (value: string): string => value.replace(/;gr(=[^;>]*)?/, '');

export default scenario({
  id: 'presence-agent/is-reached-at-gruu',
  title: 'The Contact of a subscription’s dialog is a GRUU',
  role: 'presence-agent',
  judges: {
    '6665-4.5.1-01': all(
      sends('200 SUBSCRIBE').changing('Contact', withoutGruu),
      sends('NOTIFY').changing('Contact', withoutGruu),
    ),
  },
  async run(stage) {
    const { alice, answer } = await watch(stage);
    const notify = await notified(alice);
    for (const message of [answer, notify]) {
      const shown = `Contact: ${message.raw('Contact') ?? 'none'}`;
      stage.judge('6665-4.5.1-01', hasGruu(message), 'gr in the URI of Contact', message, shown);
    }
  },
});
