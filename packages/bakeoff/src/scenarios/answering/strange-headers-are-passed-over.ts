import { hears } from '../../control/controls.ts';
import type { RequirementId } from '../../requirement/requirement.ts';
import { scenario } from '../../scenario/scenario.ts';
import { messageTitle } from '../../trace/entry.ts';
import type { SipMessage } from '@sidetone/sip';

const NOT_NEEDED = { Date: 'when the cows come home', Timestamp: 'soon', Organization: '' };
const MISPLACED = {
  'Retry-After': '3600',
  Unsupported: 'x-bakeoff',
  'WWW-Authenticate': 'Digest realm="x", nonce="y"',
};

export default scenario({
  id: 'answering/strange-headers-are-passed-over',
  title: 'Header fields that are unknown, malformed or misplaced change nothing',
  role: 'answering',
  judges: {
    '3261-8.2.2-01': hears('OPTIONS').where(has('X-Bakeoff')).answered(400),
    '3261-8.2.2-02': hears('OPTIONS').where(has('Date')).answered(400),
    '3261-7.3.2-01': hears('OPTIONS').where(has('Retry-After')).answered(503),
    '3261-20-08': hears('OPTIONS').where(has('Retry-After')).answered(503),
    '3261-20-10': hears('OPTIONS').where(has('Call-Info')).answered(400),
  },
  async run(stage) {
    const alice = await stage.end('alice');
    const plain = await alice.exchange(alice.request('OPTIONS', stage.target.uri));
    const same = async (headers: Readonly<Record<string, string>>, ids: Ids, what: string): Promise<void> => {
      const answer = await alice.response(
        alice.send(alice.request('OPTIONS', stage.target.uri, { headers })),
        'final',
        { judges: ids, expected: `the answer that OPTIONS gets without ${what}` },
      );
      stage.judge(
        ids,
        answer.status === plain.status,
        `a ${plain.status}, as without ${what}`,
        answer,
        messageTitle(answer),
      );
    };
    await same(
      { 'X-Bakeoff': 'anything; at=all', 'P-Bakeoff-Not-Known': '<sip:x>' },
      '3261-8.2.2-01',
      'unknown header fields',
    );
    await same(NOT_NEEDED, '3261-8.2.2-02', 'malformed header fields that are not needed');
    await same(MISPLACED, ['3261-7.3.2-01', '3261-20-08'], 'header fields of responses');
    await same(
      { 'Call-Info': '<http://bakeoff.invalid/>;purpose=icon;x-bakeoff=1' },
      '3261-20-10',
      'unknown parameters',
    );
  },
});

type Ids = RequirementId | readonly RequirementId[];

function has(name: string): (message: SipMessage) => boolean {
  return (message) => message.has(name);
}
