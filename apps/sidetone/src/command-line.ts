import { bakeoff } from './bakeoff/bakeoff-command.ts';
import { bakeoffHelp } from './bakeoff/bakeoff-options.ts';
import { commandHelp, commands, otherCommands, programHelp } from './help.ts';
import type { Command } from './option-spec.ts';
import { readOptions, type Environment } from './options.ts';
import { startProgram, type Program } from './program.ts';
import type { Output } from './output.ts';
import { createRuntime } from './runtime.ts';
import { startMessage } from './start-message.ts';
import { endOnUncaughtErrors, stopOnSignals } from './stop-signals.ts';
import { UsageError } from './usage-error.ts';
import { programVersion } from './version.ts';

/** What a command line asks for. */
type Invocation =
  | { readonly kind: 'print'; readonly text: string }
  | { readonly kind: 'start'; readonly command: Command; readonly args: readonly string[] }
  | { readonly kind: 'bakeoff'; readonly args: readonly string[] };

/**
 * Runs the program: prints what was asked for, judges another one, or starts and serves.
 * @param args without the names of Node and of the program
 * @returns what runs, or the exit status when nothing goes on running
 */
export async function runCommandLine(
  args: readonly string[],
  environment: Environment,
  output: Output,
): Promise<Program | number> {
  try {
    const invocation = readInvocation(args);
    if (invocation.kind === 'start') return await start(invocation.command, invocation.args, environment, output);
    if (invocation.kind === 'bakeoff') return await bakeoff(invocation.args, output);
    output.stdout.write(`${invocation.text}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    output.stderr.write(`sidetone: ${error.message}\n`);
    return 2;
  }
}

function readInvocation(args: readonly string[]): Invocation {
  const [first, ...rest] = args;
  if (first === '--help' || first === '-h' || first === 'help') return { kind: 'print', text: programHelp() };
  if (first === '--version') return { kind: 'print', text: `sidetone ${programVersion()}` };
  if (first === undefined || first.startsWith('-')) {
    throw new UsageError(
      `name a command: ${Object.keys({ ...commands, ...otherCommands }).join(', ')}; sidetone --help says more`,
    );
  }
  if (first === 'bakeoff') {
    return isHelp(rest) ? { kind: 'print', text: bakeoffHelp() } : { kind: 'bakeoff', args: rest };
  }
  if (!isCommand(first)) throw new UsageError(`unknown command ${JSON.stringify(first)}; sidetone --help lists them`);
  if (isHelp(rest)) return { kind: 'print', text: commandHelp(first) };
  if (rest.includes('--version')) return { kind: 'print', text: `sidetone ${programVersion()}` };
  return { kind: 'start', command: first, args: rest };
}

async function start(
  command: Command,
  args: readonly string[],
  environment: Environment,
  { stdout, stderr }: Output,
): Promise<Program> {
  const options = readOptions(command, args, environment);
  const runtime = createRuntime(options.values.log, stderr);
  const { log } = runtime;
  endOnUncaughtErrors(log);
  for (const variable of options.unknownVariables) log.warn('not an option', { variable });
  const program = await startProgram(command, options, runtime);
  stopOnSignals(() => program.close(), log);
  stdout.write(startMessage(program));
  return program;
}

function isHelp(args: readonly string[]): boolean {
  return args.includes('--help') || args.includes('-h');
}

function isCommand(name: string): name is Command {
  return Object.hasOwn(commands, name);
}
