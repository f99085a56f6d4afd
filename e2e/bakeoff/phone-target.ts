import type { Account, Operator, Target } from '@sidetone/bakeoff';

/** With what the telephones under test answer challenges. */
export const LOGIN: Account = { user: 'target', password: 'secret' };

/** A telephone on loopback over UDP. */
export function phoneTarget(name: string, user: string, port: number, operator: Operator): Target {
  return {
    name: `${name} at 127.0.0.1:${port}`,
    roles: ['answering', 'calling', 'registrant'],
    address: (protocol) => (protocol === 'UDP' ? { host: '127.0.0.1', port } : undefined),
    uri: `sip:${user}@127.0.0.1:${port}`,
    domain: '127.0.0.1',
    accounts: [],
    login: LOGIN,
    operator,
  };
}
