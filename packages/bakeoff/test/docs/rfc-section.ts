import type { Coverage } from '../../src/requirement/coverage.ts';
import type { Requirement, RequirementId } from '../../src/requirement/requirement.ts';
import { countRow, KINDS, LEVELS } from './conformance-pages.ts';
import { markdownTable, plain } from './markdown.ts';

const HEADING = '## Sentence by sentence';

const HOW_MADE = `Made from \`packages/bakeoff/src/requirement/\`; \`npx vitest run packages/bakeoff/test/docs -u\` writes it anew.`;

/**
 * A page of docs/rfc/ with its last section written anew: how many of the RFC's sentences are judged, and what we do otherwise.
 * @param text the page as it is, with or without the section
 */
export function withSentences(
  text: string,
  rfc: number,
  catalogue: ReadonlyMap<RequirementId, Requirement>,
  covered: ReadonlyMap<RequirementId, Coverage>,
): string {
  const [own = ''] = text.split(`\n${HEADING}\n`);
  const all = [...catalogue.values()].filter((requirement) => requirement.rfc === rfc);
  const totals = LEVELS.map((level) =>
    countRow(
      level,
      all.filter((one) => one.level === level),
      covered,
    ),
  );
  return [
    own.trimEnd(),
    '',
    HEADING,
    '',
    `${HOW_MADE}\nEvery sentence with what judges it: [conformance](../conformance/${rfc === 3261 ? 'README.md#pages' : `rfc${rfc}.md`}).`,
    '',
    markdownTable(['level', 'sentences', ...KINDS], totals),
    '',
    deviations(all, covered),
    '',
  ].join('\n');
}

function deviations(all: readonly Requirement[], covered: ReadonlyMap<RequirementId, Coverage>): string {
  const rows = all.flatMap(({ id, asks }) => {
    const found = covered.get(id);
    if (found?.kind !== 'deviates') return [];
    return [[id, plain(asks), plain(found.reason) + (found.instead === undefined ? '' : ` (${found.instead})`)]];
  });
  return rows.length === 0
    ? 'Nothing deviates on purpose.'
    : markdownTable(['id', 'what it asks', 'what we do, and why'], rows);
}
