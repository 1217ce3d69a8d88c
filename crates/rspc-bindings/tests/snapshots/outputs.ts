// Generated from the Rust router. Do not edit: run `just gen`.

import * as inputs from './zod';
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

export const filesFormOutput = z.array(text) satisfies Schema<types.Procedures['files.form']['output']>;

export const filesPutOutput = z.int().check(z.gte(0), z.lte(4294967295)) satisfies Schema<types.Procedures['files.put']['output']>;

/** Numbers by name, beside its id. */
export const sumsSchema = z.catchall(z.object({
  id: z.int().check(z.gte(0), z.lte(4294967295)),
}), z.int().check(z.gte(0), z.lte(4294967295))) satisfies Schema<types.Sums>;

/** Something, and where it is. */
export const placedOfShapeSchema = z.union([z.object({
  x: z.int().check(z.gte(-2147483648), z.lte(2147483647)),
  kind: z.literal('point'),
}), z.object({
  x: z.int().check(z.gte(-2147483648), z.lte(2147483647)),
  kind: z.literal('circle'),
  radius: float,
}), z.object({
  x: z.int().check(z.gte(-2147483648), z.lte(2147483647)),
  kind: z.literal('named'),
  label: text,
})]);

/** Something, and where it is. */
export const placedOfAccessSchema = z.union([z.object({
  x: z.int().check(z.gte(-2147483648), z.lte(2147483647)),
  Owner: text,
}), z.object({
  x: z.int().check(z.gte(-2147483648), z.lte(2147483647)),
  Guests: z.object({
    at_most: z.int().check(z.gte(0), z.lte(255)),
  }),
})]);

/** A shape that need not be there. */
export const perhapsSchema = z.union([z.union([z.object({
  x: z.int().check(z.gte(-2147483648), z.lte(2147483647)),
  kind: z.literal('point'),
}), z.object({
  x: z.int().check(z.gte(-2147483648), z.lte(2147483647)),
  kind: z.literal('circle'),
  radius: float,
}), z.object({
  x: z.int().check(z.gte(-2147483648), z.lte(2147483647)),
  kind: z.literal('named'),
  label: text,
})]), z.object({
  x: z.int().check(z.gte(-2147483648), z.lte(2147483647)),
})]) satisfies Schema<types.Perhaps>;

/** What everything is flattened into. */
export const drawingSchema = z.object({
  sums: sumsSchema,
  shapes: z.array(placedOfShapeSchema),
  access: placedOfAccessSchema,
  maybe: perhapsSchema,
  amount: text,
  drawn_at: text,
  raw: z.json(),
  raws: z.record(text, z.json()),
}) satisfies Schema<types.Drawing>;

export const flatDrawOutput = drawingSchema satisfies Schema<types.Procedures['flat.draw']['output']>;

/** A place in a list. */
export const rankSchema = branded<types.Rank, number>(z.int().check(z.gte(0), z.lte(65535))) satisfies Schema<types.Rank>;

/** A bot's own id. */
export const botIdSchema = branded<types.BotId, string>(uuid) satisfies Schema<types.BotId>;

/** An order, by its number. */
export const orderIdSchema = branded<types.OrderId, bigint>(z.bigint().check(z.gte(0n), z.lte(18446744073709551615n))) satisfies Schema<types.OrderId>;

/** A symbol of an exchange. */
export const symbolSchema = branded<types.Symbol, string>(text.check(z.regex(/^[A-Z]{6}$/u))) satisfies Schema<types.Symbol>;

/** As they are answered. */
export const knownSchema = z.object({
  byBot: z.record(botIdSchema, rankSchema),
  byOrder: z.map(orderIdSchema, botIdSchema),
  symbol: z.nullable(symbolSchema),
}) satisfies Schema<types.Known>;

export const idsEveryOutput = knownSchema satisfies Schema<types.Procedures['ids.every']['output']>;

export const idsOneOutput = z.nullable(botIdSchema) satisfies Schema<types.Procedures['ids.one']['output']>;

export const oldNothingOutput = z.void();

/** A currency, by its code. */
export const currencySchema = text.check(z.regex(/^[A-Z]{3}$/u)) satisfies Schema<types.Currency>;

export const rowSchema = z.object({
  currency: currencySchema,
}) satisfies Schema<types.Row>;

/** What JSON has no form for. */
export const answerOfRowSchema = z.object({
  id: z.bigint().check(z.gte(0n), z.lte(18446744073709551615n)),
  at: z.date(),
  closedAt: z.nullable(z.date()),
  byId: z.map(z.bigint().check(z.gte(0n), z.lte(18446744073709551615n)), rowSchema),
  seen: z.set(text),
  old: z.boolean(),
  page: z.nullable(z.array(rowSchema)),
});

export const shapesEveryOutput = answerOfRowSchema satisfies Schema<types.Procedures['shapes.every']['output']>;

export const shapesOrderOutput = z.void();

export const valuesBigOutput = z.bigint().check(z.gte(0n), z.lte(18446744073709551615n)) satisfies Schema<types.Procedures['values.big']['output']>;

export const valuesManyOutput = z.void();

export const valuesMaybeOutput = z.nullable(z.date()) satisfies Schema<types.Procedures['values.maybe']['output']>;

export const valuesNumberOutput = z.int().check(z.gte(0), z.lte(4294967295)) satisfies Schema<types.Procedures['values.number']['output']>;

export const valuesOrdersOutput = z.void();

export const valuesTextOutput = text satisfies Schema<types.Procedures['values.text']['output']>;

/** Every procedure: its kind, what it takes and what it answers. */
export const procedures = {
  'files.form': { kind: 'mutation', input: z.unknown(), output: filesFormOutput },
  'files.put': { kind: 'mutation', input: z.unknown(), output: filesPutOutput },
  'flat.draw': { kind: 'mutation', input: inputs.flatDrawInput, output: flatDrawOutput },
  'ids.every': { kind: 'mutation', input: inputs.idsEveryInput, output: idsEveryOutput },
  'ids.one': { kind: 'query', input: inputs.idsOneInput, output: idsOneOutput },
  'old.nothing': { kind: 'query', input: inputs.oldNothingInput, output: oldNothingOutput },
  'shapes.every': { kind: 'mutation', input: inputs.shapesEveryInput, output: shapesEveryOutput },
  'shapes.order': { kind: 'mutation', input: inputs.shapesOrderInput, output: shapesOrderOutput },
  'values.big': { kind: 'query', input: inputs.valuesBigInput, output: valuesBigOutput },
  'values.many': { kind: 'mutation', input: inputs.valuesManyInput, output: valuesManyOutput },
  'values.maybe': { kind: 'query', input: inputs.valuesMaybeInput, output: valuesMaybeOutput },
  'values.number': { kind: 'query', input: inputs.valuesNumberInput, output: valuesNumberOutput },
  'values.orders': { kind: 'mutation', input: inputs.valuesOrdersInput, output: valuesOrdersOutput },
  'values.text': { kind: 'query', input: inputs.valuesTextInput, output: valuesTextOutput },
} as const;
