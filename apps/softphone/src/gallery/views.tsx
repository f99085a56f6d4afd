import type { ReactNode } from 'react';
import { LadderBox } from './LadderBox.tsx';
import { ladderFixtures } from './ladder-fixtures.ts';

/** What is shown without a phone, by name. */
export const views: Readonly<Record<string, () => ReactNode>> = {
  ladder: () => <LadderBox data={ladderFixtures.two} />,
  'ladder-marked': () => <LadderBox data={ladderFixtures.marked} />,
  'ladder-long': () => <LadderBox data={ladderFixtures.long} />,
};
