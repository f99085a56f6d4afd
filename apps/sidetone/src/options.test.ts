import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { commandHelp } from './help.ts';
import { environmentName, optionNames, optionTable } from './option-table.ts';
import { readOptions } from './options.ts';

const directory = mkdtempSync(join(tmpdir(), 'sidetone-options-'));
afterAll(() => rmSync(directory, { recursive: true }));

function configFile(content: unknown): string {
  const path = join(directory, `${Math.random()}.json`);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const serve = (args: string[], environment = {}): ReturnType<typeof readOptions>['values'] =>
  readOptions('serve', args, environment).values;

describe('precedence', () => {
  test('nothing given: the defaults', () => {
    const { values, given } = readOptions('serve', [], {});
    expect(values).toMatchObject({
      http: { host: '127.0.0.1', port: 5080 },
      domain: ['localhost'],
      demo: false,
      user: [],
      digest: ['SHA-256', 'MD5'],
      auth: 'digest',
      'ring-timeout': 60,
      data: './.sidetone',
      log: 'info',
    });
    expect(given.size).toBe(0);
  });

  test('flag before environment before file before default', () => {
    const config = ['--config', configFile({ 'ring-timeout': 10, log: 'warn', mtu: 1300 })];
    const environment = { SIDETONE_RING_TIMEOUT: '20', SIDETONE_LOG: 'error' };
    expect(serve([...config, '--ring-timeout', '30'], environment)).toMatchObject({
      'ring-timeout': 30,
      log: 'error',
      mtu: 1300,
      auth: 'digest',
    });
  });

  test('the file may be named in the environment', () => {
    expect(serve([], { SIDETONE_CONFIG: configFile({ 'ring-timeout': 11 }) })['ring-timeout']).toBe(11);
  });

  test('the last of a single option counts', () => {
    expect(serve(['--log', 'debug', '--log=warn']).log).toBe('warn');
  });

  test('an empty variable says nothing', () => {
    expect(serve([], { SIDETONE_LOG: '' }).log).toBe('info');
  });

  test('a switch can be turned off in each place', () => {
    expect(serve(['--no-demo'], { SIDETONE_DEMO: 'yes' }).demo).toBe(false);
    expect(serve([], { SIDETONE_DEMO: '0', SIDETONE_CONFIG: configFile({ demo: true }) }).demo).toBe(false);
    expect(serve(['--config', configFile({ demo: true })]).demo).toBe(true);
  });

  test('variables of another command are left alone', () => {
    expect(readOptions('server', [], { SIDETONE_UPSTREAM: 'nonsense' }).values.upstream).toBeUndefined();
  });

  test('variables that are no options are reported', () => {
    expect(readOptions('serve', [], { SIDETONE_HTPP: 'x', SIDETONE_E2E_REPORT: 'y' }).unknownVariables).toEqual([
      'SIDETONE_HTPP',
    ]);
  });
});

describe('values', () => {
  test('repeatable options: flags, variables and lists', () => {
    const expected = [
      { name: 'ann', password: 'a:b, c' },
      { name: 'ben', password: 'x' },
    ];
    expect(serve(['--user', 'ann:a:b, c', '--user=ben:x']).user).toEqual(expected);
    expect(serve([], { SIDETONE_USER: 'ann:one  ben:x' }).user).toEqual([
      { name: 'ann', password: 'one' },
      expected[1],
    ]);
    expect(serve(['--config', configFile({ user: ['ann:a:b, c', 'ben:x'] })]).user).toEqual(expected);
    expect(serve(['--domain', 'Example.COM', '--domain', 'example.net']).domain).toEqual([
      'example.com',
      'example.net',
    ]);
  });

  test('addresses', () => {
    expect(serve(['--http', '[::1]:0']).http).toEqual({ host: '::1', port: 0 });
    expect(serve(['--sip', 'phone.example.com:5070']).sip).toEqual({ host: 'phone.example.com', port: 5070 });
  });

  test('upstream', () => {
    expect(serve(['--upstream', 'sip:192.0.2.1']).upstream).toEqual({ protocol: 'UDP', host: '192.0.2.1', port: 5060 });
    expect(serve(['--upstream', 'sip:[2001:db8::1]:5070;transport=tcp']).upstream).toEqual({
      protocol: 'TCP',
      host: '2001:db8::1',
      port: 5070,
    });
  });

  test('digest lists keep their order', () => {
    expect(serve(['--digest', 'MD5']).digest).toEqual(['MD5']);
    expect(serve(['--digest', 'md5,sha-256']).digest).toEqual(['MD5', 'SHA-256']);
    expect(serve(['--digest', 'SHA-512-256']).digest).toEqual(['SHA-512-256']);
  });
});

describe('errors are one line that names the place', () => {
  const cases: [string, string[], string][] = [
    ['unknown option', ['--htpp', 'x'], 'unknown option --htpp; sidetone serve --help lists them all'],
    ['unknown option with a value', ['--colour=red'], 'unknown option --colour; sidetone serve --help lists them all'],
    ['unknown short option', ['-x'], 'unknown option -x; sidetone serve --help lists them all'],
    ['stray word', ['alice'], '"alice" is not an option; sidetone serve --help lists them all'],
    ['value missing at the end', ['--http'], '--http needs a value: HOST:PORT'],
    ['value missing before a flag', ['--http', '--demo'], '--http needs a value: HOST:PORT'],
    ['negated value option', ['--no-http'], 'unknown option --no-http; sidetone serve --help lists them all'],
    [
      'bad address',
      ['--http', '5080'],
      '--http: "5080" is not valid; it takes HOST:PORT, such as 127.0.0.1:5080 or [::1]:5080',
    ],
    [
      'port out of range',
      ['--sip', 'localhost:70000'],
      '--sip: "localhost:70000" is not valid; it takes HOST:PORT, such as 127.0.0.1:5080 or [::1]:5080',
    ],
    ['bad number', ['--ring-timeout', '0'], '--ring-timeout: "0" is not valid; it takes a whole number from 1 to 3600'],
    ['bad mtu', ['--mtu', '65508'], '--mtu: "65508" is not valid; it takes a whole number from 500 to 65507'],
    ['bad choice', ['--auth', 'basic'], '--auth: "basic" is not valid; it takes digest or none'],
    ['bad level', ['--log', 'loud'], '--log: "loud" is not valid; it takes debug, info, warn, error or silent'],
    [
      'bad digest',
      ['--digest', 'SHA-1'],
      '--digest: "SHA-1" is not valid; it takes a comma-separated list of SHA-512-256, SHA-256 and MD5',
    ],
    [
      'digest twice',
      ['--digest', 'MD5,MD5'],
      '--digest: "MD5,MD5" is not valid; it takes a comma-separated list of SHA-512-256, SHA-256 and MD5',
    ],
    [
      'relay',
      ['--relay', 'on-488'],
      '--relay: "on-488" is not valid; it takes off: there is no media relay in this version',
    ],
    [
      'upstream over TLS',
      ['--upstream', 'sips:example.com'],
      '--upstream: "sips:example.com" is not valid; it takes sip:HOST, sip:HOST:PORT or sip:HOST:PORT;transport=tcp; SIP over TLS is not there yet',
    ],
    ['bad domain', ['--domain', 'a b'], '--domain: "a b" is not valid; it takes a host name, such as example.com'],
    [
      'domain with a port',
      ['--domain', 'a:5'],
      '--domain: "a:5" is not valid; it takes a host name, such as example.com',
    ],
    ['a password is not repeated', ['--user', 'topsecret'], '--user: it takes NAME:PASSWORD'],
    ['an account without a password', ['--user', 'ann:'], '--user: it takes NAME:PASSWORD'],
    ['switch with a bad value', ['--demo=maybe'], '--demo: "maybe" is not valid; it takes true or false'],
    ['data', ['--data', ''], '--data: "" is not valid; it takes a directory, or memory'],
  ];
  test.each(cases)('%s', (_, args, message) => {
    expect(() => readOptions('serve', args, {})).toThrow(expect.objectContaining({ name: 'UsageError', message }));
  });

  test('an option of another command', () => {
    expect(() => readOptions('server', ['--upstream', 'sip:a'], {})).toThrow(
      '--upstream is not an option of sidetone server',
    );
    expect(() => readOptions('gateway', ['--demo'], {})).toThrow('--demo is not an option of sidetone gateway');
  });

  test('in the environment', () => {
    expect(() => serve([], { SIDETONE_RING_TIMEOUT: 'soon' })).toThrow(
      'SIDETONE_RING_TIMEOUT: "soon" is not valid; it takes a whole number from 1 to 3600',
    );
  });

  const missing = join(directory, 'missing.json');
  const files: [string, string, (path: string) => string][] = [
    ['missing', missing, (path) => `--config: ${path}: there is no such file`],
    ['a directory', directory, (path) => `--config: ${path}: it is a directory`],
    ['not JSON', configFile('{"user": ["ann:secret",, ]}'), (path) => `${path} is not JSON`],
    ['not an object', configFile('"x"'), (path) => `${path} must hold one JSON object`],
    ['unknown key', configFile({ htpp: 'x' }), (path) => `htpp in ${path} is not an option of sidetone`],
    ['object value', configFile({ http: {} }), (path) => `http in ${path} must be a text, a number, true, false or`],
    ['list of one', configFile({ http: ['a:1', 'b:2'] }), (path) => `http in ${path} takes one value, not a list`],
    ['bad value', configFile({ log: 'loud' }), (path) => `log in ${path}: "loud" is not valid`],
  ];
  test.each(files)('in the file: %s', (_, path, message) => {
    const read = (): unknown => serve(['--config', path]);
    expect(read).toThrow(message(path));
    expect(read).not.toThrow(/\n|secret/);
  });
});

describe('--help is made from the table', () => {
  test.each(['serve', 'gateway', 'server'] as const)('of %s lists its options and no others', (command) => {
    const help = commandHelp(command);
    for (const name of optionNames) {
      const isListed = new RegExp(`^  --${name}( |$)`, 'm').test(help);
      expect([name, isListed]).toEqual([name, optionTable[name].commands.some((known) => known === command)]);
    }
  });

  test('names in the environment', () => {
    expect(environmentName('ring-timeout')).toBe('SIDETONE_RING_TIMEOUT');
  });
});
