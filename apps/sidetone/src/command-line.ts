import { commandHelp, commands, programHelp } from './help.ts';
import type { Command } from './option-spec.ts';
import { readOptions, type Environment } from './options.ts';
import { startProgram, type Program } from './program.ts';
import { createRuntime } from './runtime.ts';
import { startMessage } from './start-message.ts';
import { endOnUncaughtErrors, stopOnSignals } from './stop-signals.ts';
import { UsageError } from './usage-error.ts';
import { programVersion } from './version.ts';

/** What a command line asks for. */
type Invocation =
  | { readonly kind: 'print'; readonly text: string }
  | { readonly kind: 'start'; readonly command: Command; readonly args: readonly string[] };

/**
 * Runs the program: prints what was asked for, or serves until a signal.
 * @param args without the names of Node and of the program
 * @returns what runs; undefined when there was only something to print, or a mistake, which sets the exit status
 */
export async function runCommandLine(args: readonly string[], environment: Environment): Promise<Program | undefined> {
  try {
    const invocation = readInvocation(args);
    if (invocation.kind === 'start') return await start(invocation.command, invocation.args, environment);
    process.stdout.write(`${invocation.text}\n`);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`sidetone: ${error.message}\n`);
    process.exitCode = 2;
  }
  return undefined;
}

function readInvocation(args: readonly string[]): Invocation {
  const [first, ...rest] = args;
  if (first === '--help' || first === '-h' || first === 'help') return { kind: 'print', text: programHelp() };
  if (first === '--version') return { kind: 'print', text: `sidetone ${programVersion()}` };
  if (first === undefined || first.startsWith('-')) {
    throw new UsageError(`name a command: ${Object.keys(commands).join(', ')}; sidetone --help says more`);
  }
  if (!isCommand(first)) throw new UsageError(`unknown command ${JSON.stringify(first)}; sidetone --help lists them`);
  if (rest.includes('--help') || rest.includes('-h')) return { kind: 'print', text: commandHelp(first) };
  if (rest.includes('--version')) return { kind: 'print', text: `sidetone ${programVersion()}` };
  return { kind: 'start', command: first, args: rest };
}

async function start(command: Command, args: readonly string[], environment: Environment): Promise<Program> {
  const options = readOptions(command, args, environment);
  const runtime = createRuntime(options.values.log, process.stderr);
  const { log } = runtime;
  endOnUncaughtErrors(log);
  for (const variable of options.unknownVariables) log.warn('not an option', { variable });
  const program = await startProgram(command, options, runtime);
  stopOnSignals(() => program.close(), log);
  process.stdout.write(startMessage(program));
  return program;
}

function isCommand(name: string): name is Command {
  return Object.hasOwn(commands, name);
}
