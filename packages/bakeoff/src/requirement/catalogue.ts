import type { Disposition, DispositionEntry } from './disposition.ts';
import { DISPOSITIONS_3261 } from './dispositions/rfc3261.ts';
import { DISPOSITIONS_3262 } from './dispositions/rfc3262.ts';
import { DISPOSITIONS_3311 } from './dispositions/rfc3311.ts';
import { DISPOSITIONS_3428 } from './dispositions/rfc3428.ts';
import { DISPOSITIONS_3515 } from './dispositions/rfc3515.ts';
import { DISPOSITIONS_3903 } from './dispositions/rfc3903.ts';
import { DISPOSITIONS_3966 } from './dispositions/rfc3966.ts';
import { DISPOSITIONS_6086 } from './dispositions/rfc6086.ts';
import { DISPOSITIONS_6665 } from './dispositions/rfc6665.ts';
import type { Requirement, RequirementId } from './requirement.ts';
import { RFC_3261 } from './rfc3261/index.ts';
import { RFC_3262 } from './rfc3262.ts';
import { RFC_3311 } from './rfc3311.ts';
import { RFC_3428 } from './rfc3428.ts';
import { RFC_3515 } from './rfc3515.ts';
import { RFC_3903 } from './rfc3903.ts';
import { RFC_3966 } from './rfc3966.ts';
import { RFC_6086 } from './rfc6086.ts';
import { RFC_6665 } from './rfc6665.ts';

const LISTS = [RFC_3261, RFC_3262, RFC_3311, RFC_3428, RFC_3515, RFC_3903, RFC_3966, RFC_6086, RFC_6665];

/** All normative sentences by their ids, in the order of the RFCs. */
export const catalogue: ReadonlyMap<RequirementId, Requirement> = /* @__PURE__ */ new Map(
  /* @__PURE__ */ LISTS.flat().map((requirement) => [requirement.id, requirement]),
);

/** All dispositions; no sentence has two. */
export const dispositionEntries: readonly DispositionEntry[] = [
  ...DISPOSITIONS_3261,
  ...DISPOSITIONS_3262,
  ...DISPOSITIONS_3311,
  ...DISPOSITIONS_3428,
  ...DISPOSITIONS_3515,
  ...DISPOSITIONS_3903,
  ...DISPOSITIONS_3966,
  ...DISPOSITIONS_6086,
  ...DISPOSITIONS_6665,
];

const dispositions: ReadonlyMap<RequirementId, Disposition> = /* @__PURE__ */ new Map(dispositionEntries);

/** Why no scenario judges a sentence; undefined for those that have to be judged. */
export function dispositionOf(id: RequirementId): Disposition | undefined {
  return dispositions.get(id);
}
