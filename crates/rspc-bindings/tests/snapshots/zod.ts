// Generated from the Rust router. Do not edit: run `just gen`.

import * as z from 'zod/v4-mini';
import type * as types from './types';

/** A schema that takes what the compiler takes for a `T`, brands aside, and gives a `T`. */
type Schema<T> = z.ZodMiniType<Loose<T>, Unbranded<T>>;
/** A `T` whose optional properties may be `undefined` too, which compilers can be told to keep apart. */
type Loose<T> = T extends { readonly [types.brand]: string } | Date
  ? T
  : T extends Map<infer K, infer V>
    ? Map<Loose<K>, Loose<V>>
    : T extends Set<infer V>
      ? Set<Loose<V>>
      : T extends object
        ? { [K in keyof T]: Loose<T[K]> | LeftOut<T, K> }
        : T;
type LeftOut<T, K extends keyof T> = object extends Pick<T, K> ? undefined : never;
type Unbranded<T> = T extends { readonly [types.brand]: string }
  ? FormOf<T>
  : T extends Date
    ? T
    : T extends Map<infer K, infer V>
      ? Map<Unbranded<K>, Unbranded<V>>
      : T extends Set<infer V>
        ? Set<Unbranded<V>>
        : T extends object
          ? { [K in keyof T]: Unbranded<T[K]> | LeftOut<T, K> }
          : T;
type FormOf<T> = T extends string ? string : T extends number ? number : bigint;
const branded = <T extends F, F>(schema: z.ZodMiniType<F, F>) => schema as z.ZodMiniType<T, F>;

/** A string as Rust holds it: without half of a surrogate pair. */
const text = z
  .string()
  .check(z.refine((value) => !/\p{Surrogate}/u.test(value), { error: 'not well-formed Unicode' }));

/** One Unicode scalar value. */
const char = text.check(z.refine((value) => chars(value) === 1, { error: 'not one character' }));

/** Every number, also those that JSON has no form for: superjson carries them. */
const float = z.custom<number>((value) => typeof value === 'number', { error: 'not a number' });

/** A UUID in each of the forms that Rust reads. */
const uuid = z
  .string()
  .check(
    z.regex(
      /^(?:[0-9a-f]{32}|(?:urn:uuid:)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\})$/i,
      { error: 'not a UUID' },
    ),
  );

/** An e-mail address as the server takes it: a name, an @, and a domain or an IP address in brackets. */
const email = (() => {
  const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
  const byte = '(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])';
  const v4 = `${byte}(?:\\.${byte}){3}`;
  const group = '[0-9a-f]{1,4}';
  const ending = (most: number) =>
    [most > 0 && `(?:${group}:){0,${most - 1}}${group}`, most > 1 && `(?:${group}:){0,${most - 2}}${v4}`].filter(Boolean);
  const shortened = [0, 1, 2, 3, 4, 5, 6, 7].map((before) => {
    const beginning = before > 0 ? `${group}(?::${group}){${before - 1}}` : '';
    return `${beginning}::(?:${ending(7 - before).join('|')})?`;
  });
  const v6 = [`(?:${group}:){7}${group}`, `(?:${group}:){6}${v4}`, ...shortened].join('|');
  const name = '[a-z0-9.!#$%&\'*+/=?^_`{|}~-]{1,64}';
  const address = `${name}@(?=.{1,255}$)(?:${label}(?:\\.${label})*|\\[(?:${v4}|${v6})\\])`;
  return z.regex(new RegExp(`^${address}$`, 'i'), { error: 'not a valid email' });
})();

const chars = (value: string) => Array.from(value).length;

/** A length as the server counts it; both ends are included. */
const length = <T>(count: (value: T) => number, unit: string, min: number, max: number) =>
  z.check<T>(({ value, issues }) => {
    const counted = count(value);
    if (counted < min) {
      issues.push({ code: 'custom', input: value, message: `at least ${min} ${unit}` });
    } else if (counted > max) {
      issues.push({ code: 'custom', input: value, message: `at most ${max} ${unit}` });
    }
  });

/** A range as the server checks it: it ends at the largest finite number, and NaN is not in it. */
const range = (min: number, max: number) =>
  z.refine<number>((value) => value >= min && value <= max, { error: `not from ${min} to ${max}` });

/** A note with whatever goes with it. */
export const noteSchema = z.strictObject({
  text: text,
  payload: z.json(),
  more: z.nullish(z.json()),
}) satisfies Schema<types.Note>;

export const flatDrawInput = noteSchema satisfies Schema<types.Procedures['flat.draw']['input']>;

/** A bot's own id. */
export const botIdSchema = branded<types.BotId, string>(uuid) satisfies Schema<types.BotId>;

/** An order, by its number. */
export const orderIdSchema = branded<types.OrderId, bigint>(z.bigint().check(z.gte(0n), z.lte(18446744073709551615n))) satisfies Schema<types.OrderId>;

/** A place in a list. */
export const rankSchema = branded<types.Rank, number>(z.int().check(z.gte(0), z.lte(65535))) satisfies Schema<types.Rank>;

/** A symbol of an exchange. */
export const symbolSchema = branded<types.Symbol, string>(text.check(z.regex(/^[A-Z]{6}$/u))) satisfies Schema<types.Symbol>;

/** One of two ids. */
export const eitherIdSchema = z.union([z.strictObject({
  Bot: botIdSchema,
}), z.strictObject({
  Order: z.strictObject({
    orderId: orderIdSchema,
  }),
})]) satisfies Schema<types.EitherId>;

/** With a parameter. */
export const betweenOfBotIdSchema = z.strictObject({
  from: botIdSchema,
  to: z.nullish(botIdSchema),
});

/** Bots, and further ones. */
export const fleetSchema: Schema<types.Fleet> = z.strictObject({
  bots: z.array(botIdSchema),
  escort: z.nullish(z.lazy(() => fleetSchema)),
});

/** What has an id. */
export const brandedSchema = z.strictObject({
  bot: botIdSchema,
  parent: z.nullish(botIdSchema),
  order: orderIdSchema,
  rank: z.nullish(rankSchema),
  symbol: symbolSchema,
  byBot: z.record(botIdSchema, rankSchema),
  either: eitherIdSchema,
  between: betweenOfBotIdSchema,
  fleet: fleetSchema,
}) satisfies Schema<types.Branded>;

export const idsEveryInput = brandedSchema satisfies Schema<types.Procedures['ids.every']['input']>;

export const idsOneInput = botIdSchema satisfies Schema<types.Procedures['ids.one']['input']>;

export const oldNothingInput = z.void();

/** A currency, by its code. */
export const currencySchema = text.check(z.regex(/^[A-Z]{3}$/u)) satisfies Schema<types.Currency>;

/** Tagged from inside. */
export const orderSchema = z.discriminatedUnion('type', [z.object({
  type: z.literal('market'),
}), z.strictObject({
  type: z.literal('limit'),
  limitPrice: float.check(range(0.01, Number.MAX_VALUE)),
  postOnly: z.nullish(z.boolean()),
}), z.strictObject({
  type: z.literal('stop'),
  ['offset-in-ticks']: z.int().check(z.gte(1), z.lte(1000)),
})]) satisfies Schema<types.Order>;

/** Tagged from outside. */
export const outsideSchema = z.union([z.literal('Unit'), z.strictObject({
  One: text.check(length(chars, 'characters', 0, 4)),
}), z.strictObject({
  Two: z.tuple([z.int().check(z.gte(0), z.lte(255)), z.boolean()]),
}), z.strictObject({
  Many: z.strictObject({
    someField: z.int().check(z.gte(-32768), z.lte(32767)),
  }),
})]) satisfies Schema<types.Outside>;

/** With one field. */
export const insideSchema = z.strictObject({
  innerField: z.nullish(text),
}) satisfies Schema<types.Inside>;

/** Tagged beside its content. */
export const besideSchema = z.discriminatedUnion('kind', [z.object({
  kind: z.literal('Nothing'),
  value: z.optional(z.null()),
}), z.object({
  kind: z.literal('Number'),
  value: z.int().check(z.gte(0), z.lte(4294967295)),
}), z.object({
  kind: z.literal('Object'),
  value: insideSchema,
})]) satisfies Schema<types.Beside>;

/** From here to there. */
export const spanSchema = z.strictObject({
  from: z.int().check(z.gte(0), z.lte(4294967295)),
  to: z.int().check(z.gte(0), z.lte(4294967295)),
}) satisfies Schema<types.Span>;

/** Not tagged at all. */
export const eitherSchema = z.union([uuid, spanSchema]) satisfies Schema<types.Either>;

/** A tree. */
export const nodeSchema: Schema<types.Node> = z.strictObject({
  name: text.check(z.minLength(1), z.maxLength(3), z.regex(/^\p{ASCII}*$/u)),
  children: z.array(z.lazy(() => nodeSchema)).check(z.maxLength(2)),
});

/** With a parameter. */
export const betweenOfNumberSchema = z.strictObject({
  from: float,
  to: z.nullish(float),
});

/** With a parameter. */
export const betweenOfDateSchema = z.strictObject({
  from: z.date(),
  to: z.nullish(z.date()),
});

/** Of every shape. */
export const shapesEveryInput = z.strictObject({
  id: uuid,
  eMail: z.nullish(text.check(email)),
  currency: currencySchema,
  order: orderSchema,
  outside: outsideSchema,
  beside: besideSchema,
  either: eitherSchema,
  tree: nodeSchema,
  prices: betweenOfNumberSchema,
  dates: betweenOfDateSchema,
  flag: z.optional(z.boolean()),
  letter: char,
  pair: z.tuple([z.int().check(z.gte(-128), z.lte(127)), text]),
  tags: z.array(text.check(length(chars, 'characters', 2, Infinity))).check(z.minLength(1), z.maxLength(3)),
  header: z.nullish(text.check(z.regex(/^x\x2d/u), z.regex(/y/u), z.regex(/z$/u))),
  scores: z.record(text, z.int().check(z.gte(0), z.lte(65535))),
  fixed: z.tuple([z.int().check(z.gte(0), z.lte(255)), z.int().check(z.gte(0), z.lte(255))]),
  class: text,
  size: z.nullish(z.int().check(z.gte(0), z.lte(4294967295))),
  unique: z.array(text),
}) satisfies Schema<types.ShapesEveryInput>;

export const shapesOrderInput = orderSchema satisfies Schema<types.Procedures['shapes.order']['input']>;

export const valuesBigInput = z.bigint().check(z.gte(0n), z.lte(18446744073709551615n)) satisfies Schema<types.Procedures['values.big']['input']>;

/** What a stop order adds. */
export const stopSchema = z.strictObject({
  ['offset-in-ticks']: z.int().check(z.gte(1), z.lte(1000)),
}) satisfies Schema<types.Stop>;

export const valuesManyInput = z.array(stopSchema) satisfies Schema<types.Procedures['values.many']['input']>;

export const valuesMaybeInput = z.optional(z.nullable(z.date())) satisfies Schema<types.Procedures['values.maybe']['input']>;

export const valuesNumberInput = z.int().check(z.gte(0), z.lte(4294967295)) satisfies Schema<types.Procedures['values.number']['input']>;

export const valuesOrdersInput = z.array(orderSchema) satisfies Schema<types.Procedures['values.orders']['input']>;

export const valuesTextInput = text satisfies Schema<types.Procedures['values.text']['input']>;
