// Values that a column cannot hold: both clients refuse them alike, and ours says which field it was.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Client, createDatabase, prismaClient, rustClient, tablesOf } from './clients';

/** A row of `Native` without anything wrong. */
const row = {
  id: 1,
  char: 'a',
  ci: 'a',
  bit: '1',
  flag: true,
  oid: 1,
  double: 1,
  real: 1,
  money: '1',
  atSecond: new Date(0),
  json: {},
};

const FIRST_DAY = new Date(Date.UTC(-4713, 10, 24));
const DAY_MS = 86_400_000;

/** A field, a value that it cannot hold, and what both say to it in a row and in a filter (nothing: they find no row). */
const misfits: [field: string, value: unknown, inData: string, inFilter?: string][] = [
  ['small', 40_000, 'P2020', 'P2020'],
  ['smalls', [1, -40_000], 'P2020', 'P2020'],
  ['real', 1e300, 'P2020', 'P2020'],
  ['real', -1e-300, 'P2020', 'P2020'],
  ['reals', [1, 1e300], 'P2020', 'P2020'],
  ['money', '1000000000000000000', 'P2020', 'P2020'],
  ['moneys', ['1', '1000000000000000000'], 'P2020', 'P2020'],
  ['exact', '1000', 'P2020'],
  ['exact', '-999.995', 'P2020'],
  ['decimals', ['1', '1000'], 'P2020'],
  ['whole', '10000000000', 'P2020'],
  ['char', 'ab', 'P2000'],
  ['chars', ['a', 'abcd'], 'P2000'],
  ['varChars', ['a', 'abcdef'], 'P2000'],
  ['varBits', ['1', '11111'], 'P2000'],
  ['bits', '11', 'P2007'],
  ['bit', '101', 'P2007'],
  ['varBit', '12', 'P2007', 'P2007'],
  ['ips', ['10.0.0.1', '300.0.0.1'], 'P2007', 'P2007'],
  ['ci', 'a\0b', 'P2007', 'P2007'],
  ['varChar', 'a\0b', 'P2007', 'P2007'],
  ['varChars', ['a\0'], 'P2007', 'P2007'],
  ['json', { a: ['\0'] }, 'P2007'],
  ['xml', '<a', 'P2007'],
  ['at', new Date(FIRST_DAY.getTime() - DAY_MS), 'P2020', 'P2020'],
  ['atTz', new Date(FIRST_DAY.getTime() - 1), 'P2020', 'P2020'],
  ['days', [new Date(0), new Date(FIRST_DAY.getTime() - DAY_MS)], 'P2020', 'P2020'],
];

/** What Prisma only hands on, as it has no code for it. */
const HANDED_ON = new Set(['bits', 'bit', 'ci', 'varChar', 'varChars', 'json', 'xml', 'at', 'atTz', 'days']);

/** As texts of PostgreSQL's `real`, these are themselves; as the nearest double, few are. */
const REALS = [0.1, 16_777_216, 3.4028235e38, 1.1754944e-38, -2.7, 1e-45, 0];

let drop: () => Promise<void>;
let rust: Client;
let prisma: Client;

before(async () => {
  const database = await createDatabase(await tablesOf('types'));
  drop = database.drop;
  rust = rustClient('types', database.url);
  prisma = await prismaClient('types', database.url);
  assert.ok((await prisma.run({ model: 'Native', action: 'create', args: { data: row } })).ok);
});

after(async () => {
  await Promise.all([rust.close(), prisma.close()]);
  await drop();
});

async function isRefused(action: string, args: Record<string, unknown>, code: string, field: string): Promise<void> {
  const query = { model: 'Native', action, args };
  const ours = await rust.run(query);
  const place = `${JSON.stringify(args)}: ${JSON.stringify(ours)}`;
  assert.equal(ours.error, code, place);
  assert.match(ours.message ?? '', new RegExp(`^a value of Native\\.${field} is `), place);
  const theirs = (await prisma.run(query)).error ?? '';
  if (HANDED_ON.has(field) && theirs !== code) assert.match(theirs, /^P2039$|^PrismaClientUnknownRequestError$/, place);
  else assert.equal(theirs, code, place);
}

for (const [field, value, inData, inFilter] of misfits) {
  void test(`${field} cannot be ${JSON.stringify(value)}`, async () => {
    const data = { ...row, id: 2, [field]: value };
    await isRefused('create', { data }, inData, field);
    await isRefused('createMany', { data: [{ ...row, id: 3 }, data] }, inData, field);
    await isRefused('updateMany', { data: { [field]: value } }, inData, field);
    if (field === 'json') {
      await isRefused('findMany', { where: { json: { equals: value } } }, 'P2007', field);
      await isRefused('findMany', { where: { json: { path: ['\0'], equals: 1 } } }, 'P2007', field);
    }
    if (field === 'json' || field === 'xml') return;
    const filters = Array.isArray(value) ? [{ equals: value }, { hasSome: value }] : [value, { in: [value] }];
    for (const filter of filters) {
      const where = { AND: [{ id: 1 }, { [field]: filter }] };
      if (inFilter) await isRefused('findMany', { where }, inFilter, field);
      else assert.deepEqual((await rust.run({ model: 'Native', action: 'findMany', args: { where } })).ok, []);
    }
  });
}

void test('a real reads back as the number that it was written as', async () => {
  for (const real of REALS) {
    const data = { real, reals: [real] };
    assert.deepEqual((await rust.run({ model: 'Native', action: 'updateMany', args: { data } })).ok, { count: 1 });
    const find = { where: { real }, select: { real: true, reals: true } };
    const query = { model: 'Native', action: 'findMany', args: find };
    assert.deepEqual((await rust.run(query)).ok, (await prisma.run(query)).ok);
    assert.deepEqual((await rust.run(query)).ok, [data]);
    const sum = { model: 'Native', action: 'aggregate', args: { _sum: { real: true }, _avg: { real: true } } };
    assert.deepEqual((await rust.run(sum)).ok, (await prisma.run(sum)).ok);
  }
});

void test('what is calculated may be too much as well', async () => {
  await prisma.run({ model: 'Native', action: 'updateMany', args: { data: { small: 30_000, exact: '999' } } });
  await isRefused('updateMany', { data: { small: { increment: 30_000 } } }, 'P2020', 'small');
  await isRefused('updateMany', { data: { small: { increment: 40_000 } } }, 'P2020', 'small');
  await isRefused('update', { where: { id: 1 }, data: { exact: { multiply: '2' } } }, 'P2020', 'exact');
});
