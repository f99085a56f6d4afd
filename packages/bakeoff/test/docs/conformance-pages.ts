import type { Coverage } from '../../src/requirement/coverage.ts';
import type { Level, Requirement, RequirementId } from '../../src/requirement/requirement.ts';
import { markdownTable, plain } from './markdown.ts';

/** One file of docs/conformance/. */
export interface Page {
  readonly file: string;
  readonly title: string;
  readonly requirements: readonly Requirement[];
}

type Covered = ReadonlyMap<RequirementId, Coverage>;

export const LEVELS: readonly Level[] = ['MUST', 'SHOULD', 'MAY'];
export const KINDS = ['judged', 'deviates', 'not ours', 'open'] as const satisfies readonly Coverage['kind'][];

const HOW_MADE = `Made from \`packages/bakeoff/src/requirement/\` and from what scenarios and tests say of themselves. Do not edit it:
\`npx vitest run packages/bakeoff/test/docs -u\` writes it anew, and \`pnpm check\` fails when it is not up to date.`;

/** RFC 3261 has a page for each of its chapters, every other RFC has one. */
export function pagesOf(catalogue: ReadonlyMap<RequirementId, Requirement>): readonly Page[] {
  const pages = new Map<string, { title: string; requirements: Requirement[] }>();
  for (const requirement of catalogue.values()) {
    const chapter = requirement.section.split('.')[0] ?? '';
    const [file, title] =
      requirement.rfc === 3261
        ? [`rfc3261-section-${chapter}.md`, `RFC 3261 §${chapter}`]
        : [`rfc${requirement.rfc}.md`, `RFC ${requirement.rfc}`];
    const page = pages.get(file);
    if (page === undefined) pages.set(file, { title, requirements: [requirement] });
    else page.requirements.push(requirement);
  }
  return [...pages].map(([file, page]) => ({ file, ...page }));
}

/** Every sentence of a page, and what is done about it. */
export function pageText({ title, requirements }: Page, covered: Covered): string {
  const rows = requirements.map(({ id, level, party, asks }) => [id, level, party, plain(asks), wordsFor(covered, id)]);
  return `# ${title}: every sentence

${HOW_MADE}
[What the columns mean](README.md).

${tally(requirements, covered)}

${markdownTable(['id', 'level', 'who', 'what it asks', 'judged by'], rows)}
`;
}

/**
 * The first page: what this is, and totals.
 * @param fails ids of scenarios that our own elements fail, and why
 */
export function readme(pages: readonly Page[], covered: Covered, fails: Readonly<Record<string, string>>): string {
  const all = pages.flatMap((page) => page.requirements);
  const rfcs = [...new Set(all.map(({ rfc }) => rfc))];
  const totals = rfcs.flatMap((rfc) => {
    const own = all.filter((requirement) => requirement.rfc === rfc);
    return levelRows(`RFC ${rfc}`, own, covered);
  });
  const sums = levelRows('all', all, covered);
  const links = pages.map((page) => [
    `[${page.title}](${page.file})`,
    ...countsOf(page.requirements, covered).map(String),
  ]);
  return `# Conformance

Every normative sentence of nine RFCs, and what is done about it.

${HOW_MADE}

- A **sentence** has an id: RFC, section, place in the section. What it asks is told in our words; what it says is in the RFC.
- **judged**: a scenario of the bake-off, a rule about every message, or a test finds out whether an implementation follows it. A
  scenario counts only because an end that breaks this one sentence makes it fail.
- **deviates**: our stack does otherwise, for the reason given. What judges it may fail us.
- **not ours**: there is nothing to judge in a program, for the reason given.
- **open**: nothing judges it yet.

The level MUST stands for SHALL and REQUIRED too, SHOULD for RECOMMENDED. The column *who* says whom a sentence binds; \`message\`
is every message, \`ua\` a user agent in either role, \`author\` people. [ETSI's test purposes](etsi.md) are a cross-check.

## Totals

${markdownTable(['RFC', 'level', 'sentences', ...KINDS], [...totals, ...sums])}

## What our own elements fail

${failsText(fails)}

## Pages

${markdownTable(['page', 'sentences', ...KINDS], links)}
`;
}

function failsText(fails: Readonly<Record<string, string>>): string {
  const rows = Object.entries(fails).map(([id, reason]) => [plain(id), plain(reason)]);
  return rows.length === 0 ? 'No scenario.' : markdownTable(['scenario', 'why'], rows);
}

function tally(requirements: readonly Requirement[], covered: Covered): string {
  const [sentences = 0, ...counts] = countsOf(requirements, covered);
  return `${sentences} sentences: ${KINDS.map((kind, index) => `${counts[index] ?? 0} ${kind}`).join(', ')}.`;
}

/** A name, how many sentences there are, and how many of each kind. */
export function countRow(name: string, requirements: readonly Requirement[], covered: Covered): string[] {
  return [name, ...countsOf(requirements, covered).map(String)];
}

function levelRows(name: string, requirements: readonly Requirement[], covered: Covered): string[][] {
  return LEVELS.map((level) => {
    const [, ...counts] = countRow(
      level,
      requirements.filter((requirement) => requirement.level === level),
      covered,
    );
    return [name, level, ...counts];
  });
}

/** How many there are, and how many of each kind. */
function countsOf(requirements: readonly Requirement[], covered: Covered): readonly number[] {
  const kinds = requirements.map(({ id }) => covered.get(id)?.kind);
  return [kinds.length, ...KINDS.map((kind) => kinds.filter((found) => found === kind).length)];
}

function wordsFor(covered: Covered, id: RequirementId): string {
  const found = covered.get(id) ?? { kind: 'open' };
  switch (found.kind) {
    case 'judged':
      return found.by.map(plain).join(', ');
    case 'deviates': {
      const instead = found.instead === undefined ? '' : ` (${found.instead})`;
      const by = found.by.length === 0 ? '' : `; ${found.by.map(plain).join(', ')}`;
      return `deviates: ${plain(found.reason)}${instead}${by}`;
    }
    case 'not ours':
      return `not ours: ${plain(found.reason)}`;
    case 'open':
      return '**open**';
  }
}
