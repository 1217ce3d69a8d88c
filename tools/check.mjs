// @ts-check
// `just check`: formats, lints, types, and generated files that match their sources. Runs every check,
// whatever the ones before it said.

import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { GENERATED, generate } from './gen.mjs';
import { ensurePackages, packagesMatchLock } from './packages.mjs';
import { run } from './processes.mjs';
import { runProgram } from './program.mjs';
import { say, step } from './progress.mjs';
import { root } from './project.mjs';
import { buildServer, buildServerAndTests } from './server.mjs';

/** The crates that know nothing of trading, as options of cargo. */
const GENERIC_CRATES = [
  'rspc',
  'rspc-macros',
  'rspc-axum',
  'rspc-bindings',
  'superjson',
  'zod-gen',
  'prisma-client-rust',
  'prisma-client-rust-gen',
].flatMap((name) => ['--package', `tickwire-${name}`]);

/** @type {[title: string, log: string, command: string, ...args: string[]][]} the quick ones first */
const CHECKS = [
  ['Rust is formatted', 'check-rustfmt', 'cargo', 'fmt', '--all', '--check'],
  ['The schema is valid', 'check-schema', 'npx', 'prisma', 'validate'],
  ['The rest is formatted', 'check-prettier', 'npx', 'prettier', '--check', '.'],
  ['The tools have their types', 'check-tools', 'npx', 'tsc', '--project', 'tools'],
  ['The packages have their types', 'check-packages', 'npm', 'run', 'check', '--workspaces', '--if-present'],
  ['No complaint of ESLint', 'check-eslint', 'npx', 'eslint', '--max-warnings', '0', '.'],
  [
    'No complaint of Clippy',
    'check-clippy',
    'cargo',
    'clippy',
    '--workspace',
    '--all-targets',
    '--',
    '--deny',
    'warnings',
  ],
  [
    'The pages of the generic crates have no gaps',
    'check-rustdoc',
    'cargo',
    '--config',
    'build.rustdocflags=["--deny","warnings"]',
    'doc',
    '--no-deps',
    ...GENERIC_CRATES,
  ],
];

async function check() {
  if (!packagesMatchLock()) await step('Installing the npm packages', ensurePackages);
  /** @type {string[]} */
  const complaints = [];
  const attempt = async (/** @type {() => Promise<void>} */ work) => {
    await work().catch((/** @type {unknown} */ failure) =>
      complaints.push(failure instanceof Error ? failure.message : String(failure)),
    );
  };
  for (const [title, log, command, ...args] of CHECKS) {
    await attempt(() => step(title, () => run(log, command, args)));
  }
  await attempt(requireFreshFiles);
  await attempt(async () => {
    const binary = await buildServer();
    await step('The contract breaks no client', () => run('check-contract', binary, ['contract']));
  });
  for (const complaint of complaints) say(`\n${complaint}`);
  return complaints.length === 0 ? 0 : 1;
}

/** Generates everything anew, and refuses if that changes anything. */
async function requireFreshFiles() {
  const before = fingerprints();
  // The build that `just test` will ask for: one compilation serves both.
  await generate(buildServerAndTests);
  const after = fingerprints();
  const stale = [...new Set([...before.keys(), ...after.keys()])].filter(
    (file) => before.get(file) !== after.get(file),
  );
  if (stale.length === 0) return;
  throw new Error(`These generated files were stale, and are fresh now. Commit them:\n  ${stale.join('\n  ')}`);
}

/** @returns {Map<string, string>} a hash of every generated file */
function fingerprints() {
  const files = GENERATED.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name)),
  );
  const hashOf = (/** @type {string} */ file) => createHash('sha256').update(readFileSync(file)).digest('hex');
  return new Map(files.map((file) => [path.relative(root, file), hashOf(file)]));
}

await runProgram(check, { statusWhenStopped: 130 });
