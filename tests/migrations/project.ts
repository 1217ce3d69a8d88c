/** A project of its own for a test: a Prisma schema, a folder of migrations, a database, and the two that deploy. */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { dropDatabase } from '../../tools/fresh-database.mjs';
import { root } from '../../tools/project.mjs';
// Says which schema engine there is, in an environment variable.
import '../../prisma.config';

/** Not in TypeScript, which the CLI would take a third of a second to read. */
const CONFIG = `export default {
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL, shadowDatabaseUrl: process.env.SHADOW_DATABASE_URL },
};
`;

const PRISMA = path.join(root, 'node_modules/prisma/build/index.js');

/** What a program did. */
export interface Run {
  succeeded: boolean;
  /** All that it wrote. */
  said: string;
}

/** A row of `_prisma_migrations`, as far as it says how a migration stands. */
export interface Row {
  name: string;
  finished: boolean;
  rolledBack: boolean;
  steps: number;
  logs: string | null;
}

export class Project {
  readonly folder: string;
  readonly url: string;
  readonly #others = new Set<string>();
  readonly #server: string;
  readonly #name = `tickwire_test_${randomBytes(6).toString('hex')}`;

  private constructor(server: string, folder: string) {
    this.#server = server;
    this.folder = folder;
    const url = new URL(server);
    url.pathname = `/${this.#name}`;
    this.url = url.href;
  }

  /** One with an empty database and these migrations. */
  static async create(migrations: Record<string, string>, models = ''): Promise<Project> {
    const server = process.env.DATABASE_URL;
    if (server === undefined) throw new Error('DATABASE_URL is not set: `just test migrations` sets it.');
    const project = new Project(server, mkdtempSync(path.join(tmpdir(), 'tickwire-migrations-')));
    await project.#administer(`CREATE DATABASE ${project.#name}`);
    mkdirSync(path.join(project.folder, 'prisma/migrations'), { recursive: true });
    symlinkSync(path.join(root, 'node_modules'), path.join(project.folder, 'node_modules'));
    writeFileSync(path.join(project.folder, 'prisma.config.mjs'), CONFIG);
    project.model(models);
    project.write('migration_lock.toml', 'provider = "postgresql"\n');
    for (const [name, sql] of Object.entries(migrations)) project.migration(name, sql);
    return project;
  }

  /** Runs `test` in a project, which is gone afterwards. */
  static async with(
    migrations: Record<string, string>,
    test: (project: Project) => Promise<void>,
    models?: string,
  ): Promise<void> {
    const project = await Project.create(migrations, models);
    try {
      await test(project);
    } finally {
      await project.drop();
    }
  }

  /** The same migrations on another database, which is made by whoever deploys, and on a schema of it. */
  at(suffix: string, schema: string): Project {
    const url = new URL(this.url);
    url.pathname += suffix;
    url.searchParams.set('schema', schema);
    this.#others.add(`${this.#name}${suffix}`);
    return Object.assign(new Project(this.#server, this.folder), { url: url.href.replaceAll('+', '%20') });
  }

  model(models: string): void {
    const schema = `datasource db {\n  provider = "postgresql"\n}\n\n${models}`;
    writeFileSync(path.join(this.folder, 'prisma/schema.prisma'), schema);
  }

  migration(name: string, sql: string): void {
    mkdirSync(path.join(this.folder, 'prisma/migrations', name), { recursive: true });
    this.write(`${name}/migration.sql`, sql);
  }

  /** A file in the folder of migrations. */
  write(file: string, text: string): void {
    writeFileSync(path.join(this.folder, 'prisma/migrations', file), text);
  }

  remove(migration: string): void {
    rmSync(path.join(this.folder, 'prisma/migrations', migration), { recursive: true });
  }

  /** The names of the migrations that are in the folder. */
  names(): string[] {
    const entries = readdirSync(path.join(this.folder, 'prisma/migrations'), { withFileTypes: true });
    return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
  }

  sql(migration: string): string {
    return readFileSync(path.join(this.folder, 'prisma/migrations', migration, 'migration.sql'), 'utf8');
  }

  prisma(...args: string[]): Promise<Run> {
    return this.prismaWith({}, ...args);
  }

  prismaWith(env: Record<string, string>, ...args: string[]): Promise<Run> {
    return ended(this.#start(this.folder, process.execPath, [PRISMA, ...args], env));
  }

  /** Runs the CLI on another folder's schema and migrations, and on this database. */
  prismaIn(folder: string, ...args: string[]): Promise<Run> {
    return ended(this.#start(folder, process.execPath, [PRISMA, ...args], {}));
  }

  tickwire(...args: string[]): Promise<Run> {
    return ended(this.startTickwire(...args));
  }

  /** Starts `tickwire migrate`, for who wants to kill it. */
  startTickwire(...args: string[]): ChildProcess {
    const binary = process.env.TICKWIRE_BINARY;
    if (binary === undefined) throw new Error('TICKWIRE_BINARY is not set: `just test migrations` sets it.');
    return this.#start(this.folder, binary, ['migrate', '--migrations', 'prisma/migrations', ...args], {});
  }

  #start(cwd: string, command: string, args: string[], env: Record<string, string>): ChildProcess {
    // Not the whole environment, so that no variable of the caller's means another database.
    const { PATH, HOME, TICKWIRE_BINARY, PRISMA_SCHEMA_ENGINE_BINARY } = process.env;
    const own = { NO_COLOR: '1', CHECKPOINT_DISABLE: '1', DATABASE_URL: this.url };
    return spawn(command, args, {
      cwd,
      env: { PATH, HOME, TICKWIRE_BINARY, PRISMA_SCHEMA_ENGINE_BINARY, ...own, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  /** Runs SQL as the owner. */
  async query(sql: string): Promise<unknown[][]> {
    return execute(this.url, sql);
  }

  /** The history, the oldest entry first. */
  async history(): Promise<Row[]> {
    const rows = await this.query(
      `SELECT migration_name, finished_at IS NOT NULL, rolled_back_at IS NOT NULL, applied_steps_count, logs
       FROM _prisma_migrations ORDER BY started_at`,
    );
    return rows.map(([name, finished, rolledBack, steps, logs]) => ({
      name: String(name),
      finished: finished === true,
      rolledBack: rolledBack === true,
      steps: Number(steps),
      logs: typeof logs === 'string' ? logs : null,
    }));
  }

  /** The tables that migrations made. */
  async tables(): Promise<string[]> {
    const rows = await this.query(
      `SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' ORDER BY 1`,
    );
    return rows.map(([name]) => String(name));
  }

  async drop(): Promise<void> {
    for (const name of [this.#name, ...this.#others]) {
      await dropDatabase(this.#server, name);
    }
    rmSync(this.folder, { recursive: true });
  }

  /** On the server, beside this project's database. */
  async #administer(sql: string): Promise<void> {
    await execute(this.#server, sql);
  }
}

/** A connection that is held, such as one that locks. */
export async function connect(project: Project): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: project.url, application_name: 'somebody else' });
  // Its database is dropped under it at the end.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

async function execute(url: string, sql: string): Promise<unknown[][]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<unknown[]>({ text: sql, rowMode: 'array' });
    return rows;
  } finally {
    await client.end();
  }
}

function ended(child: ChildProcess): Promise<Run> {
  return new Promise((resolve, reject) => {
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => (said += text));
    }
    child.on('error', reject);
    child.on('close', (code) => resolve({ succeeded: code === 0, said }));
  });
}
