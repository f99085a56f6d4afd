import type { Command } from './option-spec.ts';
import type { OptionName } from './option-table.ts';
import type { Options } from './options.ts';
import { UsageError } from './usage-error.ts';

/** Options that only the built-in server has a use for. */
const ofServer: readonly OptionName[] = [
  'demo',
  'user',
  'users',
  'digest',
  'auth',
  'trusted-edge',
  'ring-timeout',
  'fsync',
];
/** Options that only mean something in front of a foreign server. */
const ofUpstream: readonly OptionName[] = ['contact-alias', 'relay'];

/**
 * What options must fit to each other, before anything is opened.
 * @throws {UsageError}
 */
export function checkOptions(command: Command, { values, given }: Options): void {
  if (command === 'gateway' && values.upstream === undefined) {
    throw new UsageError('sidetone gateway needs --upstream, the SIP server behind it, such as sip:192.0.2.1:5060');
  }
  if (values.upstream === undefined) {
    const foreign = ofUpstream.find((name) => given.has(name) && isOn(values[name]));
    if (foreign !== undefined) throw new UsageError(`--${foreign} needs --upstream`);
  } else {
    const own = ofServer.find((name) => given.has(name) && isOn(values[name]));
    if (own !== undefined) throw new UsageError(`--${own} is for the built-in server, which --upstream replaces`);
  }
  checkTls(values);
  if (values.auth === 'none' && (values.user.length > 0 || values.users !== undefined)) {
    throw new UsageError('--auth none lets everybody in; it cannot be combined with --user or --users');
  }
}

function checkTls(values: Options['values']): void {
  const cert = values['tls-cert'] !== undefined;
  const key = values['tls-key'] !== undefined;
  if (cert && !key) throw new UsageError('--tls-cert needs --tls-key, the file with its key');
  if (key && !cert) throw new UsageError('--tls-key needs --tls-cert, the file with its certificate');
  if (cert && values['tls-self-signed']) {
    throw new UsageError('--tls-self-signed makes a certificate; leave it out, or leave out --tls-cert');
  }
}

/** A switch that is set to off, or a relay that is off, asks for nothing. */
function isOn(value: unknown): boolean {
  return value !== false && value !== 'off';
}
