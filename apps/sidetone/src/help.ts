import type { Command, OptionSpec } from './option-spec.ts';
import { optionNames, optionTable } from './option-table.ts';

export const commands: Readonly<Record<Command, string>> = {
  serve: 'gateway, SIP server and web page in one process',
  gateway: 'the gateway and the page only, in front of --upstream',
  server: 'the SIP server only',
};

/** Those that start nothing. */
export const otherCommands = {
  bakeoff: 'judge a SIP implementation by the sentences of its specifications',
} as const;

/** What `sidetone --help` prints. */
export function programHelp(): string {
  const names = Object.entries({ ...commands, ...otherCommands }).map(
    ([name, what]) => `  sidetone ${name.padEnd(10)}${what}`,
  );
  return [
    'Sidetone: a telephone in a browser, and the SIP network behind it.',
    '',
    ...names,
    '',
    'sidetone COMMAND --help lists the options. sidetone --version prints the version.',
  ].join('\n');
}

/** What `sidetone COMMAND --help` prints. */
export function commandHelp(command: Command): string {
  const lines = optionNames.flatMap((name) => {
    const spec: OptionSpec<unknown> = optionTable[name];
    if (!spec.commands.includes(command)) return [];
    const flag = `  --${name}${spec.value === undefined ? '' : ` ${spec.value}`}${spec.isRepeatable ? ' …' : ''}`;
    return [flag, `        ${spec.help} Default: ${spec.defaultText}.`];
  });
  return [
    `sidetone ${command}: ${commands[command]}`,
    '',
    ...lines,
    '  --config FILE',
    '        These options as keys of a JSON object. Default: none.',
    '',
    'Options marked … may be repeated. Each is also a variable of the environment (--ring-timeout is',
    'SIDETONE_RING_TIMEOUT; several values stand apart by spaces) and a key in the file of --config. A flag counts more',
    'than the environment, and that more than the file.',
  ].join('\n');
}
