// What `npm start` and `npm run dev` add to the options they pass on.

import { readFileSync } from 'node:fs';

/** Whoever says one of these does not get demo accounts. */
const names = ['user', 'users', 'demo', 'no-demo', 'upstream', 'help', 'version'];

/**
 * The arguments of the program: a command and its options; `serve` when there is no command, in demo mode when no
 * account is given.
 * @param {string[]} args
 */
export function programArguments(args) {
  const [first, ...rest] = args;
  if (first !== undefined && !first.startsWith('-')) return [first, ...rest];
  const isDemo = !names.some((name) => isGiven(args, name)) && !configNames(args).some((name) => names.includes(name));
  return ['serve', ...(isDemo ? ['--demo'] : []), ...args];
}

/**
 * The value of an option, from the arguments or from the environment.
 * @param {string[]} args
 * @param {string} name without dashes, such as `http`
 */
export function optionValue(args, name) {
  const position = args.findLastIndex((arg) => isFlag(arg, name));
  const arg = args[position];
  if (arg === undefined) return process.env[variable(name)];
  return arg === `--${name}` ? args[position + 1] : arg.slice(name.length + 3);
}

/**
 * @param {string[]} args
 * @param {string} name
 */
function isGiven(args, name) {
  return args.some((arg) => isFlag(arg, name)) || (process.env[variable(name)] ?? '') !== '';
}

/**
 * @param {string} arg
 * @param {string} name
 */
const isFlag = (arg, name) => arg === `--${name}` || arg.startsWith(`--${name}=`);

/** @param {string} name */
const variable = (name) => `SIDETONE_${name.toUpperCase().replaceAll('-', '_')}`;

/**
 * The options that the file of `--config` sets. What is wrong with the file, the program says.
 * @param {string[]} args
 */
function configNames(args) {
  const path = optionValue(args, 'config');
  if (path === undefined) return [];
  try {
    return Object.keys(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return []; // missing, or not JSON
  }
}
