/** The compiler on the bindings: what `bindings-types.ts` claims of them holds. */
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { root } from '../../tools/project.mjs';

test('the generated types hold what they promise', () => {
  execFileSync('npx', ['tsc', '--noEmit', '--project', 'tests'], { cwd: root, stdio: 'inherit' });
});
