import { type Account, judgedBy, type Role, ROLES, type Scenario } from '@sidetone/bakeoff';
import type { PageConfig } from '../app/load-config.ts';

/** What a person chooses before a run. */
export interface Settings {
  /** Of SIP over WebSocket: `ws://…` or `wss://…`. */
  readonly url: string;
  /** Of the target's users. */
  readonly domain: string;
  /** In the order in which scenarios act as them. */
  readonly accounts: readonly Account[];
  readonly roles: readonly Role[];
  /** Part of an id, a title or the id of a sentence; empty for everything. */
  readonly filter: string;
}

/** A page reaches nobody but by its WebSocket, so it can judge those who stand behind one. */
export const WEB_ROLES: readonly Role[] = ROLES.filter(
  (role) => !['answering', 'calling', 'registrant', 'redirect'].includes(role),
);

/** The server that the page came from, with its demo accounts when it has some. */
export function defaultSettings(config: PageConfig | undefined): Settings {
  return {
    url: config?.webSocketUrls[0] ?? '',
    domain: config?.domain ?? '',
    accounts: config?.demoAccounts.map(({ user, password }) => ({ user, password })) ?? [],
    roles: WEB_ROLES,
    filter: '',
  };
}

/** The scenarios that settings choose. */
export function chosenScenarios(
  scenarios: readonly Scenario[],
  { roles, filter }: Pick<Settings, 'roles' | 'filter'>,
): readonly Scenario[] {
  const wanted = filter.trim().toLowerCase();
  return scenarios.filter(
    (scenario) =>
      roles.includes(scenario.role) &&
      [scenario.id, scenario.title, ...judgedBy(scenario)].some((text) => text.toLowerCase().includes(wanted)),
  );
}
