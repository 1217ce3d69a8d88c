/**
 * What the bindings cost a compiler: type instantiations, which are the same on every machine, of a hundred calls.
 * The limits are what is promised; what is counted is printed.
 */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { rmSync } from 'node:fs';
import { root } from '../../tools/project.mjs';
import { clientOf, folder, generateOne, mixture, queries, repeat, ROUTER_SIZE } from './many';

/** Instantiations of a hundred queries, at 1,000 procedures. */
const LIMITS = { inferred: 220_000, flat: 100_000 };
/** What 3,000 procedures may cost, of what 100 do. */
const GROWTH = 1.3;

const COMPILERS = ['typescript-5', 'typescript-7'];

before(generateOne);
after(() => rmSync(folder, { recursive: true, force: true }));

/** Compiles a folder, and says how many types were instantiated. */
function instantiations(compiler: string, project: string): number {
  const tsc = path.join(root, 'node_modules', compiler, 'bin/tsc');
  const compiled = spawnSync(process.execPath, [tsc, '--project', project, '--extendedDiagnostics'], {
    encoding: 'utf8',
  });
  assert.equal(compiled.status, 0, compiled.stdout.slice(0, 2_000));
  return Number(/^Instantiations: +(\d+)/m.exec(compiled.stdout)?.[1]);
}

for (const types of ['inferred', 'flat'] as const) {
  for (const compiler of COMPILERS) {
    test(`a hundred calls of a thousand procedures, ${types}, ${compiler}`, (t) => {
      const routers = 1_000 / ROUTER_SIZE;
      const count = instantiations(compiler, repeat(routers, clientOf(queries(routers), types), `${types}-1000`));
      t.diagnostic(`${count} instantiations, ${LIMITS[types]} allowed`);
      assert.ok(count <= LIMITS[types], `${count} instantiations`);
    });

    test(`3,000 procedures cost hardly more than 100, ${types}, ${compiler}`, (t) => {
      const [few = NaN, many = NaN] = [100, 3_000].map((procedures) => {
        const routers = procedures / ROUTER_SIZE;
        return instantiations(compiler, repeat(routers, clientOf(mixture(routers), types), `${types}-${procedures}`));
      });
      t.diagnostic(`${few} instantiations, ${many} of 3,000`);
      assert.ok(many <= few * GROWTH, `${few} instantiations became ${many}`);
    });
  }
}

test('nothing is wrong inside the declarations, which compilers are mostly told to skip', () => {
  repeat(5, clientOf(mixture(5), 'flat'), 'flat-checked');
  // The libraries' own declarations are not ours to mend.
  for (const project of [path.join(folder, 'flat-checked'), path.join(root, 'bindings')]) {
    const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
    const args = [tsc, '--project', project, '--skipLibCheck', 'false', '--noEmit'];
    const { stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
    const ours = stdout.split('\n').filter((line) => /error TS/.test(line) && !line.includes('node_modules'));
    assert.deepEqual(ours, []);
  }
});

test('all that is generated stands where what is optional may not be undefined', () => {
  const flat = repeat(1, clientOf(mixture(1), 'flat'), 'flat-exact');
  const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
  for (const project of [flat, path.join(root, 'bindings')]) {
    const args = [tsc, '--project', project, '--skipLibCheck', 'false', '--noEmit', '--exactOptionalPropertyTypes'];
    const { stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
    const ours = stdout.split('\n').filter((line) => /(flat-exact|generated).*error TS/.test(line));
    assert.deepEqual(ours, []);
  }
});
