/** What docs/using-the-crates.md shows is what compiles: the Rust, and the TypeScript on the bindings of that Rust. */

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(path.join(root, 'docs/using-the-crates.md'), 'utf8');

/** The one block of a language. */
function block(language: string): string {
  const [found, ...others] = page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'));
  assert.ok(found?.[1] && others.length === 0, `one block of ${language}`);
  return found[1];
}

/** Compiles the front end's lines on bindings made for them; throws what the compiler says. */
function compile(lines: string) {
  // Beside the packages that the lines import.
  const folder = mkdtempSync(path.join(root, 'tests/bindings/.page-'));
  try {
    const generated = path.join(folder, 'generated');
    const example = ['run', '--quiet', '--package', 'tickwire-rspc-axum', '--example', 'posts', '--', generated];
    execFileSync('cargo', example, { cwd: root });
    writeFileSync(path.join(folder, 'client.ts'), lines);
    writeFileSync(path.join(folder, 'tsconfig.json'), '{ "extends": "../../tsconfig.json", "include": ["client.ts"] }');
    const { status, stdout } = spawnSync('npx', ['tsc', '--noEmit', '--project', folder], {
      cwd: root,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(stdout);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test('the Rust of the page is the program that is compiled', () => {
  assert.equal(block('rust'), readFileSync(path.join(root, 'crates/rspc-axum/examples/posts.rs'), 'utf8'));
});

test('the TypeScript of the page compiles on the bindings of that program', () => {
  compile(block('ts'));
});

test('it would not compile if it were wrong', () => {
  const wrong = block('ts').replace('{ title }', '{ tittle: title }');
  assert.throws(() => compile(wrong), /tittle/);
});
