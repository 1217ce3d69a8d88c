// @ts-check
// `just coverage`: which lines of the workspace's crates the tests run. Without names, those of the kinds that run Rust
// and need no browser; `just coverage rust wire` those alone.
//
// The compiler counts in the workspace's own crates. A count is in its file at once, so that servers which the tests
// kill have theirs counted too.

import { chmodSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseJson } from './json.mjs';
import { installedLlvm } from './llvm.mjs';
import { Child, run } from './processes.mjs';
import { runProgram } from './program.mjs';
import { say, step } from './progress.mjs';
import { dataFolder, root } from './project.mjs';

const KINDS = ['rust', 'wire', 'identity', 'oracle', 'migrations'];
/** Of the lines, in percent. */
const GOAL = 80;
/** Neither generated, nor a test, nor somebody else's. */
const IGNORED = ['/crates/prisma/src/', '/tests/', '/examples/', '/tests\\.rs', '/\\.cargo/', '/rustc/'];

const folder = path.join(dataFolder, 'coverage');
const target = path.join(folder, 'target');
const counts = path.join(folder, 'counts');

/** @param {string[]} kinds */
async function coverage(kinds) {
  const llvm = await step('Finding LLVM’s tools', installedLlvm);
  rmSync(counts, { recursive: true, force: true });
  mkdirSync(counts, { recursive: true });
  const env = {
    CARGO_TARGET_DIR: target,
    CARGO_INCREMENTAL: '0',
    CARGO_PROFILE_DEV_DEBUG: 'none',
    RUSTC_WORKSPACE_WRAPPER: counting(),
    LLVM_PROFILE_FILE: path.join(counts, '%p%c.profraw'),
  };
  const tests = new Child('coverage-tests', process.execPath, ['tools/test.mjs', ...kinds], { env, show: true });
  const { code } = await tests.ended;
  if (code !== 0) say('\nSome tests failed; what they ran is counted.');

  const merged = path.join(folder, 'merged.profdata');
  const list = path.join(folder, 'counts.txt');
  writeFileSync(
    list,
    readdirSync(counts)
      .map((name) => `${path.join(counts, name)}\n`)
      .join(''),
  );
  await step('Adding the counts up', () =>
    run('coverage-merge', path.join(llvm, 'llvm-profdata'), [
      'merge',
      '--sparse',
      '--failure-mode=all',
      `--input-files=${list}`,
      `--output=${merged}`,
    ]),
  );
  const [first, ...others] = programs();
  if (first === undefined) throw new Error(`There is no program in ${target}.`);
  const selection = [
    first,
    ...others.flatMap((program) => ['--object', program]),
    `--instr-profile=${merged}`,
    ...IGNORED.map((pattern) => `--ignore-filename-regex=${pattern}`),
  ];
  const answers = path.join(folder, 'summary.json');
  await step('Reading the programs', () =>
    run('coverage-report', path.join(llvm, 'llvm-cov'), ['export', '--summary-only', ...selection], { answers }),
  );
  const reached = report(/** @type {Summary} */ (parseJson(readFileSync(answers, 'utf8'))));
  return code === 0 && reached >= GOAL ? 0 : 1;
}

/** A compiler's wrapper that has the workspace's own crates count. Returns its path. */
function counting() {
  const file = path.join(folder, 'counting-rustc.mjs');
  // No shell: some lose the environment variables that have a hyphen in their name.
  const lines = [
    `#!${process.execPath}`,
    "import { spawnSync } from 'node:child_process';",
    'const [compiler, ...args] = process.argv.slice(2);',
    "args.push('-C', 'instrument-coverage', '-C', 'llvm-args=-runtime-counter-relocation');",
    "process.exitCode = spawnSync(compiler, args, { stdio: 'inherit' }).status ?? 1;",
  ];
  writeFileSync(file, `${lines.join('\n')}\n`);
  chmodSync(file, 0o755);
  return file;
}

/** The programs that counted. */
function programs() {
  const built = path.join(target, 'debug');
  const tests = readdirSync(path.join(built, 'deps'), { withFileTypes: true });
  const examples = readdirSync(path.join(built, 'examples'), { withFileTypes: true });
  return [...tests, ...examples]
    .filter((entry) => entry.isFile() && !entry.name.includes('.'))
    .map((entry) => path.join(entry.parentPath, entry.name));
}

/** @typedef {{ count: number, covered: number }} Lines */
/** @typedef {{ data: [{ files: { filename: string, summary: { lines: Lines } }[], totals: { lines: Lines } }] }} Summary */

/**
 * Says what each crate has. Returns what all have together, in percent.
 * @param {Summary} summary
 */
function report({ data: [{ files, totals }] }) {
  /** @type {Map<string, Lines>} */
  const crates = new Map();
  for (const { filename, summary } of files) {
    const name = path.relative(root, filename).split(path.sep).slice(0, 2).join('/');
    const crate = crates.get(name) ?? { count: 0, covered: 0 };
    crates.set(name, {
      count: crate.count + summary.lines.count,
      covered: crate.covered + summary.lines.covered,
    });
  }
  say('\n    lines     run   share');
  const line = (/** @type {string} */ name, /** @type {Lines} */ { count, covered }) =>
    say(
      `${String(count).padStart(9)} ${String(covered).padStart(7)}  ${share({ count, covered }).toFixed(1)} %  ${name}`,
    );
  for (const [name, lines] of [...crates].sort()) line(name, lines);
  line('together', totals.lines);
  const reached = share(totals.lines);
  if (reached < GOAL) say(`\nThat is less than ${GOAL} %.`);
  return reached;
}

/** @param {Lines} lines */
function share({ count, covered }) {
  return count === 0 ? 100 : (covered / count) * 100;
}

const named = process.argv.slice(2);
await runProgram(() => coverage(named.length === 0 ? KINDS : named), { statusWhenStopped: 130 });
