import { formatUri, type SipRequest, type SipResponse, tag, To } from '@sidetone/sip';
import type { Control } from '../../control/broken-end.ts';
import { sends } from '../../control/controls.ts';
import type { MessagePattern } from '../../control/message-pattern.ts';
import type { RequirementId } from '../../requirement/requirement.ts';
import type { Stage } from '../../scenario/stage.ts';
import { messageTitle } from '../../trace/entry.ts';
import { isSameUri } from './uris.ts';

/** What `judgeForm` judges (RFC 3261 §8.2.6.2), with an element that breaks each in responses of that pattern. */
export function brokenForms(pattern: MessagePattern): Readonly<Record<RequirementId, Control>> {
  return {
    '3261-8.2.6.2-01': sends(pattern).changing('From', (value) => value.replace('tag=', 'tag=x')),
    '3261-8.2.6.2-02': sends(pattern).changing('Call-ID', (value) => `x${value}`),
    '3261-8.2.6.2-03': sends(pattern).changing('CSeq', (value) => `9${value}`),
    '3261-8.2.6.2-06': sends(pattern).changing('To', (value) => value.replace(/;tag=.*/, '')),
  };
}

/** Judges what a response repeats of its request, which has no To tag. */
export function judgeForm(stage: Stage, request: SipRequest, response: SipResponse): void {
  const repeated = { From: '3261-8.2.6.2-01', 'Call-ID': '3261-8.2.6.2-02', CSeq: '3261-8.2.6.2-03' } as const;
  for (const [name, id] of Object.entries(repeated)) {
    const came = `${messageTitle(response)} with ${name}: ${response.raw(name) ?? 'none'}`;
    stage.judge(id, response.raw(name) === request.raw(name), `the ${name} of the request`, response, came);
  }
  const [asked, to] = [request.get(To), response.get(To)];
  const isSame = asked !== undefined && to !== undefined && isSameUri(formatUri(asked.uri), formatUri(to.uri));
  const isTagged = to !== undefined && tag(to) !== undefined;
  const shown = `${messageTitle(response)} with To: ${response.raw('To') ?? 'none'}`;
  stage.judge('3261-8.2.6.2-06', isSame && isTagged, 'the To of the request with a tag', response, shown);
}
