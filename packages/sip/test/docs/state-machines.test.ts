import { expect, test } from 'vitest';
import { stateMachinesPage } from './state-machines-page.ts';

test('docs/state-machines.md is what the tables say (vitest -u writes it anew)', async () => {
  await expect(stateMachinesPage()).toMatchFileSnapshot('../../../../docs/state-machines.md');
});
