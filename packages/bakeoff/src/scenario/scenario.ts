import type { TransportProtocol } from '@sidetone/sip';
import type { Control } from '../control/broken-end.ts';
import type { RequirementId } from '../requirement/requirement.ts';
import type { Role } from './role.ts';
import type { Stage } from './stage.ts';

/** What is tried on an element, and what it must do (D12). One definition for every network. */
export interface Scenario {
  /** Its file, without the ending: `answering/options-as-invite`. */
  readonly id: string;
  /** What the element does when it passes, in plain words. */
  readonly title: string;
  readonly role: Role;
  /** Where it makes sense; everywhere when left out. */
  readonly protocols?: readonly TransportProtocol[];
  /** The sentences that it judges, and for each how an element breaks this one alone. */
  readonly judges: Readonly<Record<RequirementId, Control>>;
  /** How long it may take at most, in ms; a minute when left out. */
  readonly limitMs?: number;
  run(stage: Stage): Promise<void>;
}

/** The sentences that a scenario or a rule judges. */
export function judgedBy({
  judges,
}: {
  readonly judges: Readonly<Record<RequirementId, unknown>>;
}): readonly RequirementId[] {
  return Object.keys(judges) as RequirementId[];
}

/** Defines a scenario; its type is checked here. */
export function scenario(definition: Scenario): Scenario {
  return definition;
}
