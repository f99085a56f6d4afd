import { parseArgs } from 'node:util';
import { type Role, ROLES } from '@sidetone/bakeoff';
import { isSipUri, ok, parseUri, err, type TransportProtocol } from '@sidetone/sip';
import { list, optional, type OptionSpec, single, toggle } from '../option-spec.ts';
import { integer, oneOf, type NamedPassword, parseHostName, parseNamedPassword, parseText } from '../option-values.ts';
import { UsageError } from '../usage-error.ts';
import { parseTarget, type TargetAddress } from './target-address.ts';

const MAX_LIMIT_SEC = 3600;
const commands = [] as const;

const parseRole = oneOf(ROLES);
const parseTransport = oneOf(['udp', 'tcp', 'ws', 'wss']);

/** Every option of `sidetone bakeoff`, by its name. */
const table = {
  role: list(parseRole, {
    value: 'ROLE',
    commands,
    default: [],
    defaultText: 'answering for a URI with a user, all roles of servers else',
    help: `What TARGET is: ${ROLES.join(', ')}.`,
  }),
  only: list(parseText('a part of an id'), {
    value: 'TEXT',
    commands,
    default: [],
    defaultText: 'all',
    help: 'Scenarios whose id, or the id of a sentence they judge, has this in it, such as registrar/ or 3261-10.3.',
  }),
  peer: optional(
    (text) => {
      const parsed = parseUri(text);
      return parsed.ok && isSipUri(parsed.value) ? ok(text) : err('a SIP URI, such as sip:bob@example.com');
    },
    { value: 'URI', commands, help: 'Judge the user agent of this URI, which is reached through TARGET.' },
  ),
  user: list(parseNamedPassword, {
    value: 'NAME:PASSWORD',
    commands,
    default: [],
    isSecret: true,
    help: 'An account at TARGET. The first calls, the second is called; some scenarios need three.',
  }),
  domain: optional(parseHostName, {
    value: 'NAME',
    commands,
    defaultText: 'the host of --peer or TARGET',
    help: 'Domain of the accounts.',
  }),
  transport: list(parseTransport, {
    value: 'udp|tcp|ws|wss',
    commands,
    default: [],
    defaultText: 'what TARGET says, else UDP and TCP',
    help: 'What to speak, in order of preference.',
  }),
  ask: toggle({
    commands,
    help: 'Ask a person at this terminal to press the buttons of TARGET: to call, to register.',
  }),
  limit: single(integer(1, MAX_LIMIT_SEC), {
    value: 'SECONDS',
    commands,
    default: MAX_LIMIT_SEC,
    help: 'End the run after this time; what is left is inconclusive.',
  }),
  json: optional(parseText('a file'), { value: 'FILE', commands, help: 'Write the whole report with all traces.' }),
  junit: optional(parseText('a file'), { value: 'FILE', commands, help: "Write the verdicts in JUnit's XML." }),
  list: toggle({ commands, help: 'Only list the scenarios that would be played.' }),
} as const satisfies Readonly<Record<string, OptionSpec<unknown>>>;

type Name = keyof typeof table;
type Values = { readonly [N in Name]: (typeof table)[N] extends OptionSpec<infer T> ? T : never };

/** What a command line of `sidetone bakeoff` asks for. */
export interface BakeoffRequest extends Omit<Values, 'transport' | 'user'> {
  readonly target: TargetAddress;
  readonly protocols: readonly TransportProtocol[];
  readonly users: readonly NamedPassword[];
}

/** @throws {UsageError} */
export function readBakeoffOptions(args: readonly string[]): BakeoffRequest {
  const options = Object.fromEntries(
    Object.entries<OptionSpec<unknown>>(table).map(([name, { value }]) => [
      name,
      { type: value === undefined ? ('boolean' as const) : ('string' as const) },
    ]),
  );
  const { tokens } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true });
  const texts = new Map<Name, string[]>();
  const targets: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') targets.push(token.value);
    if (token.kind !== 'option') continue;
    const { name, rawName, value } = token;
    if (!Object.hasOwn(table, name)) {
      throw new UsageError(`unknown option ${rawName}; sidetone bakeoff --help lists them all`);
    }
    const spec: OptionSpec<unknown> = table[name as Name];
    if (spec.value !== undefined && value === undefined)
      throw new UsageError(`${rawName} needs a value: ${spec.value}`);
    texts.set(name as Name, [...(texts.get(name as Name) ?? []), value ?? 'true']);
  }
  const values = Object.fromEntries(
    Object.entries<OptionSpec<unknown>>(table).map(([name, spec]) => [name, read(name as Name, spec, texts)]),
  ) as unknown as Values;
  const { transport, user, ...rest } = values;
  const target = onlyTarget(targets);
  const protocols = transport.map((text) => text.toUpperCase() as TransportProtocol);
  return { ...rest, target, users: user, protocols: protocols.length > 0 ? protocols : target.protocols };
}

function read(name: Name, spec: OptionSpec<unknown>, texts: ReadonlyMap<Name, readonly string[]>): unknown {
  const given = texts.get(name);
  if (given === undefined) return spec.default;
  const parsed = spec.parse(given);
  if (parsed.ok) return parsed.value;
  const said = spec.isSecret ? '' : `${JSON.stringify(given.join(' '))} is not valid; `;
  throw new UsageError(`--${name}: ${said}it takes ${parsed.error}`);
}

function onlyTarget(targets: readonly string[]): TargetAddress {
  const [first, second] = targets;
  if (first === undefined) {
    throw new UsageError('sidetone bakeoff needs TARGET, such as sip:192.0.2.1:5060 or ws://192.0.2.1:5080/sip');
  }
  if (second !== undefined)
    throw new UsageError(`there is one TARGET: ${first}; ${JSON.stringify(second)} is a second one`);
  const parsed = parseTarget(first);
  if (!parsed.ok) throw new UsageError(`TARGET: ${JSON.stringify(first)} is not valid; it takes ${parsed.error}`);
  return parsed.value;
}

/** What `sidetone bakeoff --help` prints. */
export function bakeoffHelp(): string {
  const lines = Object.entries<OptionSpec<unknown>>(table).flatMap(([name, spec]) => [
    `  --${name}${spec.value === undefined ? '' : ` ${spec.value}`}${spec.isRepeatable ? ' …' : ''}`,
    `        ${spec.help} Default: ${spec.defaultText}.`,
  ]);
  return [
    'sidetone bakeoff TARGET: judge a SIP implementation by the sentences of its specifications',
    '',
    'TARGET is sip:[USER@]HOST[:PORT][;transport=tcp], or ws://HOST[:PORT]/PATH for SIP over WebSocket.',
    '',
    ...lines,
    '',
    'Options marked … may be repeated. Exit status: 0 nothing failed and everything was found out, 1 something failed,',
    '3 nothing failed and something could not be found out, 2 the command line is wrong.',
  ].join('\n');
}

/** What a target is taken for when nobody says it. */
export function defaultRoles({ target, peer }: Pick<BakeoffRequest, 'target' | 'peer'>): readonly Role[] {
  if (peer !== undefined || target.user !== undefined) return ['answering'];
  const servers: readonly Role[] = ['registrar', 'proxy', 'redirect', 'presence-agent', 'message-server'];
  return target.url === undefined ? servers : [...servers, 'gateway'];
}
