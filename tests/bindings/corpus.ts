/** Random inputs, good and bad, for a schema. */

import type * as z from 'zod/mini';

/** Lengths around the limits that constraints usually set. */
const LENGTHS = [0, 1, 2, 3, 4, 31, 32, 33, 63, 64, 65, 79, 80, 81, 127, 128, 129, 253, 254, 255, 256, 257];

/** Characters of one, two, three and four bytes in UTF-8; of one and two units in UTF-16; and none at all. */
const CHARACTERS = [
  'a',
  'Z',
  '7',
  '-',
  ' ',
  'é',
  'ß',
  '漢',
  '\u{1f600}',
  'e\u0301',
  '\0',
  '\n',
  '\ud800',
  '\udc00',
  '\u2028',
  '@',
];

const NUMBERS = [
  0,
  1,
  -1,
  2,
  50,
  199,
  200,
  201,
  0.5,
  1.5,
  199.999,
  -200,
  255,
  256,
  65_535,
  65_536,
  2 ** 31 - 1,
  2 ** 31,
  2 ** 32 - 1,
  2 ** 32,
  2 ** 53 - 1,
  2 ** 53,
  2 ** 53 + 2,
  1e21,
  1e-7,
  1e308,
  NaN,
  Infinity,
  -Infinity,
];

const BIGINTS = [
  0n,
  1n,
  -1n,
  255n,
  256n,
  2n ** 53n,
  2n ** 63n - 1n,
  2n ** 63n,
  2n ** 64n - 1n,
  2n ** 64n,
  2n ** 127n,
  2n ** 128n,
  2n ** 200n,
  -(2n ** 63n),
  -(2n ** 63n) - 1n,
  -(2n ** 127n) - 1n,
];

const DECIMALS = [
  '0',
  '-0',
  '+1',
  '1',
  '-1',
  '0.015',
  '00012',
  '9999999999999999',
  '10000000000000000',
  '0.123456789012',
  '0.1234567890123',
  '9999999999999999.999999999999',
  '00000000000000000000001.5',
  '1.',
  '.5',
  '1.5.2',
  '1e5',
  '1E-3',
  'NaN',
  'nan',
  'Infinity',
  '-Infinity',
  '0x10',
  '1,5',
  '1_000',
  ' 1',
  '1 ',
  '--1',
  '+-1',
  '-',
  '+',
  '١',
  '½',
  '−1',
  '1\n',
  '',
];

const EMAILS = [
  'a@b',
  'a@b.com',
  'demo@tickwire.dev',
  'A.B+c@Example.COM',
  "o'neil@x-y.org",
  'a@b-.com',
  'a@-b.com',
  'a@b..com',
  'a@.b',
  'a@b.',
  '@b.com',
  'a@',
  'a',
  'a@b@c',
  'a b@c.de',
  'a@b c.de',
  'ä@b.com',
  'a@ä.com',
  'a@[127.0.0.1]',
  'a@[256.0.0.1]',
  'a@[01.2.3.4]',
  'a@127.0.0.1',
  'a@[::1]',
  'a@[::]',
  'a@[1:2:3:4:5:6:7:8]',
  'a@[1:2:3:4:5:6:7::]',
  'a@[1::2::3]',
  'a@[1:2:3:4:5:6:7:8:9]',
  'a@[::ffff:1.2.3.4]',
  'a@[1:2:3:4:5:6:1.2.3.4]',
  'a@[1:2:3:4:5:6:7:1.2.3.4]',
  'a@[::12345]',
  'a@[1.2.3.4::]',
  'a@[fe80::1%eth0]',
  'a@[::1',
  'a@b.com\n',
  '\na@b.com',
  'a@b_c.com',
  `${'x'.repeat(64)}@b.com`,
  `${'x'.repeat(65)}@b.com`,
  `a@${'x'.repeat(63)}.com`,
  `a@${'x'.repeat(64)}.com`,
  `a@${'xy.'.repeat(83)}com`,
  `a@${'xy.'.repeat(84)}com`,
  '"a"@b.com',
  '!#$%&*+/=?^_`{|}~-@b.com',
];

const UUID = '0193b5a2-7c4d-7e8f-9a0b-1c2d3e4f5a6b';
const UUIDS = [
  UUID,
  UUID.toUpperCase(),
  UUID.replaceAll('-', ''),
  `urn:uuid:${UUID}`,
  `URN:UUID:${UUID}`,
  `{${UUID}}`,
  `{${UUID.replaceAll('-', '')}}`,
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  UUID.slice(1),
  `${UUID}0`,
  UUID.replace('0', 'g'),
  `${UUID} `,
  ` ${UUID}`,
  `{${UUID}`,
  `${UUID}}`,
  `urn:uuid:${UUID.replaceAll('-', '')}`,
  UUID.replace('-', '_'),
  UUID.replace('a', '١'),
];

const WORDS = [
  '',
  'OPEN',
  'open',
  'Open',
  'CLOSED',
  'BUY',
  'SELL',
  'ORDER',
  'null',
  'undefined',
  'true',
  '1',
  '[object Object]',
];

export class Corpus {
  #state: number;
  #depth = 0;
  /** serde reads an enum with an inner tag, or with none, twice, and forgets in between what was a `bigint`. */
  #inUnion = false;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** An input that is good, or nearly so, or nothing of the kind. */
  inputOf(schema: z.ZodMiniType): unknown {
    const def = definitionOf(schema);
    // Listed in docs/using-the-crates.md: `null` and `{}` are how a client without `undefined` leaves an input out.
    if (def.type === 'void') return this.#chance(0.5) ? undefined : this.#pick([1, 'x', true, [], [1], { a: 1 }, NaN]);
    // An input as a whole may be left out of the call; whether its schema says so is a matter of its type.
    if (def.type === 'optional') return this.#chance(0.05) ? undefined : this.inputOf(def.innerType);
    // Listed there, too: a `bigint` is read from what is written without an annotation.
    if (def.type === 'bigint') return this.#chance(0.05) ? this.#pick(['x', true, [], {}]) : this.#near(schema);
    if (this.#chance(0.02)) return this.#pick([1, 'x', true, false, [], [1], NaN]);
    const input = this.#near(schema);
    if (def.type !== 'custom' && isObject(input) && this.#chance(0.05)) {
      // With `undefined`, superjson sends a field that is not there; in JSON it would not be sent at all.
      // An enum that is tagged from inside is read twice: a half of a character cannot be, and `undefined` is not seen.
      const extra = def.type === 'union' ? this.#pick([null, 1, 'x', [], {}]) : this.#anything();
      input[this.#pick(['extra', 'Email', 'bot_id', '', 'toString'])] = extra;
    }
    return input;
  }

  /** What the schema asks for, more often than not. */
  #near(schema: z.ZodMiniType): unknown {
    const def = definitionOf(schema);
    switch (def.type) {
      case 'object': {
        const object: Record<string, unknown> = {};
        for (const [key, field] of Object.entries(def.shape)) {
          if (this.#chance(0.03)) continue;
          object[key] = this.#field(field);
        }
        // serde would read a struct from its fields in a row.
        return this.#chance(0.02) ? Object.values(object) : object;
      }
      case 'optional':
        return this.#chance(0.4) ? undefined : this.#near(def.innerType);
      case 'nullable':
        return this.#chance(0.3) ? null : this.#near(def.innerType);
      case 'enum':
        return this.#name(this.#pick(Object.values(def.entries)));
      case 'date':
        return new Date(this.#pick([0, 1, -1, 1_700_000_000_123, 253_402_300_799_999, -62_135_596_800_000]));
      case 'string':
        return this.#chance(0.4) ? this.#text() : this.#pick([...UUIDS, ...EMAILS, ...DECIMALS, ...WORDS]);
      case 'number':
        return this.#chance(0.3) ? Math.floor(this.#random() * 210) : this.#pick(NUMBERS);
      case 'bigint':
        return this.#pick(BIGINTS);
      case 'boolean':
        return this.#chance(0.5);
      case 'null':
        return null;
      case 'literal':
        return this.#chance(0.9) ? this.#name(def.values[0]) : this.#pick(WORDS);
      case 'union': {
        const outside = this.#inUnion;
        this.#inUnion = true;
        const value = this.#near(this.#pick(def.options));
        // With what is another variant's; not `undefined`, as for an input that is a union.
        if (isObject(value) && this.#chance(0.1)) {
          const other = definitionOf(this.#pick(def.options));
          const keys = other.type === 'object' ? Object.keys(other.shape) : [];
          if (keys.length > 0) value[this.#pick(keys)] = this.#pick([null, 1, 'x', [], {}]);
        }
        this.#inUnion = outside;
        return value;
      }
      case 'lazy': {
        // Deep enough to show a difference, and not for ever.
        if (this.#depth > 2) return null;
        this.#depth += 1;
        const inner = this.#near(def.getter());
        this.#depth -= 1;
        return inner;
      }
      case 'array':
        return Array.from({ length: this.#pick([0, 0, 1, 1, 2, 3, 4]) }, () => this.#field(def.element));
      case 'tuple': {
        const items = def.items.map((item) => this.#field(item));
        return this.#chance(0.05) ? this.#pick([items.slice(1), [...items, 1]]) : items;
      }
      case 'record':
        // Listed there, too: an entry that is `undefined` is none.
        return Object.fromEntries(
          Array.from({ length: this.#pick([0, 1, 2]) }, () => [
            this.#chance(0.5) ? this.#text() : String(this.#near(def.keyType)),
            this.#field(def.valueType) ?? null,
          ]),
        );
      case 'custom':
        return this.#pick(NUMBERS);
      default:
        throw new Error(`no inputs are drawn for ${def.type} yet`);
    }
  }

  /** A name; now and then as the object that serde would read a variant without content from. */
  #name(name: unknown): unknown {
    return this.#chance(0.02) ? { [String(name)]: this.#pick([null, undefined, {}, 1]) } : name;
  }

  /** A value of a field: mostly one that the schema alone would take, so that objects as a whole are often good. */
  #field(schema: z.ZodMiniType): unknown {
    // Listed in docs/using-the-crates.md: digits and whole numbers are read where a `bigint` is expected.
    if (this.#chance(0.04) && definitionOf(schema).type !== 'bigint') return this.#anything();
    let candidate = this.#near(schema);
    const tries = this.#chance(0.1) ? 0 : 60;
    for (let n = 0; n < tries && !schema.safeParse(candidate).success; n += 1) candidate = this.#near(schema);
    return candidate;
  }

  #anything(): unknown {
    return this.#pick([
      undefined,
      null,
      true,
      false,
      this.#pick(NUMBERS),
      this.#inUnion ? null : this.#pick(BIGINTS),
      this.#text(),
      this.#pick(WORDS),
      this.#pick(DECIMALS),
      [],
      [null],
      ['OPEN'],
      [1, 2],
      {},
      { a: 1 },
      { OPEN: 1 },
      [[]],
    ]);
  }

  #text(): string {
    const length = this.#pick(LENGTHS);
    const uniform = this.#chance(0.5) ? this.#pick(CHARACTERS) : undefined;
    const text = Array.from({ length }, () => uniform ?? this.#pick(CHARACTERS)).join('');
    return this.#chance(0.3) ? text.slice(0, length) : text;
  }

  #pick<T>(from: readonly T[]): T {
    return from[Math.floor(this.#random() * from.length)] as T;
  }

  #chance(probability: number): boolean {
    return this.#random() < probability;
  }

  /** mulberry32. */
  #random(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
}

/** What zod knows of a schema, as far as inputs are drawn for it. */
type Definition =
  | { type: 'object'; shape: Record<string, z.ZodMiniType> }
  | { type: 'optional' | 'nullable'; innerType: z.ZodMiniType }
  | { type: 'enum'; entries: Record<string, string> }
  | { type: 'literal'; values: unknown[] }
  | { type: 'union'; options: z.ZodMiniType[] }
  | { type: 'lazy'; getter: () => z.ZodMiniType }
  | { type: 'array'; element: z.ZodMiniType }
  | { type: 'tuple'; items: z.ZodMiniType[] }
  | { type: 'record'; keyType: z.ZodMiniType; valueType: z.ZodMiniType }
  | { type: 'custom' }
  | { type: 'date' | 'string' | 'number' | 'bigint' | 'boolean' | 'null' | 'void' };

/** Whether a field may be added. */
function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

function definitionOf(schema: z.ZodMiniType): Definition {
  return schema._zod.def as unknown as Definition;
}
