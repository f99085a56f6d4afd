// Whoever imports from a package reads what a thing is where it is declared: every export of a front door has a docstring.

import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const doors = ['index.ts', 'message/index.ts', 'adapter/browser/index.ts', 'adapter/node/index.ts'];

/** @typedef {{ file: string, local: string }} Declaration */

/**
 * @param {string} root of the repository
 * @returns {string[]} a line for each export without a docstring
 */
export function checkDocstrings(root) {
  const source = join(root, 'packages/sip/src');
  const missing = doors.flatMap((door) =>
    [...exportsOf(join(source, door))]
      .filter(([, declaration]) => !isDocumented(declaration))
      .map(([name, { file }]) => `${relative(root, file)}: ${name} has no docstring`),
  );
  return [...new Set(missing)];
}

/**
 * Everything that a file exports, by the name it has there, with where it is declared.
 * @param {string} file
 * @returns {Map<string, Declaration>}
 */
function exportsOf(file) {
  const text = readFileSync(file, 'utf8');
  /** @type {Map<string, Declaration>} */
  const found = new Map();
  const beside = (/** @type {string} */ path) => resolve(dirname(file), path);
  for (const [, path = ''] of text.matchAll(/^export \* from '([^']+)';/gm)) {
    for (const [name, declaration] of exportsOf(beside(path))) found.set(name, declaration);
  }
  for (const [, names = '', path = ''] of text.matchAll(/^export (?:type )?\{([^}]*)\} from '([^']+)';/gm)) {
    const declared = exportsOf(beside(path));
    for (const [local, name] of namesIn(names)) {
      found.set(name, declared.get(local) ?? { file: beside(path), local });
    }
  }
  for (const [, name = ''] of text.matchAll(
    /^export (?:abstract |async )*(?:class|interface|type|const|function) (\w+)/gm,
  )) {
    found.set(name, { file, local: name });
  }
  for (const [, names = ''] of text.matchAll(/^export (?:type )?\{([^}]*)\};/gm)) {
    for (const [local, name] of namesIn(names)) found.set(name, importedInto(file, text, local) ?? { file, local });
  }
  return found;
}

/**
 * @param {string} file
 * @param {string} text
 * @param {string} local
 * @returns {Declaration | undefined} where an imported name comes from
 */
function importedInto(file, text, local) {
  for (const [, names = '', path = ''] of text.matchAll(/^import (?:type )?\{([^}]*)\} from '(\.[^']+)';/gm)) {
    if (namesIn(names).some(([, name]) => name === local)) {
      return exportsOf(resolve(dirname(file), path)).get(local);
    }
  }
  return undefined;
}

/**
 * @param {string} list such as `a, type B, c as d`
 * @returns {(readonly [local: string, name: string])[]}
 */
function namesIn(list) {
  return list
    .split(',')
    .map((part) => part.trim().replace(/^type /, ''))
    .filter((part) => part !== '')
    .map((part) => {
      const [local = '', name = local] = part.split(' as ');
      return [local, name];
    });
}

/** @param {Declaration} declaration */
function isDocumented({ file, local }) {
  const text = readFileSync(file, 'utf8');
  const declaration = new RegExp(
    `^(?:export )?(?:abstract |async )*(?:class|interface|type|const|function) ${local}\\b`,
    'm',
  );
  const found = declaration.exec(text);
  return found !== null && text.slice(0, found.index).trimEnd().endsWith('*/');
}
