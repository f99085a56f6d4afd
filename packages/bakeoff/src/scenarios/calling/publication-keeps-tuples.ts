import { sends } from '../../control/controls.ts';
import { scenario } from '../../scenario/scenario.ts';
import type { Stage } from '../../scenario/stage.ts';
import { keep, publishedTarget } from '../support/publishing-target.ts';

const renamed = sends('PUBLISH')
  .nth(2)
  .changingBody('with other ids of its tuples', (body) => body.replaceAll(/(<(?:\w+:)?tuple\b[^>]*\bid=")/g, '$1x'));

export default scenario({
  id: 'calling/publication-keeps-tuples',
  title: 'The tuples of a presence document have the same ids in each publication of it',
  role: 'calling',
  judges: { '3903-10.4-02': renamed, '3903-10.4-03': renamed },
  async run(stage: Stage) {
    const { agent, publish } = await publishedTarget(stage);
    await stage.operate('publish', agent.contact);
    const second = await agent.next('PUBLISH');
    keep(agent, second, 'two');
    const [before, now] = [publish, second].map(({ body }) => tupleIds(body));
    if (before === undefined || now === undefined || before === '' || now === '')
      stage.notApplicable('what it publishes has no tuples');
    const expected = `tuples with the ids ${before}`;
    stage.judge(['3903-10.4-02', '3903-10.4-03'], before === now, expected, second, `those with the ids ${now}`);
  },
});

function tupleIds(body: string): string {
  return [...body.matchAll(/<(?:\w+:)?tuple\b[^>]*\bid="([^"]*)"/g)].map(([, id]) => id).join(', ');
}
