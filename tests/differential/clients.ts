// The two clients: Prisma's own, and the Rust program with the generated ones. Both answer in the same words.

import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { dropDatabase } from '../../tools/fresh-database.mjs';
import type { Query } from './drawing';

/** What came of a query: its rows or its error, and how many statements it took. */
export interface Answer {
  ok?: unknown;
  error?: string;
  message?: string;
  statements: number;
}

export interface Client {
  run(query: Query): Promise<Answer>;
  close(): Promise<void>;
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The tables of a schema, as Prisma creates them. */
export async function tablesOf(schema: string): Promise<string> {
  const diff = ['prisma', 'migrate', 'diff', '--from-empty', '--script', '--to-schema'];
  const file = `tests/differential/schemas/${schema}.prisma`;
  const { stdout } = await promisify(execFile)('npx', [...diff, file], { cwd: root });
  // Types that are an extension's.
  return `CREATE EXTENSION IF NOT EXISTS citext;\n${stdout}\n${NO_VACUUM}`;
}

/** A vacuum that comes to one of two databases gives its rows another order than the other's have. */
const NO_VACUUM = `DO $$
  DECLARE t regclass;
  BEGIN
    FOR t IN SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema')
    LOOP EXECUTE format('ALTER TABLE %s SET (autovacuum_enabled = false)', t); END LOOP;
  END $$;`;

export interface Database {
  url: string;
  /** Makes a database with the same tables and rows, down to the ids that the server gave them. */
  copy: () => Promise<Database>;
  drop: () => Promise<void>;
}

/** Makes a database with these tables. */
export async function createDatabase(tables: string): Promise<Database> {
  const database = await copyOf('template1');
  await execute(database.url, tables);
  return database;
}

async function copyOf(template: string): Promise<Database> {
  const server = process.env.DATABASE_URL;
  if (!server) throw new Error('DATABASE_URL says no server');
  const name = `tickwire_differential_${randomBytes(6).toString('hex')}`;
  await execute(server, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  const url = new URL(server);
  url.pathname = name;
  return { url: url.href, copy: () => copyOf(name), drop: () => dropDatabase(server, name) };
}

async function execute(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

interface Prisma {
  $on(event: 'query', listener: (event: { query: string }) => void): void;
  $disconnect(): Promise<void>;
  [model: string]: unknown;
}

interface Generated {
  PrismaClient: new (options: object) => Prisma;
  /** `DbNull` and its like among others. */
  Prisma: Record<string, unknown>;
}

async function generated(schema: string): Promise<Generated> {
  return (await import(new URL(`.prisma/${schema}/client.ts`, import.meta.url).href)) as Generated;
}

/** The same arguments, with Prisma's own nulls and fields where they are named. */
function real(value: unknown, prisma: Prisma, nulls: Record<string, unknown>): unknown {
  if (Array.isArray(value)) return value.map((inner) => real(inner, prisma, nulls));
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return value;
  if ('$null' in value) return nulls[String(value.$null)];
  if ('$field' in value && '$model' in value) {
    const delegate = prisma[delegateName(String(value.$model))] as { fields: Record<string, unknown> };
    return delegate.fields[String(value.$field)];
  }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, real(inner, prisma, nulls)]));
}

const delegateName = (model: string): string => model.charAt(0).toLowerCase() + model.slice(1);

/** A client that `prisma generate` made, with all its methods. */
export async function prismaOf(schema: string, url: string): Promise<Prisma> {
  const { PrismaClient } = await generated(schema);
  const adapter = new PrismaPg({ connectionString: url });
  return new PrismaClient({ adapter, log: [{ emit: 'event', level: 'query' }] });
}

/** Prisma's own client. */
export async function prismaClient(schema: string, url: string): Promise<Client> {
  const prisma = await prismaOf(schema, url);
  const { Prisma: nulls } = await generated(schema);
  let statements = 0;
  prisma.$on('query', ({ query }) => {
    if (!/^(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE)/.test(query)) statements += 1;
  });
  return {
    async run({ model, action, args }) {
      statements = 0;
      const delegate = prisma[delegateName(model)] as Record<string, (args: object) => Promise<unknown>>;
      try {
        const ok = plain(await delegate[action]?.(real(args, prisma, nulls) as object));
        return { ok, statements };
      } catch (error) {
        const { code, message, name } = error as { code?: string; message: string; name: string };
        return { error: code ?? name, message, statements };
      }
    },
    close: () => prisma.$disconnect(),
  };
}

/** The generated Rust client. */
export function rustClient(schema: string, url: string): Client {
  const binary = process.env.DIFFERENTIAL_BINARY;
  if (!binary) throw new Error('DIFFERENTIAL_BINARY says no program');
  const child: ChildProcess = spawn(binary, [schema, url], { stdio: ['pipe', 'pipe', 'inherit'] });
  const { stdin, stdout } = child;
  if (!stdin || !stdout) throw new Error('the program has no pipes');
  const lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
  return {
    async run(query) {
      stdin.write(`${JSON.stringify(plain(query))}\n`);
      const line = await lines.next();
      if (line.done) throw new Error(`the program ended at ${JSON.stringify(plain(query))}`);
      return JSON.parse(line.value) as Answer;
    },
    close: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        stdin.end();
      }),
  };
}

/** Later than any time that is drawn: the clock's own, which the clients read one after the other. */
const CLOCK = '2026-01-01';

/** More digits than a `Decimal` of Rust's has. */
const MANY_DIGITS = /^(-?\d+\.\d{20})\d+$/;

/** The same value, with what the clock said taken out, and averages cut to twenty places. */
export function timeless(value: unknown): unknown {
  if (typeof value === 'string' && MANY_DIGITS.test(value)) return value.replace(MANY_DIGITS, '$1');
  if (typeof value === 'string') return /^\d{4}-\d\d-\d\dT/.test(value) && value > CLOCK ? 'now' : value;
  if (Array.isArray(value)) return value.map(timeless);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, timeless(inner)]));
}

/** Values as JSON holds them: big numbers, decimals and times as text, bytes as base64. */
export function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object') return value;
  // The null of a column is none of JSON's.
  if ('$null' in value && value.$null === 'DbNull') return null;
  if ('toFixed' in value && 'd' in value) return (value as { toFixed(): string }).toFixed();
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}
