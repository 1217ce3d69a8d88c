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

/** The address to be, the password, and a code, for whoever has a second factor. */
export const accountChangeEmailInput = z.strictObject({
  email: text.check(length(bytes, 'bytes', 3, 254), email),
  password: z.nullish(text.check(length(chars, 'characters', 1, 256))),
  code: z.nullish(text.check(length(chars, 'characters', 6, 64))),
}) satisfies Schema<types.AccountChangeEmailInput>;

/** The password before, the one to be, and a code, for whoever has a second factor. */
export const accountChangePasswordInput = z.strictObject({
  currentPassword: z.nullish(text.check(length(chars, 'characters', 1, 256))),
  newPassword: text.check(length(chars, 'characters', 8, 256)),
  code: z.nullish(text.check(length(chars, 'characters', 6, 64))),
}) satisfies Schema<types.AccountChangePasswordInput>;

/** What the link said. */
export const accountConfirmEmailInput = z.strictObject({
  token: text.check(length(chars, 'characters', 1, 128)),
}) satisfies Schema<types.AccountConfirmEmailInput>;

/**
 * One line that looks like what it is: no space at either end, and no character that ends the line, is not seen, or
 * turns the letters round. Names stand in mails to strangers and in the audit log.
 */
export const nameSchema = text.check(
  length(chars, 'characters', 1, 64),
  z.regex(
    /^[^\x00- \x7f-\x9f\xad\u200b\u2028-\u202e\u2060-\u2069\ufeff](?:[^\x00-\x1f\x7f-\x9f\xad\u200b\u2028-\u202e\u2060-\u2069\ufeff]*[^\x00- \x7f-\x9f\xad\u200b\u2028-\u202e\u2060-\u2069\ufeff])?$/u,
  ),
) satisfies Schema<types.Name>;

/** What is to be another. */
export const accountUpdateProfileInput = z.strictObject({
  name: nameSchema,
}) satisfies Schema<types.AccountUpdateProfileInput>;

/** Which part of it. */
export const auditExportInput = z.strictObject({
  cursor: z.nullish(z.int().check(z.gte(0), z.lte(4294967295))),
  limit: z.nullish(z.int().check(z.gte(1), z.lte(1000))),
}) satisfies Schema<types.AuditExportInput>;

/** Which entries. */
export const auditListInput = z.strictObject({
  action: z.nullish(text.check(length(chars, 'characters', 1, 64), z.regex(/^[^\x00]*$/u))),
  actorId: z.nullish(uuid),
  from: z.nullish(z.date()),
  to: z.nullish(z.date()),
  cursor: z.nullish(z.int().check(z.gte(0), z.lte(4294967295))),
  limit: z.nullish(z.int().check(z.gte(1), z.lte(200))),
}) satisfies Schema<types.AuditListInput>;

export const auditVerifyInput = z.void();

/** What the link said, and what a person is made of. */
export const authCompleteRegistrationInput = z.strictObject({
  token: text.check(length(chars, 'characters', 1, 128)),
  name: nameSchema,
  password: text.check(length(chars, 'characters', 8, 256)),
  teamName: nameSchema,
}) satisfies Schema<types.AuthCompleteRegistrationInput>;

/** What the authenticator shows. */
export const authCompleteSignInInput = z.strictObject({
  code: text.check(length(chars, 'characters', 6, 64)),
}) satisfies Schema<types.AuthCompleteSignInInput>;

/** The password; and a code, for whoever has a second factor. */
export const authConfirmInput = z.strictObject({
  password: text.check(length(chars, 'characters', 1, 256)),
  code: z.nullish(text.check(length(chars, 'characters', 6, 64))),
}) satisfies Schema<types.AuthConfirmInput>;

/** An address. */
export const authForgotPasswordInput = z.strictObject({
  email: text.check(length(bytes, 'bytes', 3, 254), email),
}) satisfies Schema<types.AuthForgotPasswordInput>;

/** An address and a password; and a code, for whoever has a second factor. */
export const authLoginInput = z.strictObject({
  email: text.check(length(bytes, 'bytes', 3, 254), email),
  password: text.check(length(chars, 'characters', 1, 256)),
  code: z.nullish(text.check(length(chars, 'characters', 6, 64))),
}) satisfies Schema<types.AuthLoginInput>;

export const authLogoutInput = z.void();

export const authLogoutEverywhereInput = z.void();

export const authMeInput = z.void();

export const authProvidersInput = z.void();

/** An address. */
export const authRegisterInput = z.strictObject({
  email: text.check(length(bytes, 'bytes', 3, 254), email),
}) satisfies Schema<types.AuthRegisterInput>;

/** What the link said, and the password to be. */
export const authResetPasswordInput = z.strictObject({
  token: text.check(length(chars, 'characters', 1, 128)),
  password: text.check(length(chars, 'characters', 8, 256)),
}) satisfies Schema<types.AuthResetPasswordInput>;

/** A backtest. */
export const backtestIdSchema = branded<types.BacktestId, string>(uuid) satisfies Schema<types.BacktestId>;

/** Which backtest. */
export const backtestsCancelInput = z.strictObject({
  id: backtestIdSchema,
}) satisfies Schema<types.BacktestsCancelInput>;

/** An exact decimal number as a string, such as "0.015": at most 16 digits before the point and 12 after it. */
export const amountSchema = text.check(
  z.regex(/^[\+\x2d]?0*[0-9]{1,16}(?:\.[0-9]{1,12})?$/u),
) satisfies Schema<types.Amount>;

/** A strategy and its parameters, as they are asked for. */
export const strategyInputSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('MA_CROSSOVER'),
    fast: z.int().check(z.gte(1), z.lte(10000)),
    slow: z.int().check(z.gte(2), z.lte(10000)),
    short: z.nullish(z.boolean()),
  }),
  z.strictObject({
    type: z.literal('RSI'),
    period: z.int().check(z.gte(2), z.lte(10000)),
    oversold: amountSchema,
    overbought: amountSchema,
    short: z.nullish(z.boolean()),
  }),
]) satisfies Schema<types.StrategyInput>;

/** A set of candles that a team brought. */
export const candleSetIdSchema = branded<types.CandleSetId, string>(uuid) satisfies Schema<types.CandleSetId>;

/** How long a candle lasts: minutes, hours, a day; in UTC. */
export const candleIntervalSchema = z.enum([
  'M1',
  'M5',
  'M15',
  'H1',
  'H4',
  'D1',
]) satisfies Schema<types.CandleInterval>;

/** What is tried, on what, and at what cost. */
export const backtestsCreateInput = z.strictObject({
  name: nameSchema,
  strategy: strategyInputSchema,
  venue: text.check(length(chars, 'characters', 1, 32), z.regex(/^[^\x00]*$/u)),
  symbol: text.check(length(chars, 'characters', 1, 32), z.regex(/^[^\x00]*$/u)),
  candleSetId: z.nullish(candleSetIdSchema),
  interval: candleIntervalSchema,
  from: z.nullish(z.date()),
  to: z.nullish(z.date()),
  qty: amountSchema,
  cash: amountSchema,
  maxLeverage: z.nullish(amountSchema),
  feeRate: amountSchema,
  slippageBps: amountSchema,
  seed: z.nullish(z.int().check(z.gte(0), z.lte(4294967295))),
  idempotencyKey: z.nullish(uuid),
}) satisfies Schema<types.BacktestsCreateInput>;

/** Which backtest. */
export const backtestsGetInput = z.strictObject({
  id: backtestIdSchema,
}) satisfies Schema<types.BacktestsGetInput>;

/** Which of them. */
export const backtestsListInput = z.strictObject({
  cursor: z.nullish(uuid),
  limit: z.nullish(z.int().check(z.gte(1), z.lte(200))),
}) satisfies Schema<types.BacktestsListInput>;

/** Where a subscription begins. */
export const streamInputSchema = z.strictObject({
  lastEventId: z.nullish(text.check(length(bytes, 'bytes', 0, 80))),
}) satisfies Schema<types.StreamInput>;

export const backtestsOnChangeInput = z.optional(streamInputSchema) satisfies Schema<
  types.Procedures['backtests.onChange']['input']
>;

/** Of which backtest. */
export const backtestsOnProgressInput = z.strictObject({
  id: backtestIdSchema,
}) satisfies Schema<types.BacktestsOnProgressInput>;

/** Of which backtest, and which. */
export const backtestsTradesInput = z.strictObject({
  id: backtestIdSchema,
  cursor: z.nullish(z.int().check(z.gte(0), z.lte(2147483647))),
  limit: z.nullish(z.int().check(z.gte(1), z.lte(1000))),
}) satisfies Schema<types.BacktestsTradesInput>;

/** A command to a bot. */
export const commandIdSchema = branded<types.CommandId, string>(uuid) satisfies Schema<types.CommandId>;

/** Which command, and what came of it. */
export const botsAcknowledgeInput = z.strictObject({
  id: commandIdSchema,
  done: z.boolean(),
  result: z.nullish(text.check(length(chars, 'characters', 1, 2000), z.regex(/^[^\x00]*$/u))),
}) satisfies Schema<types.BotsAcknowledgeInput>;

/** A bot. */
export const botIdSchema = branded<types.BotId, string>(uuid) satisfies Schema<types.BotId>;

/** `CommandKind` of the schema. */
export const commandKindSchema = z.enum(['PAUSE', 'FLATTEN', 'RELOAD', 'CUSTOM']) satisfies Schema<types.CommandKind>;

/** Which bot, and what it is to do. */
export const botsCommandInput = z.strictObject({
  id: botIdSchema,
  kind: commandKindSchema,
  payload: z.nullish(z.record(text, z.json())),
  idempotencyKey: z.nullish(uuid),
}) satisfies Schema<types.BotsCommandInput>;

/** `CommandStatus` of the schema. */
export const commandStatusSchema = z.enum(['WAITING', 'DONE', 'FAILED']) satisfies Schema<types.CommandStatus>;

/** Of which bot, and which of them. */
export const botsCommandsInput = z.strictObject({
  id: botIdSchema,
  status: z.nullish(commandStatusSchema),
  cursor: z.nullish(uuid),
  limit: z.nullish(z.int().check(z.gte(1), z.lte(200))),
}) satisfies Schema<types.BotsCommandsInput>;

/**
 * What a bot follows that has no program: a built-in strategy, on which candles, with how much. The content of its
 * versions has this shape.
 */
export const botSetupInputSchema = z.strictObject({
  strategy: strategyInputSchema,
  venue: text.check(length(chars, 'characters', 1, 32), z.regex(/^[^\x00]*$/u)),
  symbol: text.check(length(chars, 'characters', 1, 32), z.regex(/^[^\x00]*$/u)),
  interval: candleIntervalSchema,
  qty: amountSchema,
}) satisfies Schema<types.BotSetupInput>;

/** What the bot is called, and what it follows. */
export const botsCreateInput = z.strictObject({
  name: nameSchema,
  setup: z.nullish(botSetupInputSchema),
  idempotencyKey: z.nullish(uuid),
}) satisfies Schema<types.BotsCreateInput>;

/** Which bot. */
export const botsGetInput = z.strictObject({
  id: botIdSchema,
}) satisfies Schema<types.BotsGetInput>;

/** `BotStatus` of the schema. */
export const botStatusSchema = z.enum(['STOPPED', 'RUNNING', 'PAUSED']) satisfies Schema<types.BotStatus>;

/** Which bot, and what it does. */
export const botsHeartbeatInput = z.strictObject({
  id: botIdSchema,
  status: botStatusSchema,
}) satisfies Schema<types.BotsHeartbeatInput>;

/** Which of them. */
export const botsListInput = z.strictObject({
  cursor: z.nullish(uuid),
  limit: z.nullish(z.int().check(z.gte(1), z.lte(200))),
}) satisfies Schema<types.BotsListInput>;

/** `MessageLevel` of the schema. */
export const messageLevelSchema = z.enum(['INFO', 'WARNING', 'ERROR']) satisfies Schema<types.MessageLevel>;

/** Something that a bot says. */
export const botLineSchema = z.strictObject({
  level: z.nullish(messageLevelSchema),
  text: text.check(length(chars, 'characters', 1, 2000), z.regex(/^[^\x00]*$/u)),
  at: z.nullish(z.date()),
}) satisfies Schema<types.BotLine>;

/** Which bot, and what it has to say. */
export const botsLogInput = z.strictObject({
  id: botIdSchema,
  messages: z.array(botLineSchema).check(z.minLength(1), z.maxLength(100)),
  idempotencyKey: z.nullish(uuid),
}) satisfies Schema<types.BotsLogInput>;

/** Of which bot, and which of them. */
export const botsMessagesInput = z.strictObject({
  id: botIdSchema,
  level: z.nullish(messageLevelSchema),
  cursor: z.nullish(uuid),
  limit: z.nullish(z.int().check(z.gte(1), z.lte(200))),
}) satisfies Schema<types.BotsMessagesInput>;

export const botsOnChangeInput = z.optional(streamInputSchema) satisfies Schema<
  types.Procedures['bots.onChange']['input']
>;

/** Which bot, and after which command. */
export const botsOnCommandInput = z.strictObject({
  id: botIdSchema,
  lastEventId: z.nullish(text.check(length(bytes, 'bytes', 0, 80))),
}) satisfies Schema<types.BotsOnCommandInput>;

export const botsOnCommandChangeInput = z.optional(streamInputSchema) satisfies Schema<
  types.Procedures['bots.onCommandChange']['input']
>;

export const botsOnMessageInput = z.optional(streamInputSchema) satisfies Schema<
  types.Procedures['bots.onMessage']['input']
>;

/** Which bot. */
export const botsPauseInput = z.strictObject({
  id: botIdSchema,
}) satisfies Schema<types.BotsPauseInput>;

/** Which bot, and its name from now on. */
export const botsRenameInput = z.strictObject({
  id: botIdSchema,
  name: nameSchema,
}) satisfies Schema<types.BotsRenameInput>;

/** Which bot, and what it is to follow. */
export const botsSaveVersionInput = z.strictObject({
  id: botIdSchema,
  after: z.int().check(z.gte(0), z.lte(2147483647)),
  content: z.record(text, z.json()),
}) satisfies Schema<types.BotsSaveVersionInput>;

/** Which bot. */
export const botsStartInput = z.strictObject({
  id: botIdSchema,
}) satisfies Schema<types.BotsStartInput>;

/** Which bot, and why. */
export const botsStopInput = z.strictObject({
  id: botIdSchema,
  reason: z.nullish(text.check(length(chars, 'characters', 1, 500))),
}) satisfies Schema<types.BotsStopInput>;

/** Of which bot, and which of them. */
export const botsVersionsInput = z.strictObject({
  id: botIdSchema,
  cursor: z.nullish(uuid),
  limit: z.nullish(z.int().check(z.gte(1), z.lte(200))),
}) satisfies Schema<types.BotsVersionsInput>;

/** What is done about a running bot that sends no heartbeats. */
export const quietActionSchema = z.enum(['TELL', 'PAUSE', 'CLOSE']) satisfies Schema<types.QuietAction>;

/** Which bot, and when it has gone quiet. */
export const botsWatchInput = z.strictObject({
  id: botIdSchema,
  quietAfter: z.nullish(z.int().check(z.gte(1), z.lte(86400))),
  onQuiet: quietActionSchema,
}) satisfies Schema<types.BotsWatchInput>;

/** Which of them. */
export const candleSetsListInput = z.strictObject({
  cursor: z.nullish(uuid),
  limit: z.nullish(z.int().check(z.gte(1), z.lte(200))),
}) satisfies Schema<types.CandleSetsListInput>;

/** Which set. */
export const candleSetsRemoveInput = z.strictObject({
  id: candleSetIdSchema,
}) satisfies Schema<types.CandleSetsRemoveInput>;

/** Whose, and since when. */
export const equityGetInputSchema = z.strictObject({
  botId: z.nullish(botIdSchema),
  hours: z.nullish(z.int().check(z.gte(1), z.lte(87600))),
}) satisfies Schema<types.EquityGetInput>;

export const equityGetInput = z.optional(equityGetInputSchema) satisfies Schema<
  types.Procedures['equity.get']['input']
>;

export const equityOnChangeInput = z.optional(streamInputSchema) satisfies Schema<
  types.Procedures['equity.onChange']['input']
>;

/** `Side` of the schema. */
export const sideSchema = z.enum(['BUY', 'SELL']) satisfies Schema<types.Side>;

/** Which. */
export const fillsListInput = z.strictObject({
  botId: z.nullish(botIdSchema),
  venue: z.nullish(text.check(length(chars, 'characters', 1, 32), z.regex(/^[^\x00]*$/u))),
  symbol: z.nullish(text.check(length(chars, 'characters', 1, 64), z.regex(/^[^\x00]*$/u))),
  side: z.nullish(sideSchema),
  from: z.nullish(z.date()),
  to: z.nullish(z.date()),
  cursor: z.nullish(uuid),
  limit: z.nullish(z.int().check(z.gte(1), z.lte(200))),
}) satisfies Schema<types.FillsListInput>;

export const fillsOnNewInput = z.optional(streamInputSchema) satisfies Schema<types.Procedures['fills.onNew']['input']>;

export const healthPingInput = z.void();

export const identitiesListInput = z.void();

/** An identity that a person has elsewhere. */
export const identityIdSchema = branded<types.IdentityId, string>(uuid) satisfies Schema<types.IdentityId>;

/** Which one, the password, and a code, for whoever has a second factor. */
export const identitiesUnlinkInput = z.strictObject({
  id: identityIdSchema,
  password: z.nullish(text.check(length(chars, 'characters', 1, 256))),
  code: z.nullish(text.check(length(chars, 'characters', 6, 64))),
}) satisfies Schema<types.IdentitiesUnlinkInput>;

/** Which of them. */
export const instrumentsListInput = z.strictObject({
  cursor: z.nullish(uuid),
  limit: z.nullish(z.int().check(z.gte(1), z.lte(200))),
}) satisfies Schema<types.InstrumentsListInput>;

/** What the link said; and, of somebody new, who they are. */
export const invitationsAcceptInput = z.strictObject({
  token: text.check(length(chars, 'characters', 1, 128)),
  name: z.nullish(nameSchema),
  password: z.nullish(text.check(length(chars, 'characters', 8, 256))),
}) satisfies Schema<types.InvitationsAcceptInput>;

/** What a person may do in a tenant. */
export const roleSchema = z.enum(['OWNER', 'ADMIN', 'TRADER', 'VIEWER']) satisfies Schema<types.Role>;

/** Whom, and as what. */
export const invitationsCreateInput = z.strictObject({
  email: text.check(length(bytes, 'bytes', 3, 254), email),
  role: roleSchema,
  idempotencyKey: z.nullish(uuid),
}) satisfies Schema<types.InvitationsCreateInput>;

/** What the link said. */
export const invitationsGetInput = z.strictObject({
  token: text.check(length(chars, 'characters', 1, 128)),
}) satisfies Schema<types.InvitationsGetInput>;

/** Which of them. */
export const invitationsListInput = z.strictObject({
  cursor: z.nullish(uuid),
  limit: z.nullish(z.int().check(z.gte(1), z.lte(200))),
}) satisfies Schema<types.InvitationsListInput>;

/** An invitation. */
export const invitationIdSchema = branded<types.InvitationId, string>(uuid) satisfies Schema<types.InvitationId>;

/** Which invitation. */
export const invitationsResendInput = z.strictObject({
  id: invitationIdSchema,
}) satisfies Schema<types.InvitationsResendInput>;

/** Which invitation. */
export const invitationsRevokeInput = z.strictObject({
  id: invitationIdSchema,
}) satisfies Schema<types.InvitationsRevokeInput>;

export const jobsListInput = z.void();

/** Background work. */
export const jobIdSchema = branded<types.JobId, string>(uuid) satisfies Schema<types.JobId>;

/** Which job. */
export const jobsRetryInput = z.strictObject({
  id: jobIdSchema,
}) satisfies Schema<types.JobsRetryInput>;

/** What an API key may do. */
export const apiKeyScopeSchema = z.enum(['READ', 'SIGNALS', 'TRADE']) satisfies Schema<types.ApiKeyScope>;

/** What the key is for. */
export const keysCreateInput = z.strictObject({
  name: nameSchema,
  scopes: z.array(apiKeyScopeSchema).check(z.minLength(1), z.maxLength(3)),
  botId: z.nullish(botIdSchema),
  expiresAt: z.nullish(z.date()),
  idempotencyKey: z.nullish(uuid),
}) satisfies Schema<types.KeysCreateInput>;

/** Which of them. */
export const keysListInput = z.strictObject({
  cursor: z.nullish(uuid),
  limit: z.nullish(z.int().check(z.gte(1), z.lte(200))),
}) satisfies Schema<types.KeysListInput>;

/** An API key. */
export const apiKeyIdSchema = branded<types.ApiKeyId, string>(uuid) satisfies Schema<types.ApiKeyId>;

/** Which key. */
export const keysRevokeInput = z.strictObject({
  id: apiKeyIdSchema,
}) satisfies Schema<types.KeysRevokeInput>;

/** Which key, and for how long both are good. */
export const keysRotateInput = z.strictObject({
  id: apiKeyIdSchema,
  overlapSeconds: z.int().check(z.gte(0), z.lte(604800)),
  expiresAt: z.nullish(z.date()),
  idempotencyKey: z.nullish(uuid),
}) satisfies Schema<types.KeysRotateInput>;

/** Which candles. */
export const marketCandlesInput = z.strictObject({
  venue: text.check(length(chars, 'characters', 1, 32), z.regex(/^[^\x00]*$/u)),
  symbol: text.check(length(chars, 'characters', 1, 32), z.regex(/^[^\x00]*$/u)),
  interval: candleIntervalSchema,
  candleSetId: z.nullish(candleSetIdSchema),
  from: z.nullish(z.date()),
  cursor: z.nullish(z.date()),
  limit: z.nullish(z.int().check(z.gte(1), z.lte(1000))),
}) satisfies Schema<types.MarketCandlesInput>;

/** Of which instrument. */
export const marketOnTickInput = z.strictObject({
  venue: text.check(length(chars, 'characters', 1, 32), z.regex(/^[^\x00]*$/u)),
  symbol: text.check(length(chars, 'characters', 1, 32), z.regex(/^[^\x00]*$/u)),
}) satisfies Schema<types.MarketOnTickInput>;

/** A person. */
export const userIdSchema = branded<types.UserId, string>(uuid) satisfies Schema<types.UserId>;

/** Who, and what they are from now on. */
export const membersChangeRoleInput = z.strictObject({
  userId: userIdSchema,
  role: roleSchema,
}) satisfies Schema<types.MembersChangeRoleInput>;

export const membersLeaveInput = z.void();

/** Which of them. */
export const membersListInput = z.strictObject({
  cursor: z.nullish(uuid),
  limit: z.nullish(z.int().check(z.gte(1), z.lte(200))),
}) satisfies Schema<types.MembersListInput>;

/** Who. */
export const membersRemoveInput = z.strictObject({
  userId: userIdSchema,
}) satisfies Schema<types.MembersRemoveInput>;

/** An order. */
export const orderIdSchema = branded<types.OrderId, string>(uuid) satisfies Schema<types.OrderId>;

/** Which. */
export const ordersCancelInput = z.strictObject({
  id: orderIdSchema,
}) satisfies Schema<types.OrdersCancelInput>;

/** Whose. */
export const ordersCancelAllInputSchema = z.strictObject({
  botId: z.nullish(botIdSchema),
}) satisfies Schema<types.OrdersCancelAllInput>;

export const ordersCancelAllInput = z.optional(ordersCancelAllInputSchema) satisfies Schema<
  types.Procedures['orders.cancelAll']['input']
>;

/** Which. */
export const ordersGetInput = z.strictObject({
  id: orderIdSchema,
}) satisfies Schema<types.OrdersGetInput>;

/** `OrderStatus` of the schema. */
export const orderStatusSchema = z.enum([
  'INITIALIZED',
  'DENIED',
  'SUBMITTED',
  'ACCEPTED',
  'REJECTED',
  'CANCELED',
  'EXPIRED',
  'TRIGGERED',
  'PENDING_UPDATE',
  'PENDING_CANCEL',
  'PARTIALLY_FILLED',
  'FILLED',
]) satisfies Schema<types.OrderStatus>;

/** Which orders. */
export const ordersListInput = z.strictObject({
  botId: z.nullish(botIdSchema),
  venue: z.nullish(text.check(length(chars, 'characters', 1, 32), z.regex(/^[^\x00]*$/u))),
  symbol: z.nullish(text.check(length(chars, 'characters', 1, 64), z.regex(/^[^\x00]*$/u))),
  status: z.nullish(orderStatusSchema),
  open: z.nullish(z.boolean()),
  side: z.nullish(sideSchema),
  from: z.nullish(z.date()),
  to: z.nullish(z.date()),
  cursor: z.nullish(uuid),
  limit: z.nullish(z.int().check(z.gte(1), z.lte(200))),
}) satisfies Schema<types.OrdersListInput>;

export const ordersOnChangeInput = z.optional(streamInputSchema) satisfies Schema<
  types.Procedures['orders.onChange']['input']
>;

/** `OrderType` of the schema. */
export const orderTypeSchema = z.enum([
  'MARKET',
  'LIMIT',
  'STOP',
  'STOP_LIMIT',
  'TAKE_PROFIT',
  'TAKE_PROFIT_LIMIT',
]) satisfies Schema<types.OrderType>;

/** `TimeInForce` of the schema. */
export const timeInForceSchema = z.enum(['GTC', 'IOC', 'FOK']) satisfies Schema<types.TimeInForce>;

/** What is to be traded. */
export const ordersPlaceInput = z.strictObject({
  botId: botIdSchema,
  venue: text.check(length(chars, 'characters', 1, 32), z.regex(/^[^\x00]*$/u)),
  symbol: text.check(length(chars, 'characters', 1, 64), z.regex(/^[^\x00]*$/u)),
  side: sideSchema,
  qty: amountSchema,
  type: z.nullish(orderTypeSchema),
  price: z.nullish(amountSchema),
  triggerPrice: z.nullish(amountSchema),
  timeInForce: z.nullish(timeInForceSchema),
  reduceOnly: z.nullish(z.boolean()),
  postOnly: z.nullish(z.boolean()),
  idempotencyKey: z.nullish(uuid),
}) satisfies Schema<types.OrdersPlaceInput>;

/** A position. */
export const positionIdSchema = branded<types.PositionId, string>(uuid) satisfies Schema<types.PositionId>;

/** Which. */
export const positionsCloseInput = z.strictObject({
  id: positionIdSchema,
  idempotencyKey: z.nullish(uuid),
}) satisfies Schema<types.PositionsCloseInput>;

/** Whose. */
export const positionsCloseAllInputSchema = z.strictObject({
  botId: z.nullish(botIdSchema),
  idempotencyKey: z.nullish(uuid),
}) satisfies Schema<types.PositionsCloseAllInput>;

export const positionsCloseAllInput = z.optional(positionsCloseAllInputSchema) satisfies Schema<
  types.Procedures['positions.closeAll']['input']
>;

/** Which. */
export const positionsGetInput = z.strictObject({
  id: positionIdSchema,
}) satisfies Schema<types.PositionsGetInput>;

/** `PositionStatus` of the schema. */
export const positionStatusSchema = z.enum(['OPEN', 'CLOSED']) satisfies Schema<types.PositionStatus>;

/** Which way a position looks. */
export const positionSideSchema = z.enum(['LONG', 'SHORT', 'FLAT']) satisfies Schema<types.PositionSide>;

/** Which positions. */
export const positionsGetAllInput = z.strictObject({
  botId: z.nullish(botIdSchema),
  venue: z.nullish(text.check(length(chars, 'characters', 1, 32), z.regex(/^[^\x00]*$/u))),
  symbol: z.nullish(text.check(length(chars, 'characters', 1, 64), z.regex(/^[^\x00]*$/u))),
  status: z.nullish(positionStatusSchema),
  side: z.nullish(positionSideSchema),
  from: z.nullish(z.date()),
  to: z.nullish(z.date()),
  cursor: z.nullish(uuid),
  limit: z.nullish(z.int().check(z.gte(1), z.lte(200))),
}) satisfies Schema<types.PositionsGetAllInput>;

export const positionsOnChangeInput = z.optional(streamInputSchema) satisfies Schema<
  types.Procedures['positions.onChange']['input']
>;

export const riskGetInput = z.void();

/** What a kill switch lets out. */
export const haltStateSchema = z.enum(['REDUCING', 'HALTED']) satisfies Schema<types.HaltState>;

/** What is to be halted, and how far. */
export const riskHaltInput = z.strictObject({
  botId: z.nullish(botIdSchema),
  state: z.nullish(haltStateSchema),
  reason: text.check(length(chars, 'characters', 1, 200), z.regex(/^[^\x00]*$/u)),
  keepOrders: z.nullish(z.boolean()),
}) satisfies Schema<types.RiskHaltInput>;

/** What is locked, and until when. */
export const riskLockPairInput = z.strictObject({
  botId: z.nullish(botIdSchema),
  venue: text.check(length(chars, 'characters', 1, 32), z.regex(/^[^\x00]*$/u)),
  symbol: text.check(length(chars, 'characters', 1, 64), z.regex(/^[^\x00]*$/u)),
  until: z.date(),
  reason: text.check(length(chars, 'characters', 1, 200), z.regex(/^[^\x00]*$/u)),
  idempotencyKey: z.nullish(uuid),
}) satisfies Schema<types.RiskLockPairInput>;

export const riskOnChangeInput = z.optional(streamInputSchema) satisfies Schema<
  types.Procedures['risk.onChange']['input']
>;

/** A limit. */
export const riskLimitIdSchema = branded<types.RiskLimitId, string>(uuid) satisfies Schema<types.RiskLimitId>;

/** Which. */
export const riskRemoveLimitInput = z.strictObject({
  id: riskLimitIdSchema,
}) satisfies Schema<types.RiskRemoveLimitInput>;

/** What is to go on. */
export const riskResumeInputSchema = z.strictObject({
  botId: z.nullish(botIdSchema),
}) satisfies Schema<types.RiskResumeInput>;

export const riskResumeInput = z.optional(riskResumeInputSchema) satisfies Schema<
  types.Procedures['risk.resume']['input']
>;

/** What a limit bounds. Values are in the quote currency unless they say otherwise. */
export const riskRuleSchema = z.enum([
  'MAX_OPEN_POSITIONS',
  'MAX_ORDER_NOTIONAL',
  'MAX_TOTAL_NOTIONAL',
  'MAX_LEVERAGE',
  'MAX_DAILY_LOSS',
  'MAX_DRAWDOWN',
  'COOLDOWN',
  'MAX_SIGNAL_AGE',
  'MAX_ORDERS_PER_MINUTE',
]) satisfies Schema<types.RiskRule>;

/** What is bounded, and by how much. */
export const riskSetLimitInput = z.strictObject({
  botId: z.nullish(botIdSchema),
  venue: z.nullish(text.check(length(chars, 'characters', 1, 32), z.regex(/^[^\x00]*$/u))),
  symbol: z.nullish(text.check(length(chars, 'characters', 1, 64), z.regex(/^[^\x00]*$/u))),
  rule: riskRuleSchema,
  value: amountSchema,
}) satisfies Schema<types.RiskSetLimitInput>;

/** A lock of an instrument. */
export const pairLockIdSchema = branded<types.PairLockId, string>(uuid) satisfies Schema<types.PairLockId>;

/** Which. */
export const riskUnlockPairInput = z.strictObject({
  id: pairLockIdSchema,
}) satisfies Schema<types.RiskUnlockPairInput>;

/** The password. */
export const secondFactorBeginInputSchema = z.strictObject({
  password: z.nullish(text.check(length(chars, 'characters', 1, 256))),
}) satisfies Schema<types.SecondFactorBeginInput>;

export const secondFactorBeginInput = z.optional(secondFactorBeginInputSchema) satisfies Schema<
  types.Procedures['secondFactor.begin']['input']
>;

/** What the authenticator shows. */
export const secondFactorConfirmInput = z.strictObject({
  code: text.check(length(chars, 'characters', 6, 8)),
}) satisfies Schema<types.SecondFactorConfirmInput>;

/** The password and a code. */
export const secondFactorDisableInput = z.strictObject({
  password: z.nullish(text.check(length(chars, 'characters', 1, 256))),
  code: text.check(length(chars, 'characters', 6, 64)),
}) satisfies Schema<types.SecondFactorDisableInput>;

export const secondFactorGetInput = z.void();

/** The password and a code. */
export const secondFactorRegenerateCodesInput = z.strictObject({
  password: z.nullish(text.check(length(chars, 'characters', 1, 256))),
  code: text.check(length(chars, 'characters', 6, 64)),
}) satisfies Schema<types.SecondFactorRegenerateCodesInput>;

export const sessionsListInput = z.void();

/** A session. */
export const sessionIdSchema = branded<types.SessionId, string>(uuid) satisfies Schema<types.SessionId>;

/** Which one. */
export const sessionsRevokeInput = z.strictObject({
  id: sessionIdSchema,
}) satisfies Schema<types.SessionsRevokeInput>;

/** `SignalStatus` of the schema. */
export const signalStatusSchema = z.enum([
  'RECEIVED',
  'ACCEPTED',
  'REJECTED',
  'EXECUTED',
  'PLACED',
  'CANCELED',
]) satisfies Schema<types.SignalStatus>;

/** Which signals. */
export const signalsListInput = z.strictObject({
  botId: z.nullish(botIdSchema),
  venue: z.nullish(text.check(length(chars, 'characters', 1, 32), z.regex(/^[^\x00]*$/u))),
  symbol: z.nullish(text.check(length(chars, 'characters', 1, 64), z.regex(/^[^\x00]*$/u))),
  status: z.nullish(signalStatusSchema),
  side: z.nullish(sideSchema),
  from: z.nullish(z.date()),
  to: z.nullish(z.date()),
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
export const signalActionSchema = z.enum(['ORDER', 'CLOSE', 'TARGET']) satisfies Schema<types.SignalAction>;

/** What a bot wants done. No text of PostgreSQL holds the character U+0000. */
export const signalsSubmitInput = z.strictObject({
  botId: z.nullish(botIdSchema),
  dedupKey: text.check(length(chars, 'characters', 1, 128), z.regex(/^[^\x00]*$/u)),
  venue: text.check(length(chars, 'characters', 1, 32), z.regex(/^[^\x00]*$/u)),
  symbol: text.check(length(chars, 'characters', 1, 64), z.regex(/^[^\x00]*$/u)),
  action: z.nullish(signalActionSchema),
  side: z.nullish(sideSchema),
  qty: z.nullish(amountSchema),
  targetQty: z.nullish(amountSchema),
  price: z.nullish(amountSchema),
  orderType: z.nullish(orderTypeSchema),
  limitPrice: z.nullish(amountSchema),
  triggerPrice: z.nullish(amountSchema),
  timeInForce: z.nullish(timeInForceSchema),
  reduceOnly: z.nullish(z.boolean()),
  postOnly: z.nullish(z.boolean()),
  occurredAt: z.nullish(z.date()),
}) satisfies Schema<types.SignalsSubmitInput>;

/** What the tenant is called. */
export const tenantsCreateInput = z.strictObject({
  name: nameSchema,
  idempotencyKey: z.nullish(uuid),
}) satisfies Schema<types.TenantsCreateInput>;

export const tenantsListInput = z.void();

/** The name from now on. */
export const tenantsRenameInput = z.strictObject({
  name: nameSchema,
}) satisfies Schema<types.TenantsRenameInput>;

/** A tenant. */
export const tenantIdSchema = branded<types.TenantId, string>(uuid) satisfies Schema<types.TenantId>;

/** Which tenant. */
export const tenantsSwitchInput = z.strictObject({
  id: tenantIdSchema,
}) satisfies Schema<types.TenantsSwitchInput>;

/** Which. */
export const tradesListInput = z.strictObject({
  botId: z.nullish(botIdSchema),
  venue: z.nullish(text.check(length(chars, 'characters', 1, 32), z.regex(/^[^\x00]*$/u))),
  symbol: z.nullish(text.check(length(chars, 'characters', 1, 64), z.regex(/^[^\x00]*$/u))),
  from: z.nullish(z.date()),
  to: z.nullish(z.date()),
  cursor: z.nullish(uuid),
  limit: z.nullish(z.int().check(z.gte(1), z.lte(200))),
}) satisfies Schema<types.TradesListInput>;
