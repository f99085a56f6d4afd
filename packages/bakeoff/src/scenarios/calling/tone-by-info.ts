import { SDP } from '../../end/audio.ts';
import { sends } from '../../control/controls.ts';
import { forged } from '../../control/forged.ts';
import { scenario } from '../../scenario/scenario.ts';
import { answeredCall } from '../support/called-by-target.ts';
import { fieldShown } from '../support/expect-status.ts';
import { infoOfTarget } from '../support/info.ts';

const named = sends('INFO').with('Info-Package', 'x-bakeoff');

export default scenario({
  id: 'calling/tone-by-info',
  title: 'A tone that goes by legacy INFO names no Info Package, and goes by one way only',
  role: 'calling',
  judges: {
    '6086-3-01': named,
    '6086-4.2.1-02': named,
    '6086-3-03': sends('INFO').and('the same by a package', (info) =>
      forged(info, 'INFO', { headers: { 'Info-Package': 'x-bakeoff' } }),
    ),
  },
  async run(stage) {
    // The answer has no telephone-event in it, so that tones cannot go in the sound.
    const { callee } = await answeredCall(stage, {
      edit: (response) => {
        response.addRaw('Recv-Info', 'x-bakeoff');
        response.setBody(SDP, withoutEvents(response.body));
      },
    });
    await stage.operate('sendTone', '5');
    const first = await infoOfTarget(callee, 4_000);
    if (first === undefined) return stage.notApplicable('it sends no tones by INFO');
    const second = await infoOfTarget(callee);
    const isOnce = second === undefined || first.has('Info-Package') === second.has('Info-Package');
    stage.judge('6086-3-03', isOnce, 'the tone by legacy INFO or by a package, not by both', second);
    const isLegacy = (first.raw('Content-Type') ?? '').toLowerCase().startsWith('application/dtmf');
    if (!isLegacy) return;
    const ids = ['6086-3-01', '6086-4.2.1-02'] as const;
    const expected = 'no Info-Package in a legacy INFO';
    stage.judge(ids, !first.has('Info-Package'), expected, first, fieldShown(first, 'Info-Package'));
  },
});

/** A description that does not take telephone-events (RFC 4733). */
function withoutEvents(description: string): string {
  const types = [...description.matchAll(/^a=rtpmap:(\d+) telephone-event.*\r\n/gim)].map(([, type = '']) => type);
  return types.reduce(
    (rest, type) =>
      rest
        .replaceAll(new RegExp(`^a=(?:rtpmap|fmtp):${type} .*\\r\\n`, 'gm'), '')
        .replaceAll(new RegExp(`^(m=audio .*) ${type}\\b`, 'gm'), '$1'),
    description,
  );
}
