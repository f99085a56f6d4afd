import { sends } from '../../control/controls.ts';
import { TestDialog } from '../../end/test-dialog.ts';
import type { RequirementId } from '../../requirement/requirement.ts';
import { scenario } from '../../scenario/scenario.ts';
import { fieldShown } from '../support/expect-status.ts';
import { ringTarget } from '../support/ring-target.ts';
import { formatUri, From, type NameAddr, tag, To, Via } from '@sidetone/sip';

const BELOW = 'SIP/2.0/UDP below.invalid:5070;branch=z9hG4bKbelow;x-bakeoff=1';

export default scenario({
  id: 'answering/responses-repeat-the-request',
  title: 'Responses repeat From, Call-ID, CSeq and Vias, and have one To tag',
  role: 'answering',
  judges: {
    '3261-8.2.6.2-01': sends('180 INVITE').changing('From', (value) => value.replace('alice', 'bob')),
    '3261-8.2.6.2-02': sends('180 INVITE').changing('Call-ID', (value) => value.toUpperCase()),
    '3261-8.2.6.2-03': sends('180 INVITE').with('CSeq', '7 INVITE'),
    '3261-8.2.6.2-04': sends('180 INVITE').edit('with the topmost Via only', (message) => {
      const top = message.get(Via);
      if (top !== undefined) message.set(Via, top);
    }),
    '3261-8.2.6.2-06': sends('180 INVITE').changing('To', (value) =>
      value.replace(/sip:[^>;]*/, 'sip:me@other.invalid'),
    ),
    '3261-8.2.6.2-07': sends('200 INVITE').changing('To', (value) => value.replace(/;tag=.*/, ';tag=another')),
    '3261-8.2.6.2-05': sends('200 BYE').changing('To', (value) => value.replace(/;tag=.*/, ';tag=another')),
  },
  async run(stage) {
    const { caller, invite, progress } = await ringTarget(stage, { cseq: 4711, headers: { Via: BELOW } });
    const same = (name: string): boolean => progress.raw(name) === invite.raw(name);
    const equal = { '3261-8.2.6.2-02': 'Call-ID', '3261-8.2.6.2-03': 'CSeq' } as const;
    for (const [id, name] of Object.entries(equal)) {
      stage.judge(id as RequirementId, same(name), `the ${name} of the request`, progress, fieldShown(progress, name));
    }
    const from = uriAndTag(progress.get(From));
    stage.judge(
      '3261-8.2.6.2-01',
      from === uriAndTag(invite.get(From)),
      'the From of the request',
      progress,
      fieldShown(progress, 'From'),
    );
    const vias = progress.all(Via);
    stage.judge(
      '3261-8.2.6.2-04',
      vias.length === 2 && vias[1]?.host === 'below.invalid' && vias[1].params.has('x-bakeoff'),
      'both Vias of the request, in their order',
      progress,
      `Vias of ${vias.map(({ host }) => host).join(', ')}`,
    );
    const to = progress.get(To);
    stage.judge(
      '3261-8.2.6.2-06',
      to !== undefined && formatUri(to.uri) === stage.target.uri && tag(to) !== undefined,
      'the URI in To of the request, and a tag',
      progress,
      fieldShown(progress, 'To'),
    );
    await stage.operate('answer');
    const answer = await caller.response(invite, '2xx');
    const toTags = [progress, answer].map((response) => tagOf(response.get(To)));
    stage.judge(
      '3261-8.2.6.2-07',
      toTags[0] === toTags[1],
      'one To tag in all responses',
      answer,
      `tags ${toTags.join(' and ')}`,
    );
    const dialog = TestDialog.ofResponse(caller, invite, answer);
    caller.send(dialog.ack(dialog.cseq));
    const bye = dialog.bye();
    const gone = await caller.exchange(bye);
    stage.judge(
      '3261-8.2.6.2-05',
      uriAndTag(gone.get(To)) === uriAndTag(bye.get(To)),
      'the To of a request that has a tag there',
      gone,
      fieldShown(gone, 'To'),
    );
  },
});

function tagOf(address: NameAddr | undefined): string | undefined {
  return address === undefined ? undefined : tag(address);
}

function uriAndTag(address: NameAddr | undefined): string | undefined {
  return address === undefined ? undefined : `${formatUri(address.uri)} ${tag(address) ?? ''}`;
}
