import type { Role } from '@sidetone/bakeoff';
import type { Settings } from '../../bakeoff/settings.ts';

/** What a person may do in the page. */
export interface BakeoffActions {
  readonly change: (settings: Settings) => void;
  readonly start: () => void;
  readonly stop: () => void;
  /** Saves the report of a run that is done. */
  readonly download: (format: 'json' | 'junit') => void;
  /** How many scenarios a role has with these settings. */
  readonly count: (role: Role) => number;
}
