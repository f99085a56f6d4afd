import type { Coverage } from '../../src/requirement/coverage.ts';
import { ETSI_SECTIONS, PLAYED_BY, sentencesOf } from '../../src/requirement/etsi-sections.ts';
import type { RequirementId } from '../../src/requirement/requirement.ts';
import { markdownTable, plain } from './markdown.ts';

/** The whole of docs/conformance/etsi.md. */
export function etsiPage(covered: ReadonlyMap<RequirementId, Coverage>): string {
  const rows = ETSI_SECTIONS.map(({ section, purposes }) => {
    const sentences = sentencesOf(section, covered.keys());
    const counts = [...purposes].map(([area, count]) => `${area} ${count}`).join(', ');
    return { section, counts, sentences, by: judgesOf(sentences, covered), played: PLAYED_BY.get(section) ?? [] };
  });
  const open = rows.filter(({ by, played }) => by.length + played.length === 0);
  const judged = rows.filter(({ by }) => by.length > 0);
  const table = rows.map(({ section, counts, sentences, by, played }) => [
    section,
    counts,
    String(sentences.length),
    words(by, played),
  ]);
  return `# ETSI TS 102 027-2: what its purposes cite

A cross-check: 609 test purposes of ETSI TS 102 027-2 V4.1.1 (2006-07) cite sections of RFC 3261. Here is, for each section that
they cite, what judges a sentence of it. No purpose is claimed by its number: what a scenario does may be less or more. Made from
\`packages/bakeoff/src/requirement/etsi-sections.ts\`. Do not edit it: \`npx vitest run packages/bakeoff/test/docs -u\` writes it anew.
[What is judged, sentence by sentence](README.md).

Areas: RG registration, CC call control, MG message handling, QC query of capabilities. A purpose that cites several sections
counts in each. A section without normative sentences of its own has those that say the same elsewhere, when there are any.
Figures 5 and 7, annex A and the numbers 10.46.4 and 17.2.3.1, which RFC 3261 does not have, are cited too.

${rows.length} sections: ${judged.length} judged, ${rows.length - judged.length - open.length} only permit something and are played, ${open.length} open.

${markdownTable(['section', 'purposes', 'sentences', 'judged by'], table)}
`;
}

function words(by: readonly string[], played: readonly string[]): string {
  if (by.length > 0) return by.map(plain).join(', ');
  return played.length === 0 ? '**open**' : `nothing to judge; played by ${played.map(plain).join(', ')}`;
}

/** What judges one of these sentences, each once. */
function judgesOf(ids: readonly RequirementId[], covered: ReadonlyMap<RequirementId, Coverage>): readonly string[] {
  const by = ids.flatMap((id) => {
    const found = covered.get(id);
    return found?.kind === 'judged' || found?.kind === 'deviates' ? found.by : [];
  });
  return [...new Set(by)];
}
