// Random values, keys and rows' parts: what every kind of query is made of.

import { type DataModel, type Field, type Key, type Model, relations, uniqueKeys } from './model';
import type { Random } from './random';

export type Args = Record<string, unknown>;

export interface Query {
  model: string;
  action: string;
  args: Args;
}

/** How many different values a key may have: few, so that queries meet each other's rows. */
const KEYS = 12;

const WORDS = ['a', 'ab', 'Ab', 'b', 'ba', 'c', 'é', '', 'abc def'];
const DOCUMENTS = [
  { a: 1 },
  { a: [1, 'x', null], b: { c: true } },
  { a: 'abc', b: { c: 2.5 } },
  { a: 'Ab', b: { c: 'b' } },
  { a: null },
  [1, 2],
  ['x', 'b', { a: 1 }],
  [],
  'text',
  'Abc',
  5,
  true,
];
const TIMES = [0, 86_400_000, 1_700_000_000_123, 1_750_000_000_000].map((time) => new Date(time));
export const ORDERED = ['Int', 'BigInt', 'Float', 'Decimal', 'String', 'DateTime'];
export const NUMBERS = ['Int', 'BigInt', 'Float', 'Decimal'];

export class Drawing {
  constructor(
    protected readonly random: Random,
    protected readonly data: DataModel,
  ) {}

  protected unique(model: Model): Args {
    return this.keyed(model)[0].unique;
  }

  /** A key as a query names it, and as a row holds it. */
  protected keyed(model: Model): [{ unique: Args; values: Args }] {
    const key = this.random.pick(uniqueKeys(model));
    const values = this.keyValues(model, key);
    const unique = key.fields.length === 1 ? values : { [key.name ?? key.fields.join('_')]: values };
    return [{ unique, values }];
  }

  protected keyValues(model: Model, key: Key): Args {
    return Object.fromEntries(key.fields.map((name) => [name, this.value(named(model, name))]));
  }

  /** Of how many values more one is such that its column cannot hold it; negative: none is. */
  protected untilMisfit = -1;

  /** Where one client may find out that it need not ask, or write, and so not meet the misfit. */
  protected withoutMisfit(): void {
    this.untilMisfit = -1;
  }

  protected value(field: Field): unknown {
    const { random } = this;
    this.untilMisfit -= 1;
    if (this.untilMisfit === 0) {
      const misfit = this.misfit(field);
      if (misfit !== undefined) return misfit;
      this.untilMisfit = 1;
    }
    const isKey = field.isId || /(^id$|Id$|^number$|^code$|Of$)/.test(field.name);
    if (field.kind === 'enum') {
      return random.pick(this.data.enums.find(({ name }) => name === field.type)?.values ?? []).name;
    }
    switch (field.type) {
      case 'Int':
        if (field.nativeType?.[0] === 'Oid') return random.pick([0, 1, 5, 4_294_967_295]);
        return isKey ? 1 + random.below(KEYS) : random.below(6) - 1;
      case 'BigInt':
        return isKey ? BigInt(1 + random.below(KEYS)) : random.pick([0n, 1n, -5n, 9_007_199_254_740_993n]);
      case 'Float':
        // In a sum of what is not exact, it matters in which order the database comes to the rows.
        return random.pick([0, 0.5, -1.25, 3, 1000.125, ...(field.isList ? [0.1] : [])]);
      case 'Decimal':
        return random.pick(['0', '1.5', '-2.25', '10', ...(limitOf(field) === 5 ? [] : ['1234.56'])]);
      case 'Boolean':
        return random.chance(50);
      case 'DateTime':
        return dated(field, random.pick(TIMES));
      case 'Json':
        return random.pick(DOCUMENTS);
      case 'Bytes':
        return new Uint8Array(random.list(0, 4, () => random.below(256)));
      default:
        return this.text(field, isKey);
    }
  }

  protected text(field: Field, isKey: boolean): string {
    const { random } = this;
    switch (field.nativeType?.[0]) {
      case 'Uuid':
        return `00000000-0000-7000-8000-00000000000${String(random.below(8))}`;
      case 'Inet':
        return random.pick(['10.0.0.1', '::1', '192.168.1.7']);
      case 'VarBit':
        return random.pick(['', '1', '0110', '111100001111']).slice(0, limitOf(field));
      case 'Bit':
        return random.pick(['101', '000', '110']).slice(0, limitOf(field) ?? 1);
      case 'Char':
        return random.pick(['abcd', 'efgh', 'ab  ']).slice(0, limitOf(field) ?? 1);
      case 'Xml':
        return random.pick(['<a/>', '<b>c</b>', 'text']);
      default:
        if (isKey || field.isUnique || field.isId) return `k${String(random.below(KEYS))}`;
        return random.pick(WORDS).slice(0, limitOf(field));
    }
  }

  /** A value that the column cannot hold; of some there is none that both clients take. */
  protected misfit(field: Field): unknown {
    const limit = limitOf(field);
    switch (field.kind === 'enum' ? 'enum' : (field.nativeType?.[0] ?? field.type)) {
      case 'SmallInt':
        return 40_000;
      case 'Real':
        return this.random.pick([1e300, 1e-300]);
      case 'Decimal':
        return limit === undefined ? undefined : '9'.repeat(limit);
      case 'Money':
        return '1000000000000000000';
      case 'Inet':
        return '300.1.1.1';
      case 'VarBit':
        return limit === undefined ? '12' : '1'.repeat(limit + 1);
      case 'Bit':
      case 'Char':
        return '1'.repeat((limit ?? 1) + 1);
      case 'VarChar':
        return limit === undefined ? 'a\0' : 'a'.repeat(limit + 1);
      case 'Text':
      case 'Citext':
      case 'String':
        return 'a\0b';
      default:
        return undefined;
    }
  }

  protected model(name: string): Model {
    const model = this.data.models.find((candidate) => candidate.name === name);
    if (!model) throw new Error(`there is no model ${name}`);
    return model;
  }

  protected opposite(relation: Field, target: Model): Field {
    const candidates = relations(target).filter((field) => field.relationName === relation.relationName);
    const other = candidates.find((field) => field.name !== relation.name) ?? candidates[0];
    if (!other) throw new Error(`${relation.name} has no other side`);
    return other;
  }
}

export function named(model: Model, name: string): Field {
  const field = model.fields.find((candidate) => candidate.name === name);
  if (!field) throw new Error(`${model.name} has no field ${name}`);
  return field;
}

/** How many characters or digits the column has, where that is said. */
function limitOf(field: Field): number | undefined {
  const [limit] = field.nativeType?.[1] ?? [];
  return limit === undefined ? undefined : Number(limit);
}

export function dated(field: Field, time: Date): Date {
  switch (field.nativeType?.[0]) {
    case 'Date':
      return new Date(Math.floor(time.getTime() / 86_400_000) * 86_400_000);
    case 'Time':
    case 'Timetz':
      return new Date(time.getTime() % 86_400_000);
    default:
      return time;
  }
}
