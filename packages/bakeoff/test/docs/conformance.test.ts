import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { catalogue, dispositionOf } from '../../src/requirement/catalogue.ts';
import { coverage } from '../../src/requirement/coverage.ts';
import { JUDGING_TESTS } from '../../src/requirement/judged-by-tests.ts';
import { PLAYED_BY } from '../../src/requirement/etsi-sections.ts';
import { SCENARIOS } from '../../src/scenarios/index.ts';
import { KNOWN_FAILS } from '../known-fails.ts';
import { pagesOf, pageText, readme } from './conformance-pages.ts';
import { etsiPage } from './etsi-page.ts';
import { SCENARIO_JUDGES, TEST_JUDGES } from './judges.ts';
import { withSentences } from './rfc-section.ts';

const ROOT = new URL('../../../../', import.meta.url);
const PAGES = '../../../../docs/conformance';

const report = coverage(catalogue, [...SCENARIO_JUDGES, ...TEST_JUDGES], dispositionOf);
const pages = pagesOf(catalogue);

test('docs/conformance/README.md is what the lists say (vitest -u writes it anew)', async () => {
  await expect(readme(pages, report.of, KNOWN_FAILS)).toMatchFileSnapshot(`${PAGES}/README.md`);
});

test.each(pages)('docs/conformance/$file is what the lists say', async (page) => {
  await expect(pageText(page, report.of)).toMatchFileSnapshot(`${PAGES}/${page.file}`);
});

test('docs/conformance/etsi.md is what the lists say', async () => {
  await expect(etsiPage(coverage(catalogue, SCENARIO_JUDGES, dispositionOf).of)).toMatchFileSnapshot(
    `${PAGES}/etsi.md`,
  );
});

test.each([...new Set([...catalogue.values()].map(({ rfc }) => rfc))])(
  'docs/rfc/%d.md ends with what the lists say',
  async (rfc) => {
    const text = readFileSync(new URL(`docs/rfc/${rfc}.md`, ROOT), 'utf8');
    await expect(withSentences(text, rfc, catalogue, report.of)).toMatchFileSnapshot(`../../../../docs/rfc/${rfc}.md`);
  },
);

test('no section that ETSI cites is without a scenario, and those that play one exist', () => {
  const ids = new Set(SCENARIOS.map(({ id }) => id));
  expect([...PLAYED_BY.values()].flat().filter((id) => !ids.has(id))).toEqual([]);
  expect(etsiPage(coverage(catalogue, SCENARIO_JUDGES, dispositionOf).of)).not.toContain('**open**');
});

test('there is no other page', () => {
  const made = new Set(['README.md', 'etsi.md', ...pages.map(({ file }) => file)]);
  const found = readdirSync(fileURLToPath(new URL('docs/conformance', ROOT)));
  expect(found.filter((file) => !made.has(file))).toEqual([]);
});

test('what judges fits what there is to be judged', () => {
  expect(report.mistakes).toEqual([]);
});

test('a test that judges is where it is said to be', () => {
  const missing = JUDGING_TESTS.filter(
    ({ file, title }) => !readFileSync(new URL(file, ROOT), 'utf8').includes(`'${title}'`),
  );
  expect(missing).toEqual([]);
});
