/** A fresh T3 front end: what `create-t3-app` writes, the diff of the README applied to it, and the bindings in it. */
import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Child, run } from '../../tools/processes.mjs';
import { root } from '../../tools/project.mjs';

const CREATE_T3_APP = 'create-t3-app@7.40.0';
/** App Router, tRPC, Prisma, Tailwind, ESLint: what the scaffolder asks for, answered as most would. */
const ANSWERS = ['--CI', '--appRouter', '--trpc', '--prisma', '--tailwind', '--eslint', '--noGit', '--noInstall'];

const README = path.join(root, 'examples/t3-posts/README.md');
const TYPEFACE = path.join(root, 'web-client/src/app/fonts/geist-latin.woff2');

/** Its files by their paths, with their contents. */
export type Files = Map<string, string>;

/** A scaffolded application in a folder of its own. */
export class Scaffold {
  readonly #home: string;
  readonly #folder: string;

  private constructor(home: string) {
    this.#home = home;
    this.#folder = path.join(home, 'app');
  }

  static async create(): Promise<Scaffold> {
    const home = mkdtempSync(path.join(tmpdir(), 'tickwire-t3-'));
    await run('t3-create', 'npx', ['--yes', CREATE_T3_APP, 'app', ...ANSWERS], { cwd: home });
    return new Scaffold(home);
  }

  /** All files but those of packages and builds. */
  files(): Files {
    const entries = readdirSync(this.#folder, { recursive: true, withFileTypes: true });
    const found = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
    const named = found.map((file): [string, string] => [
      path.relative(this.#folder, file),
      readFileSync(file, 'latin1'),
    ]);
    return new Map(named.filter(([name]) => !/^(node_modules|generated|\.next)\//.test(name)));
  }

  /** Does what the README says: the bindings, and the diff. */
  async move(blog: string): Promise<void> {
    await run('t3-bindings', blog, ['bindings', '--out', path.join(this.#folder, 'src/bindings')]);
    for (const [name, hunks] of diffOf(readFileSync(README, 'utf8'))) {
      const file = path.join(this.#folder, name);
      writeFileSync(file, hunks.reduce(apply, readFileSync(file, 'utf8')));
    }
  }

  /** Installs the packages of the lock file beside this one. What they download when installed is not. */
  async install(): Promise<void> {
    copyFileSync(path.join(import.meta.dirname, 'package-lock.json'), path.join(this.#folder, 'package-lock.json'));
    await run('t3-install', 'npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: this.#folder });
    // The client that the unused back end is compiled with. Its engines are no package, and are not asked anything.
    const engines = { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_QUERY_ENGINE_LIBRARY: process.execPath };
    const options = { cwd: this.#folder, env: { ...engines, CHECKPOINT_DISABLE: '1' } };
    await run('t3-prisma', process.execPath, [this.#program('prisma'), 'generate', '--no-engine'], options);
  }

  /** Lints, checks and builds it, for an API at that address. */
  async build(apiUrl: string): Promise<void> {
    // Google's answer to `next/font/google`: a style sheet, and in it the file of a typeface.
    const answers = path.join(this.#home, 'typefaces.cjs');
    const sheet = `@font-face { font-family: Geist; font-weight: 100 900; src: url(${TYPEFACE}) format('woff2'); }`;
    writeFileSync(answers, `module.exports = new Proxy({}, { get: () => ${JSON.stringify(sheet)} });`);
    const env = { NEXT_PUBLIC_API_URL: apiUrl, NEXT_FONT_GOOGLE_MOCKED_RESPONSES: answers, ...QUIET };
    await run('t3-build', 'npm', ['run', 'build'], { cwd: this.#folder, env });
  }

  /** Serves what was built, on a port of this machine alone. */
  start(port: number): Child {
    const where = ['--hostname', '127.0.0.1', '--port', String(port)];
    const options = { cwd: this.#folder, env: QUIET };
    return new Child('t3-front-end', process.execPath, [this.#program('next'), 'start', ...where], options);
  }

  remove(): void {
    rmSync(this.#home, { recursive: true, force: true });
  }

  #program(name: string): string {
    const manifest = createRequire(path.join(this.#folder, 'package.json')).resolve(`${name}/package.json`);
    const { bin } = JSON.parse(readFileSync(manifest, 'utf8')) as { bin: Record<string, string> };
    return path.join(path.dirname(manifest), bin[name] ?? assert.fail(`${name} has no program`));
  }
}

/** The lock file names the binaries of one platform, which Next would go and complete. */
const QUIET = { NEXT_TELEMETRY_DISABLED: '1', NEXT_IGNORE_INCORRECT_LOCKFILE: '1' };

type Hunk = { before: string; after: string };

/** The hunks of the README's diff, by file. */
function diffOf(readme: string): Map<string, Hunk[]> {
  const diff = /```diff\n(.*?)```/s.exec(readme)?.[1] ?? assert.fail('the README has no diff');
  const files = diff.split(/^--- /m).slice(1);
  return new Map(
    files.map((file) => {
      const [name = '', ...hunks] = file.split(/\n@@\n/);
      return [name, hunks.map(hunkOf)];
    }),
  );
}

function hunkOf(text: string): Hunk {
  const lines = text.replace(/\n$/, '').split('\n');
  const side = (other: string) =>
    lines
      .filter((line) => !line.startsWith(other))
      .map((line) => line.slice(1))
      .join('\n');
  return { before: side('+'), after: side('-') };
}

function apply(text: string, { before, after }: Hunk): string {
  const parts = text.split(before);
  assert.equal(parts.length, 2, `the scaffold does not have this once:\n${before}`);
  return parts.join(after);
}
