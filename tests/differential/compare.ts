// Runs random queries on both clients, and holds their answers against each other.

import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { test } from 'node:test';
import { type Answer, createDatabase, plain, prismaClient, rustClient, tablesOf, timeless } from './clients';
import { readDataModel } from './model';
import type { Query } from './drawing';
import { Queries } from './queries';
import { Random } from './random';

/** How many queries a schema gets: 24,000 over all six. `DIFFERENTIAL_QUERIES` asks for more. */
const COUNT = Number(process.env.DIFFERENTIAL_QUERIES ?? 4000);
/** The same queries every time; `DIFFERENTIAL_SEED=$RANDOM` draws others. */
const SEED = Number(process.env.DIFFERENTIAL_SEED ?? 1);

/** After so many queries all tables are compared. */
const INTERVAL = Number(process.env.DIFFERENTIAL_INTERVAL ?? 50);

/** Errors that say the same: a row that had to be there is not. */
const MISSING = new Set(['P2015', 'P2016', 'P2017', 'P2018', 'P2025']);

export function compare(schema: string): void {
  void test(`${schema}: ${String(COUNT)} random queries, seed ${String(SEED)}`, { timeout: 600_000 }, async (t) => {
    const data = readDataModel(new URL(`datamodels/${schema}.json`, import.meta.url));
    const ours = await createDatabase(await tablesOf(schema));
    // A copy, since what a foreign key does first goes by the names of its triggers, and these are made of such ids.
    const theirs = await ours.copy();
    t.after(async () => {
      await Promise.all([ours.drop(), theirs.drop()]);
    });
    const rust = rustClient(schema, ours.url);
    const prisma = await prismaClient(schema, theirs.url);
    const queries = new Queries(new Random(SEED), data);
    const outcomes = new Map<string, number>();
    const tell = (what: string) => outcomes.set(what, (outcomes.get(what) ?? 0) + 1);
    try {
      for (let number = 0; number < COUNT; number += 1) {
        // The Rust program reads members in order of their names, and nested writes happen in the order they are read.
        const query = sorted(queries.next());
        const expected = await prisma.run(query);
        // Prisma wants foreign keys or relations, never both: a few draws are no queries at all.
        if (expected.error === 'PrismaClientValidationError') {
          tell('(no query)');
          continue;
        }
        // It cannot read sums of money from a thousand on: the database puts a comma in them.
        if (expected.message?.startsWith('[DecimalError]')) {
          tell('(not read)');
          continue;
        }
        check(schema, number, query, expected, await rust.run(query));
        tell(`${query.action} ${expected.error ? 'refused' : 'ok'}`);
        if (number % INTERVAL === INTERVAL - 1) {
          for (const everything of data.models.map((model) => Queries.everything(model))) {
            check(schema, number, everything, await prisma.run(everything), await rust.run(everything), query);
          }
        }
      }
    } finally {
      await Promise.all([rust.close(), prisma.close()]);
    }
    assert.ok((outcomes.get('(no query)') ?? 0) < COUNT / 10, 'most of what is drawn has to be a query');
    const summary = [...outcomes].sort().map(([what, count]) => `${what} ${String(count)}`);
    t.diagnostic(summary.join(', '));
  });
}

function check(schema: string, number: number, query: Query, expected: Answer, actual: Answer, last?: Query): void {
  const place = () =>
    [
      `${schema}, seed ${String(SEED)}, query ${String(number)}${last ? `, a table after ${JSON.stringify(plain(last))}` : ''}:`,
      JSON.stringify(plain(query)),
      `Prisma: ${JSON.stringify(expected)}`,
      `ours:   ${JSON.stringify(actual)}`,
    ].join('\n');
  if (expected.error && actual.error && nests(query)) {
    // Of several reasons to refuse a write with writes in it, each client meets another one first.
    assert.notEqual(actual.error, 'driver', place());
    return;
  }
  if (expected.error ?? actual.error) {
    if (expected.error === HANDED_ON && MISFITS.has(actual.error ?? '')) return;
    assert.equal(kind(actual.error), kind(expected.error), place());
    return;
  }
  const isUnordered = query.action === 'createManyAndReturn' || query.action === 'updateManyAndReturn';
  const rows = ({ ok: answered }: Answer) => {
    const ok = timeless(answered);
    return isUnordered ? (ok as unknown[]).map((row) => JSON.stringify(sorted(row))).sort() : ok;
  };
  assert.ok(isDeepStrictEqual(rows(actual), rows(expected)), place());
  assert.ok(actual.statements <= expected.statements, `more statements than Prisma. ${place()}`);
}

/** Prisma's code of what it only hands on, and those that ours has for values that a column cannot hold. */
const [HANDED_ON, MISFITS] = ['P2039', new Set(['P2007', 'P2020'])];

function kind(error: string | undefined): string | undefined {
  return error !== undefined && MISSING.has(error) ? 'missing' : error;
}

/** Whether the query writes rows of more than one model. */
function nests({ args }: Query): boolean {
  const data = [args.data, args.create, args.update].filter((part) => part !== null && typeof part === 'object');
  const operations = [
    'create',
    'createMany',
    'connect',
    'connectOrCreate',
    'disconnect',
    'set',
    'update',
    'upsert',
    'delete',
  ];
  return data.some((part) =>
    Object.values(part).some(
      (value) => value !== null && typeof value === 'object' && operations.some((operation) => operation in value),
    ),
  );
}

/** The same value, the members of its plain objects in order. */
function sorted<T>(value: T): T;
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => sorted<unknown>(item));
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted<unknown>(inner)]),
  );
}
