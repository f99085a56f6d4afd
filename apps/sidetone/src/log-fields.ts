import { maskCredentials, type LogFields } from '@sidetone/sip';

/** Fields whose value is never logged, whatever it is. */
const SECRET_NAME = /^(password|ha1|secret|credentials|authorization|proxy-?authorization|cookie)$/i;
const MASK = '***';
const MAX_DEPTH = 4;

/** The fields as the log shows them: credentials masked, errors with their stack, nothing nested too deeply. */
export function loggedFields(fields: LogFields): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, SECRET_NAME.test(name) ? MASK : logged(value, 1)]),
  );
}

function logged(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return maskCredentials(value);
  if (value instanceof Error) return maskCredentials(value.stack ?? value.message);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= MAX_DEPTH) return '…';
  if (Array.isArray(value)) return value.map((item) => logged(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, SECRET_NAME.test(name) ? MASK : logged(item, depth + 1)]),
  );
}
