import type { Operator, Role, Target } from '@sidetone/bakeoff';

/** A telephone on loopback over UDP. */
export function phoneTarget(
  name: string,
  user: string,
  port: number,
  roles: readonly Role[],
  operator: Operator,
): Target {
  return {
    name: `${name} at 127.0.0.1:${port}`,
    roles,
    address: (protocol) => (protocol === 'UDP' ? { host: '127.0.0.1', port } : undefined),
    uri: `sip:${user}@127.0.0.1:${port}`,
    domain: '127.0.0.1',
    accounts: [],
    operator,
  };
}
