import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { RULES } from '../src/rules/index.ts';
import { SCENARIOS } from '../src/scenarios/index.ts';

const SRC = fileURLToPath(new URL('../src', import.meta.url));

const ROLES_WITH_SCENARIOS = readdirSync(join(SRC, 'scenarios'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'support')
  .map(({ name }) => name);

// `npx vitest run packages/bakeoff/test/indexes.test.ts -u` writes the indexes anew.
test.each(ROLES_WITH_SCENARIOS)('the index of the scenarios for %s names every file', async (role) => {
  const written = index(
    'Scenario',
    '../../scenario/scenario.ts',
    `scenario for the role ${role}`,
    filesIn(`scenarios/${role}`),
  );
  await expect(written).toMatchFileSnapshot(join(SRC, `scenarios/${role}/index.ts`));
});

test('the index of rules names every file', async () => {
  const files = filesIn('rules').filter((file) => file !== 'rule' && file !== 'judge-rules');
  await expect(index('Rule', './rule.ts', 'rule', files)).toMatchFileSnapshot(join(SRC, 'rules/index.ts'));
});

test('a scenario and a rule are named after their files, and no two are alike', () => {
  for (const { id, role } of SCENARIOS) expect(id.split('/')[0]).toBe(role);
  const ids = [...SCENARIOS, ...RULES].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' });
  for (const id of ids) expect(files).toContain(id.startsWith('rules/') ? `${id}.ts` : `scenarios/${id}.ts`);
});

function filesIn(directory: string): string[] {
  return readdirSync(join(SRC, directory))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && name !== 'index.ts')
    .map((name) => name.slice(0, -3))
    .toSorted();
}

function index(type: string, from: string, what: string, paths: readonly string[]): string {
  const imports = paths.map((path) => `import ${variable(path)} from './${path}.ts';`);
  const lines = paths.map((path) => `  ${variable(path)},`);
  return [
    `// Written by test/indexes.test.ts.`,
    `import type { ${type} } from '${from}';`,
    ...imports,
    '',
    `/** Every ${what}. */`,
    `export const ${type.toUpperCase()}S: readonly ${type}[] = [`,
    ...lines,
    '];',
    '',
  ].join('\n');
}

function variable(path: string): string {
  return path.replaceAll(/[/-](\w)/g, (_match, letter: string) => letter.toUpperCase());
}
