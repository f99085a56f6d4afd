import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { optionNames, optionTable } from './option-table.ts';

const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
const rows = readme.split('\n').filter((line) => line.startsWith('| `--'));

test.each(optionNames)('the README lists --%s with its value and default', (name) => {
  const { value, isRepeatable, defaultText } = optionTable[name];
  const cell = `\`--${name}${value === undefined ? '' : ` ${value.replaceAll('|', '\\|')}`}\`${isRepeatable ? ' …' : ''}`;
  const row = rows.find((line) => line.includes(cell));
  expect(row).toBeDefined();
  expect(row?.replaceAll('`', '')).toContain(`| ${defaultText} |`);
});
