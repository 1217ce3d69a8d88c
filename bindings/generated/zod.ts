// Generated from the Rust router. Do not edit: run `just gen`.

import * as z from 'zod/mini';
import type * as types from './types';

/** A schema that takes what the compiler takes for a `T`, and gives a `T`. */
type Schema<T> = z.ZodMiniType<T, T>;

/** A string as Rust holds it: without half of a surrogate pair. */
const text = z.string().check(z.refine((value) => !/\p{Surrogate}/u.test(value), { error: 'not well-formed Unicode' }));

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
    [most > 0 && `(?:${group}:){0,${most - 1}}${group}`, most > 1 && `(?:${group}:){0,${most - 2}}${v4}`].filter(
      Boolean,
    );
  const shortened = [0, 1, 2, 3, 4, 5, 6, 7].map((before) => {
    const beginning = before > 0 ? `${group}(?::${group}){${before - 1}}` : '';
    return `${beginning}::(?:${ending(7 - before).join('|')})?`;
  });
  const v6 = [`(?:${group}:){7}${group}`, `(?:${group}:){6}${v4}`, ...shortened].join('|');
  const name = "[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}";
  const address = `${name}@(?=.{1,255}$)(?:${label}(?:\\.${label})*|\\[(?:${v4}|${v6})\\])`;
  return z.regex(new RegExp(`^${address}$`, 'i'), { error: 'not a valid email' });
})();

const bytes = (value: string) => new TextEncoder().encode(value).length;

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

/** An address and a password. */
export const authLoginInput = z.strictObject({
  email: text.check(length(bytes, 'bytes', 3, 254), email),
  password: text.check(length(bytes, 'bytes', 1, 256)),
}) satisfies Schema<types.AuthLoginInput>;

export const authLogoutInput = z.void();

export const authMeInput = z.void();

export const healthPingInput = z.void();

/** `PositionStatus` of the schema. */
export const positionStatusSchema = z.enum(['OPEN', 'CLOSED']) satisfies Schema<types.PositionStatus>;

/** Which positions. */
export const positionsGetAllInput = z.strictObject({
  status: z.nullish(positionStatusSchema),
  cursor: z.nullish(uuid),
  limit: z.nullish(z.int().check(z.gte(1), z.lte(200))),
}) satisfies Schema<types.PositionsGetAllInput>;

/** Where a subscription begins. */
export const streamInputSchema = z.strictObject({
  lastEventId: z.nullish(text.check(length(bytes, 'bytes', 0, 80))),
}) satisfies Schema<types.StreamInput>;

export const positionsOnChangeInput = z.optional(streamInputSchema) satisfies Schema<
  types.Procedures['positions.onChange']['input']
>;

/** `SignalStatus` of the schema. */
export const signalStatusSchema = z.enum([
  'RECEIVED',
  'ACCEPTED',
  'REJECTED',
  'EXECUTED',
]) satisfies Schema<types.SignalStatus>;

/** Which signals. */
export const signalsListInput = z.strictObject({
  botId: z.nullish(uuid),
  status: z.nullish(signalStatusSchema),
  cursor: z.nullish(uuid),
  limit: z.nullish(z.int().check(z.gte(1), z.lte(200))),
}) satisfies Schema<types.SignalsListInput>;

export const signalsOnChangeInput = z.optional(streamInputSchema) satisfies Schema<
  types.Procedures['signals.onChange']['input']
>;

export const signalsOnNewInput = z.optional(streamInputSchema) satisfies Schema<
  types.Procedures['signals.onNew']['input']
>;

/** `SignalAction` of the schema. */
export const signalActionSchema = z.enum(['ORDER', 'CLOSE']) satisfies Schema<types.SignalAction>;

/** `Side` of the schema. */
export const sideSchema = z.enum(['BUY', 'SELL']) satisfies Schema<types.Side>;

/** An exact decimal number as a string, such as "0.015": at most 16 digits before the point and 12 after it. */
export const amountSchema = text.check(
  z.regex(/^[\+\x2d]?0*[0-9]{1,16}(?:\.[0-9]{1,12})?$/u),
) satisfies Schema<types.Amount>;

/** What a bot wants done. No text of PostgreSQL holds the character U+0000. */
export const signalsSubmitInput = z.strictObject({
  botId: z.nullish(uuid),
  dedupKey: text.check(length(chars, 'characters', 1, 128), z.regex(/^[\u{1}-\u{10ffff}]*$/u)),
  venue: text.check(length(chars, 'characters', 1, 32), z.regex(/^[\u{1}-\u{10ffff}]*$/u)),
  symbol: text.check(length(chars, 'characters', 1, 64), z.regex(/^[\u{1}-\u{10ffff}]*$/u)),
  action: z.nullish(signalActionSchema),
  side: z.nullish(sideSchema),
  qty: z.nullish(amountSchema),
  price: z.nullish(amountSchema),
  occurredAt: z.nullish(z.date()),
}) satisfies Schema<types.SignalsSubmitInput>;
