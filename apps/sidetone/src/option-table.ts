import type { DigestAlgorithm, HostPort } from '@sidetone/sip';
import { list, optional, single, toggle, type Command, type OptionSpec } from './option-spec.ts';
import {
  integer,
  oneOf,
  parseDigestList,
  parseHostName,
  parseHostPort,
  parseNamedPassword,
  parseRelay,
  parseText,
  parseUpstream,
} from './option-values.ts';

const everywhere: readonly Command[] = ['serve', 'gateway', 'server'];
const withServer: readonly Command[] = ['serve', 'server'];
const withGateway: readonly Command[] = ['serve', 'gateway'];
const defaultHttp: HostPort = { host: '127.0.0.1', port: 5080 };
const defaultDigest: readonly DigestAlgorithm[] = ['SHA-256', 'MD5'];

const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const;

/** The least and the most of what a datagram may carry: RFC 3261 §18.1.1 takes 1300 where the path is not known. */
const MIN_MTU = 500;
const MAX_MTU = 65_507;
const MAX_RING_SEC = 3600;

/** Every option, by its name. Parsing, environment names, keys of the file and `--help` are made from this table. */
export const optionTable = {
  http: single(parseHostPort, {
    value: 'HOST:PORT',
    commands: everywhere,
    default: defaultHttp,
    defaultText: '127.0.0.1:5080',
    help: 'Page at /, SIP over WebSocket at /sip, /config.json, /healthz, /metrics. Port 0 takes a free one.',
  }),
  sip: optional(parseHostPort, {
    value: 'HOST:PORT',
    commands: everywhere,
    defaultText: '127.0.0.1:5060',
    help: 'SIP over UDP and TCP. With --upstream: the address of the gateway, which is chosen when left out.',
  }),
  domain: list(parseHostName, {
    value: 'NAME',
    commands: everywhere,
    default: ['localhost'],
    help: 'Domain of the accounts. Several are names of one; the first is the digest realm.',
  }),
  demo: toggle({
    commands: withServer,
    help: 'Accounts alice, bob, carol and dave. npm start adds it when no account is given.',
  }),
  user: list(parseNamedPassword, {
    value: 'NAME:PASSWORD',
    commands: withServer,
    default: [],
    isSecret: true,
    help: 'An account.',
  }),
  users: optional(parseText('a file'), {
    value: 'FILE',
    commands: withServer,
    help: 'Accounts, one a line: NAME:PASSWORD, or NAME:ALGORITHM:HA1.',
  }),
  digest: single(parseDigestList, {
    value: 'LIST',
    commands: withServer,
    default: defaultDigest,
    defaultText: 'SHA-256,MD5',
    help: 'Digest algorithms offered, in this order. SIPp reads only the first and knows MD5.',
  }),
  auth: single(oneOf(['digest', 'none']), {
    value: 'digest|none',
    commands: withServer,
    default: 'digest',
    help: 'none: everybody may be anybody; only when every listener is on loopback.',
  }),
  'trusted-edge': list(parseHostName, {
    value: 'HOST',
    commands: withServer,
    default: [],
    defaultText: 'the built-in gateway',
    help: 'A gateway whose Path is accepted, and which may remove bindings.',
  }),
  advertise: optional(parseHostName, {
    value: 'NAME',
    commands: everywhere,
    defaultText: 'the address of --sip',
    help: 'Host under which other SIP elements reach this one.',
  }),
  mtu: optional(integer(MIN_MTU, MAX_MTU), {
    value: 'BYTES',
    commands: everywhere,
    defaultText: '65507 on loopback, 1300 elsewhere',
    help: 'Larger requests go by TCP.',
  }),
  'ring-timeout': single(integer(1, MAX_RING_SEC), {
    value: 'SECONDS',
    commands: withServer,
    default: 60,
    help: 'Ringing ends after this time.',
  }),
  upstream: optional(parseUpstream, {
    value: 'URI',
    commands: withGateway,
    help: 'Bridge to this SIP server instead of the built-in one, such as sip:192.0.2.1:5060;transport=tcp.',
  }),
  'contact-alias': toggle({
    commands: withGateway,
    help: 'For an upstream whose registrar ignores Path.',
  }),
  relay: single(parseRelay, {
    value: 'off',
    commands: withGateway,
    default: 'off',
    help: 'Media relay in front of a foreign server; there is none in this version.',
  }),
  data: single(parseText('a directory, or memory'), {
    value: 'DIR|memory',
    commands: everywhere,
    default: './.sidetone',
    help: 'Where keys, ports and the self-signed certificate are kept.',
  }),
  fsync: toggle({
    commands: withServer,
    help: 'What was accepted survives a power cut too.',
  }),
  'tls-cert': optional(parseText('a file'), {
    value: 'FILE',
    commands: everywhere,
    help: 'HTTPS and WSS with this certificate (PEM).',
  }),
  'tls-key': optional(parseText('a file'), {
    value: 'FILE',
    commands: everywhere,
    help: 'The key of --tls-cert (PEM).',
  }),
  'tls-self-signed': toggle({
    commands: everywhere,
    help: 'HTTPS and WSS with a certificate made here. Browsers warn of it once.',
  }),
  log: single(oneOf(logLevels), {
    value: 'LEVEL',
    commands: everywhere,
    default: 'info',
    help: `How much goes to the log on stderr: ${logLevels.join(', ')}.`,
  }),
} as const satisfies Readonly<Record<string, OptionSpec<unknown>>>;

export type OptionName = keyof typeof optionTable;

/** All options with their values. */
export type OptionValues = {
  readonly [Name in OptionName]: (typeof optionTable)[Name] extends OptionSpec<infer T> ? T : never;
};

export const optionNames = Object.keys(optionTable) as readonly OptionName[];

export function isOptionName(name: string): name is OptionName {
  return Object.hasOwn(optionTable, name);
}

/** `ring-timeout` is `SIDETONE_RING_TIMEOUT` in the environment. */
export function environmentName(name: string): string {
  return `SIDETONE_${name.toUpperCase().replaceAll('-', '_')}`;
}
