import { readRequirements, type Requirement } from '../requirement.ts';
import { SECTION_12_TO_15 } from './section-12-15.ts';
import { SECTION_16 } from './section-16.ts';
import { SECTION_17_TO_18 } from './section-17-18.ts';
import { SECTION_19_TO_20 } from './section-19-20.ts';
import { SECTION_21_TO_22 } from './section-21-22.ts';
import { SECTION_23_TO_28 } from './section-23-28.ts';
import { SECTION_3_TO_7 } from './section-3-7.ts';
import { SECTION_8 } from './section-8.ts';
import { SECTION_9_TO_11 } from './section-9-11.ts';

const SECTIONS = [
  SECTION_3_TO_7,
  SECTION_8,
  SECTION_9_TO_11,
  SECTION_12_TO_15,
  SECTION_16,
  SECTION_17_TO_18,
  SECTION_19_TO_20,
  SECTION_21_TO_22,
  SECTION_23_TO_28,
];

/** The normative sentences of RFC 3261, in its order. */
export const RFC_3261: readonly Requirement[] = /* @__PURE__ */ SECTIONS.flatMap((lines) =>
  readRequirements(3261, lines),
);
