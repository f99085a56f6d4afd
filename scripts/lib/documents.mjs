// What the documents say about files, compared with the files.

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';

const leftOut = new Set(['.git', 'node_modules', 'dist', 'test-results', 'playwright-report', '.sidetone']);
/** Ends of names that are files of this repository. */
const fileEnding = /\.(?:tsx?|mjs|json|md|css|yaml|html|cfg|xml|patch)$/;
/** Hundreds of short files that documents name by their ids, or by whole paths. */
const namedWhole = /^packages\/bakeoff\/src\/(?:scenarios|rules)\//;
/** What no file of the repository stands for: made by a build, kept by the program, or asked for over HTTP. */
const elsewhere = /^(?:\/|\.\/|~)|(?:^|\/)(?:dist|node_modules)\//;

/**
 * @param {string} root of the repository
 * @returns {string[]} one line per mistake
 */
export function checkDocuments(root) {
  const files = listFiles(root, '');
  const documents = files.filter((path) => path.endsWith('.md'));
  const texts = new Map(documents.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
  const linked = new Set();
  /** @type {string[]} */
  const mistakes = [];
  for (const [path, text] of texts) {
    for (const { line, content } of prose(text)) {
      const complain = (/** @type {string} */ what) => mistakes.push(`${path}:${line}: ${what}`);
      for (const target of linksOf(content)) {
        const [file = '', anchor] = target.split('#');
        const aim = file === '' ? path : posix.normalize(posix.join(posix.dirname(path), file)).replace(/\/$/, '');
        linked.add(aim);
        if (!exists(files, aim)) complain(`the link ${target} leads nowhere`);
        else if (anchor !== undefined && !anchorsOf(texts.get(aim) ?? '').has(anchor)) {
          complain(`the link ${target} names no heading`);
        }
      }
      for (const named of pathsOf(content)) {
        const count = matches(files, named);
        if (count === 0) complain(`there is no ${named}`);
        else if (count > 1) complain(`${named} could be any of ${count} files`);
      }
    }
  }
  for (const path of documents) {
    if (path.startsWith('docs/') && !linked.has(path)) mistakes.push(`${path}: no document links to it`);
  }
  return mistakes;
}

/**
 * The lines outside of code blocks.
 * @param {string} text
 */
function* prose(text) {
  let isCode = false;
  for (const [index, content] of text.split('\n').entries()) {
    if (content.startsWith('```')) isCode = !isCode;
    else if (!isCode) yield { line: index + 1, content };
  }
}

/**
 * Targets within the repository.
 * @param {string} line
 */
function linksOf(line) {
  const targets = [...line.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target ?? '');
  return targets.filter((target) => !/^[a-z]+:/.test(target));
}

/**
 * What stands in backticks and looks like the path of a file or, with a slash at its end, of a directory.
 * @param {string} line
 */
function pathsOf(line) {
  const spans = [...line.matchAll(/`([^`]+)`/g)].map(([, span]) => span ?? '');
  return spans.filter(
    (span) => /^[\w.@*/-]+$/.test(span) && !elsewhere.test(span) && (fileEnding.test(span) || span.endsWith('/')),
  );
}

/**
 * How many files or directories a path can mean. It may be shortened from the left; `*` stands for part of a name, and
 * then any number will do.
 * @param {readonly string[]} files
 * @param {string} named
 */
function matches(files, named) {
  const isDirectory = named.endsWith('/');
  const known = isDirectory ? directoriesOf(files) : files;
  const path = isDirectory ? named.slice(0, -1) : named;
  if (known.includes(path)) return 1;
  const pattern = new RegExp(`(?:^|/)${path.replace(/[.\\+?^$()|[\]{}]/g, '\\$&').replaceAll('*', '[^/]*')}$`);
  const fitting = known.filter((file) => pattern.test(file));
  const count = fitting.filter((file) => !namedWhole.test(file)).length || fitting.length;
  return path.includes('*') ? Math.min(count, 1) : count;
}

/**
 * @param {readonly string[]} files
 * @param {string} path
 */
function exists(files, path) {
  return files.includes(path) || directoriesOf(files).includes(path);
}

/** @param {readonly string[]} files */
function directoriesOf(files) {
  const directories = new Set();
  for (const file of files) {
    for (let dir = dirname(file); dir !== '.' && !directories.has(dir); dir = dirname(dir)) directories.add(dir);
  }
  return [...directories];
}

/**
 * The names by which headings can be linked, as GitHub makes them.
 * @param {string} text
 */
function anchorsOf(text) {
  const headings = [...prose(text)].flatMap(({ content }) => /^#+ +(.*)$/.exec(content)?.[1] ?? []);
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

/**
 * @param {string} root
 * @param {string} dir
 * @returns {string[]}
 */
function listFiles(root, dir) {
  return readdirSync(join(root, dir), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(dir, entry.name);
    if (leftOut.has(entry.name)) return [];
    return entry.isDirectory() ? listFiles(root, path) : [path];
  });
}
