import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PHONE = fileURLToPath(new URL('../../packages/phone/src', import.meta.url));
const IMPORT = /^(?:import|export) \{([^}]*)\} from '(@sidetone\/sip(?:\/message)?)';$/gm;

/**
 * What the headless phone takes of the stack, as a module that exports the same: that is what a phone needs. Types cost
 * nothing and are left out.
 */
export function phoneImports(): string {
  const names = new Map<string, Set<string>>([['@sidetone/sip', new Set(['UserAgent'])]]);
  for (const file of readdirSync(PHONE, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts') || file.endsWith('.test.ts')) continue;
    for (const [, list = '', door = ''] of readFileSync(join(PHONE, file), 'utf8').matchAll(IMPORT)) {
      for (const part of list.split(',')) {
        const [name = ''] = part.trim().split(' as ');
        if (name === '' || name.startsWith('type ')) continue;
        names.set(door, (names.get(door) ?? new Set()).add(name));
      }
    }
  }
  return [...names].map(([door, exports]) => `export { ${[...exports].join(', ')} } from '${door}';`).join('\n');
}
