import type { RequirementId } from './requirement.ts';

/** Areas of ETSI TS 102 027-2: registration, call control, message handling, query of capabilities. */
export type EtsiArea = 'RG' | 'CC' | 'MG' | 'QC';

/** A section of RFC 3261, and how many of ETSI's test purposes cite it. */
export interface EtsiSection {
  readonly section: string;
  readonly purposes: ReadonlyMap<EtsiArea, number>;
}

/**
 * What the purposes of ETSI TS 102 027-2 V4.1.1 cite of RFC 3261, as numbers: section, then areas with their counts. A purpose
 * that cites several sections counts in each. Left out are figures, annex A, and two numbers that RFC 3261 does not have.
 */
export const ETSI_SECTIONS: readonly EtsiSection[] = /* @__PURE__ */ readSections(`
  7.1 MG 4
  7.2 MG 6
  7.3.1 MG 26
  7.3.2 MG 5
  7.3.3 MG 6
  7.4 CC 1
  7.5 MG 5
  8 CC 3
  8.1.1 CC 2 QC 2
  8.1.1.2 CC 1
  8.1.1.3 CC 1 QC 1
  8.1.1.5 CC 1 QC 1
  8.1.1.6 CC 1 QC 1
  8.1.1.7 CC 5 QC 1
  8.1.3.2 CC 5
  8.1.3.3 CC 1
  8.1.3.4 CC 3
  8.1.3.5 RG 4 CC 4
  8.2 CC 1 QC 2
  8.2.1 MG 1
  8.2.2 CC 2 MG 5
  8.2.2.1 CC 2
  8.2.2.2 CC 3
  8.2.2.3 CC 5
  8.2.3 CC 3
  8.2.6.1 CC 2
  8.2.6.2 CC 10 QC 6
  8.3 CC 10
  9 CC 1
  9.1 CC 13
  9.2 CC 12
  10.2 RG 12
  10.2.1 RG 1
  10.2.1.1 RG 1
  10.2.1.2 RG 2
  10.2.2 RG 1
  10.2.4 RG 1
  10.2.5 RG 1
  10.2.6 RG 3
  10.3 RG 28 CC 1
  11 QC 14
  11.1 QC 1
  11.2 QC 19
  12 CC 2
  12.1.1 CC 4
  12.2.1 CC 1
  12.2.1.1 CC 26
  12.2.2 CC 3
  13.2.1 CC 14
  13.2.2.1 CC 4
  13.2.2.2 CC 7
  13.2.2.3 CC 11
  13.2.2.4 CC 11
  13.3.1 CC 9
  13.3.1.1 CC 1
  13.3.1.3 CC 1
  13.3.1.4 CC 9
  14 CC 3
  14.2 CC 3
  15 CC 16
  15.1.1 CC 1
  15.1.2 CC 10
  16.2 CC 5
  16.3 CC 11
  16.4 CC 8
  16.5 CC 17
  16.6 CC 36
  16.7 CC 53
  16.10 CC 27
  16.11 CC 10
  17 CC 1
  17.1.1.1 CC 19
  17.1.1.2 CC 20
  17.1.1.3 CC 28
  17.1.2.2 RG 1 CC 9 QC 1
  17.1.3 RG 6 CC 7 QC 6
  17.2.1 CC 36
  17.2.2 CC 10
  17.2.3 CC 29
  18.1.1 MG 4
  18.1.2 CC 1
  18.3 MG 10
  19.1.1 RG 1 MG 50
  20 MG 6
  20.10 RG 1
  20.11 CC 4
  20.14 CC 2
  20.15 CC 1
  21.3.3 CC 1
  21.3.4 CC 1
  21.4.1 MG 4
  21.4.5 CC 1
  21.4.13 CC 3
  21.4.18 CC 1
  21.4.19 CC 1
  22.2 RG 7 CC 13 QC 10
  25.1 MG 2
`);

/** Sections whose sentences have ids of another section, or that say without MUST what sentences elsewhere ask. */
export const SENTENCES_ELSEWHERE: ReadonlyMap<string, readonly RequirementId[]> = /* @__PURE__ */ new Map<
  string,
  readonly RequirementId[]
>([
  ['8.1.1.2', ['3261-8.1.1.1-04', '3261-8.1.1.1-05', '3261-8.1.1.1-06', '3261-8.1.1.1-07']],
  ['13.2.2.1', ['3261-8.1.3.2-02', '3261-17.1.1.2-16', '3261-17.1.1.2-17']],
  ['13.2.2.2', ['3261-13.2.2-01']],
  ['13.2.2.3', ['3261-13.2.2-02']],
  ['13.2.2.4', [3, 4, 5, 6, 7, 8, 9, 10, 11].map((place) => `3261-13.2.2-${String(place).padStart(2, '0')}` as const)],
  // The overview of what §17.1.1.2 asks.
  ['17.1.1.1', ['3261-17.1.1.2-03', '3261-17.1.1.2-05', '3261-17.1.1.2-06', '3261-17.1.1.2-08', '3261-17.1.1.2-13']],
  ['17.1.3', ['3261-18.1.2-02', '3261-18.1.2-03']],
  // Copies of a request, and the ACK, go to the transaction that they match.
  ['17.2.3', ['3261-17.2.1-05', '3261-17.2.1-10', '3261-17.2.1-11', '3261-17.2.2-04', '3261-17.2.2-07']],
  ['21.3.3', ['3261-21.3-07', '3261-21.3-08', '3261-21.3-09', '3261-21.3-10']],
  ['21.3.4', ['3261-21.3-11', '3261-21.3-12']],
  ['21.4.1', ['3261-21.4-02']],
  ['21.4.5', ['3261-8.2.2.1-05', '3261-16.5-15']],
  ['21.4.13', ['3261-21.4-10']],
  ['21.4.18', ['3261-21.4-15', '3261-21.4-16', '3261-21.4-17', '3261-21.4-18']],
  ['21.4.19', ['3261-9.2-01', '3261-12.2.2-02', '3261-15.1.2-01']],
]);

/** Sections whose sentences only permit something, so that there is nothing to judge, and the scenarios in which it happens. */
export const PLAYED_BY: ReadonlyMap<string, readonly string[]> = /* @__PURE__ */ new Map([
  ['7.2', ['calling/other-reason-phrases']],
  ['10.2.1', ['registrar/takes-preferences', 'registrar/lists-every-binding']],
  ['10.2.1.1', ['registrar/takes-asked-lifetime', 'registrant/interval-too-brief']],
  ['10.2.1.2', ['registrar/takes-preferences']],
  ['10.2.5', ['registrar/lists-every-binding']],
  ['13.2.2.2', ['calling/redirect-followed', 'calling/redirect-next']],
  ['21.4.1', ['proxy/malformed-request-gets-400']],
  ['21.4.18', ['proxy/user-without-binding-gets-480']],
  ['25.1', ['proxy/short-and-joined-fields-are-read', 'answering/compact-and-combined-headers']],
]);

/** The sentences of a section, of those below it, and those that stand for it. */
export function sentencesOf(section: string, ids: Iterable<RequirementId>): readonly RequirementId[] {
  const own = [...ids].filter((id) => id.startsWith(`3261-${section}-`) || id.startsWith(`3261-${section}.`));
  return [...own, ...(SENTENCES_ELSEWHERE.get(section) ?? [])];
}

function readSections(lines: string): readonly EtsiSection[] {
  return lines
    .trim()
    .split('\n')
    .map((line) => {
      const [section = '', ...counts] = line.trim().split(' ');
      const purposes = new Map<EtsiArea, number>();
      for (let i = 0; i + 1 < counts.length; i += 2) purposes.set(counts[i] as EtsiArea, Number(counts[i + 1]));
      return { section, purposes };
    });
}
