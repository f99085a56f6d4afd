// What `npm start` and `npm run dev` add to the options they pass on.

const names = ['--user', '--users', '--demo', '--no-demo', '--help', '--version'];
const variables = ['SIDETONE_USER', 'SIDETONE_USERS', 'SIDETONE_DEMO'];

/**
 * The arguments of the program: `serve` with the options given, in demo mode when no account is given.
 * @param {string[]} options
 */
export function serveArguments(options) {
  const accounts =
    options.some((option) => names.includes(option.replace(/=.*$/s, ''))) ||
    variables.some((name) => process.env[name] !== undefined);
  return ['serve', ...(accounts ? [] : ['--demo']), ...options];
}

/**
 * The value of an option, from the arguments or from the environment.
 * @param {string[]} options
 * @param {string} name as `--http`
 * @param {string} variable as `SIDETONE_HTTP`
 */
export function optionValue(options, name, variable) {
  const position = options.findLastIndex((option) => option === name || option.startsWith(`${name}=`));
  const option = options[position];
  if (option === undefined) return process.env[variable];
  return option === name ? options[position + 1] : option.slice(name.length + 1);
}
