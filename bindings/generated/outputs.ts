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
const text = z.string().check(z.refine((value) => !/\p{Surrogate}/u.test(value), { error: 'not well-formed Unicode' }));

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

export const accountChangeEmailOutput = z.void();

export const accountChangePasswordOutput = z.void();

export const accountConfirmEmailOutput = z.void();

/** A person. */
export const userIdSchema = branded<types.UserId, string>(uuid) satisfies Schema<types.UserId>;

/** A tenant. */
export const tenantIdSchema = branded<types.TenantId, string>(uuid) satisfies Schema<types.TenantId>;

/** What a person may do in a tenant. */
export const roleSchema = z.enum(['OWNER', 'ADMIN', 'TRADER', 'VIEWER']) satisfies Schema<types.Role>;

/** A person in a tenant. */
export const meSchema = z.object({
  user: z.object({
    id: userIdSchema,
    email: text,
    name: text,
  }),
  tenant: z.object({
    id: tenantIdSchema,
    slug: text,
    name: text,
  }),
  role: roleSchema,
}) satisfies Schema<types.Me>;

export const accountUpdateProfileOutput = meSchema satisfies Schema<
  types.Procedures['account.updateProfile']['output']
>;

/** Where a log ends. */
export const auditHeadSchema = z.object({
  seq: z.int().check(z.gte(0), z.lte(4294967295)),
  hash: text,
}) satisfies Schema<types.AuditHead>;

/** An entry as it was hashed. */
export const exportedEntrySchema = z.object({
  seq: z.int().check(z.gte(0), z.lte(4294967295)),
  text: text,
  hash: text,
}) satisfies Schema<types.ExportedEntry>;

/** A part of the log, the oldest first. */
export const auditExportSchema = z.object({
  head: auditHeadSchema,
  entries: z.array(exportedEntrySchema),
  nextCursor: z.nullable(z.int().check(z.gte(0), z.lte(4294967295))),
}) satisfies Schema<types.AuditExport>;

export const auditExportOutput = auditExportSchema satisfies Schema<types.Procedures['audit.export']['output']>;

/** A field that an entry tells of: a text as it is, all else as JSON. */
export const auditChangeSchema = z.object({
  field: text,
  before: z.nullable(text),
  after: z.nullable(text),
}) satisfies Schema<types.AuditChange>;

/** Something that was done. */
export const auditEntrySchema = z.object({
  seq: z.int().check(z.gte(0), z.lte(4294967295)),
  at: z.date(),
  actorId: z.nullable(uuid),
  actor: text,
  action: text,
  target: text,
  changes: z.array(auditChangeSchema),
  ip: z.nullable(text),
}) satisfies Schema<types.AuditEntry>;

/** Some entries, the newest first. */
export const auditPageSchema = z.object({
  items: z.array(auditEntrySchema),
  nextCursor: z.nullable(z.int().check(z.gte(0), z.lte(4294967295))),
}) satisfies Schema<types.AuditPage>;

export const auditListOutput = auditPageSchema satisfies Schema<types.Procedures['audit.list']['output']>;

/** What the log is found to be. */
export const auditVerdictSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('Whole'),
    seq: z.int().check(z.gte(0), z.lte(4294967295)),
    hash: text,
  }),
  z.object({
    type: z.literal('Broken'),
    seq: z.int().check(z.gte(0), z.lte(4294967295)),
  }),
]) satisfies Schema<types.AuditVerdict>;

export const auditVerifyOutput = auditVerdictSchema satisfies Schema<types.Procedures['audit.verify']['output']>;

export const authCompleteRegistrationOutput = meSchema satisfies Schema<
  types.Procedures['auth.completeRegistration']['output']
>;

export const authCompleteSignInOutput = meSchema satisfies Schema<types.Procedures['auth.completeSignIn']['output']>;

export const authConfirmOutput = z.void();

export const authForgotPasswordOutput = z.void();

export const authLoginOutput = meSchema satisfies Schema<types.Procedures['auth.login']['output']>;

export const authLogoutOutput = z.void();

export const authLogoutEverywhereOutput = z.void();

export const authMeOutput = meSchema satisfies Schema<types.Procedures['auth.me']['output']>;

/** A provider that the login page offers. */
export const providerDtoSchema = z.object({
  id: text,
  name: text,
  start: text,
  registers: z.boolean(),
}) satisfies Schema<types.ProviderDto>;

export const authProvidersOutput = z.array(providerDtoSchema) satisfies Schema<
  types.Procedures['auth.providers']['output']
>;

export const authRegisterOutput = z.void();

export const authResetPasswordOutput = z.void();

/** A backtest. */
export const backtestIdSchema = branded<types.BacktestId, string>(uuid) satisfies Schema<types.BacktestId>;

/** An exact decimal number as a string, such as "0.015": at most 16 digits before the point and 12 after it. */
export const amountSchema = text.check(
  z.regex(/^[\+\x2d]?0*[0-9]{1,16}(?:\.[0-9]{1,12})?$/u),
) satisfies Schema<types.Amount>;

/** A strategy and its parameters. */
export const strategySchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('MA_CROSSOVER'),
    fast: z.int().check(z.gte(0), z.lte(4294967295)),
    slow: z.int().check(z.gte(0), z.lte(4294967295)),
    short: z.boolean(),
  }),
  z.object({
    type: z.literal('RSI'),
    period: z.int().check(z.gte(0), z.lte(4294967295)),
    oversold: amountSchema,
    overbought: amountSchema,
    short: z.boolean(),
  }),
]) satisfies Schema<types.Strategy>;

/** With how much a strategy is tried, and at what cost. */
export const backtestCostsSchema = z.object({
  qty: amountSchema,
  cash: amountSchema,
  maxLeverage: z.nullable(amountSchema),
  feeRate: amountSchema,
  slippageBps: amountSchema,
}) satisfies Schema<types.BacktestCosts>;

/** An instrument, by name, and how finely its numbers are written. */
export const instrumentRefSchema = z.object({
  venue: text,
  symbol: text,
  base: text,
  quote: text,
  priceTick: amountSchema,
  lotStep: amountSchema,
}) satisfies Schema<types.InstrumentRef>;

/** A set of candles that a team brought. */
export const candleSetIdSchema = branded<types.CandleSetId, string>(uuid) satisfies Schema<types.CandleSetId>;

/** A set of candles, by name. */
export const candleSetRefSchema = z.object({
  id: candleSetIdSchema,
  name: text,
}) satisfies Schema<types.CandleSetRef>;

/** How long a candle lasts: minutes, hours, a day; in UTC. */
export const candleIntervalSchema = z.enum([
  'M1',
  'M5',
  'M15',
  'H1',
  'H4',
  'D1',
]) satisfies Schema<types.CandleInterval>;

/** `BacktestStatus` of the schema. */
export const backtestStatusSchema = z.enum([
  'QUEUED',
  'RUNNING',
  'FINISHED',
  'CANCELED',
  'FAILED',
]) satisfies Schema<types.BacktestStatus>;

/** What came out of a backtest. Amounts are in the quote currency; ratios are of a year of 365 days. */
export const backtestStatisticsSchema = z.object({
  candles: z.int().check(z.gte(0), z.lte(4294967295)),
  missing: z.int().check(z.gte(0), z.lte(4294967295)),
  exposed: z.int().check(z.gte(0), z.lte(4294967295)),
  equity: amountSchema,
  fees: amountSchema,
  maxDrawdown: amountSchema,
  refused: z.int().check(z.gte(0), z.lte(4294967295)),
  firstRefusal: z.nullable(text),
  totalReturn: float,
  annualReturn: z.nullable(float),
  volatility: z.nullable(float),
  sharpe: z.nullable(float),
  sortino: z.nullable(float),
  calmar: z.nullable(float),
  trades: z.int().check(z.gte(0), z.lte(4294967295)),
  wins: z.int().check(z.gte(0), z.lte(4294967295)),
  net: amountSchema,
  profitFactor: z.nullable(amountSchema),
  expectancy: z.nullable(amountSchema),
  averageWin: z.nullable(amountSchema),
  averageLoss: z.nullable(amountSchema),
}) satisfies Schema<types.BacktestStatistics>;

/** A strategy over candles of the past. */
export const backtestSchema = z.object({
  id: backtestIdSchema,
  name: text,
  strategy: strategySchema,
  costs: backtestCostsSchema,
  instrument: instrumentRefSchema,
  candleSet: z.nullable(candleSetRefSchema),
  interval: candleIntervalSchema,
  from: z.date(),
  to: z.date(),
  seed: z.int().check(z.gte(0), z.lte(4294967295)),
  status: backtestStatusSchema,
  cancelRequested: z.boolean(),
  candlesDone: z.int().check(z.gte(-2147483648), z.lte(2147483647)),
  candlesTotal: z.int().check(z.gte(-2147483648), z.lte(2147483647)),
  statistics: z.nullable(backtestStatisticsSchema),
  error: z.nullable(text),
  createdAt: z.date(),
  startedAt: z.nullable(z.date()),
  finishedAt: z.nullable(z.date()),
  seq: z.int().check(z.gte(0), z.lte(4294967295)),
}) satisfies Schema<types.Backtest>;

export const backtestsCancelOutput = backtestSchema satisfies Schema<types.Procedures['backtests.cancel']['output']>;

export const backtestsCreateOutput = backtestSchema satisfies Schema<types.Procedures['backtests.create']['output']>;

/** What an account was worth at a time. */
export const equityPointSchema = z.object({
  at: z.date(),
  equity: amountSchema,
}) satisfies Schema<types.EquityPoint>;

/** A backtest with its curve. */
export const backtestReportSchema = z.object({
  backtest: backtestSchema,
  equity: z.array(equityPointSchema),
}) satisfies Schema<types.BacktestReport>;

export const backtestsGetOutput = backtestReportSchema satisfies Schema<types.Procedures['backtests.get']['output']>;

/** Some rows of a list, in order. */
export const pageOfBacktestSchema = z.object({
  items: z.array(backtestSchema),
  nextCursor: z.nullable(uuid),
  asOf: text,
});

export const backtestsListOutput = pageOfBacktestSchema satisfies Schema<types.Procedures['backtests.list']['output']>;

export const backtestsOnChangeOutput = z.object({
  id: text,
  data: backtestSchema,
}) satisfies Schema<types.Procedures['backtests.onChange']['output']>;

/** How far a backtest has come. */
export const backtestProgressSchema = z.object({
  status: backtestStatusSchema,
  candlesDone: z.int().check(z.gte(-2147483648), z.lte(2147483647)),
  candlesTotal: z.int().check(z.gte(-2147483648), z.lte(2147483647)),
}) satisfies Schema<types.BacktestProgress>;

export const backtestsOnProgressOutput = backtestProgressSchema satisfies Schema<
  types.Procedures['backtests.onProgress']['output']
>;

/** `Side` of the schema. */
export const sideSchema = z.enum(['BUY', 'SELL']) satisfies Schema<types.Side>;

/** An execution of a backtest. Amounts are in the quote currency unless they say otherwise. */
export const backtestTradeSchema = z.object({
  number: z.int().check(z.gte(-2147483648), z.lte(2147483647)),
  at: z.date(),
  side: sideSchema,
  qty: amountSchema,
  price: amountSchema,
  fee: amountSchema,
  realized: amountSchema,
  signedQty: amountSchema,
}) satisfies Schema<types.BacktestTrade>;

/** Some executions, in order. */
export const backtestTradePageSchema = z.object({
  items: z.array(backtestTradeSchema),
  nextCursor: z.nullable(z.int().check(z.gte(-2147483648), z.lte(2147483647))),
}) satisfies Schema<types.BacktestTradePage>;

export const backtestsTradesOutput = backtestTradePageSchema satisfies Schema<
  types.Procedures['backtests.trades']['output']
>;

/** A command to a bot. */
export const commandIdSchema = branded<types.CommandId, string>(uuid) satisfies Schema<types.CommandId>;

/** A bot. */
export const botIdSchema = branded<types.BotId, string>(uuid) satisfies Schema<types.BotId>;

/** `CommandKind` of the schema. */
export const commandKindSchema = z.enum(['PAUSE', 'FLATTEN', 'RELOAD', 'CUSTOM']) satisfies Schema<types.CommandKind>;

/** `CommandStatus` of the schema. */
export const commandStatusSchema = z.enum(['WAITING', 'DONE', 'FAILED']) satisfies Schema<types.CommandStatus>;

/** What a person tells a bot to do, and what came of it. */
export const botCommandSchema = z.object({
  id: commandIdSchema,
  botId: botIdSchema,
  kind: commandKindSchema,
  payload: z.nullable(z.json()),
  status: commandStatusSchema,
  result: z.nullable(text),
  sentAt: z.date(),
  sentBy: text,
  takenAt: z.nullable(z.date()),
  answeredAt: z.nullable(z.date()),
  expiredAt: z.nullable(z.date()),
  seq: z.int().check(z.gte(0), z.lte(4294967295)),
}) satisfies Schema<types.BotCommand>;

export const botsAcknowledgeOutput = botCommandSchema satisfies Schema<types.Procedures['bots.acknowledge']['output']>;

export const botsCommandOutput = botCommandSchema satisfies Schema<types.Procedures['bots.command']['output']>;

/** Some rows of a list, in order. */
export const pageOfBotCommandSchema = z.object({
  items: z.array(botCommandSchema),
  nextCursor: z.nullable(uuid),
  asOf: text,
});

export const botsCommandsOutput = pageOfBotCommandSchema satisfies Schema<types.Procedures['bots.commands']['output']>;

/** `BotStatus` of the schema. */
export const botStatusSchema = z.enum(['STOPPED', 'RUNNING', 'PAUSED']) satisfies Schema<types.BotStatus>;

/** The strategies that are built in. */
export const strategyKindSchema = z.enum(['MA_CROSSOVER', 'RSI']) satisfies Schema<types.StrategyKind>;

/** What is done about a running bot that sends no heartbeats. */
export const quietActionSchema = z.enum(['TELL', 'PAUSE', 'CLOSE']) satisfies Schema<types.QuietAction>;

/** A strategy that sends signals, as it stands. */
export const botSchema = z.object({
  id: botIdSchema,
  name: text,
  status: botStatusSchema,
  desiredStatus: botStatusSchema,
  lastHeartbeatAt: z.nullable(z.date()),
  strategy: z.nullable(strategyKindSchema),
  version: z.int().check(z.gte(-2147483648), z.lte(2147483647)),
  quietAfter: z.nullable(z.int().check(z.gte(-2147483648), z.lte(2147483647))),
  onQuiet: quietActionSchema,
  quietSince: z.nullable(z.date()),
  createdAt: z.date(),
  seq: z.int().check(z.gte(0), z.lte(4294967295)),
}) satisfies Schema<types.Bot>;

export const botsCreateOutput = botSchema satisfies Schema<types.Procedures['bots.create']['output']>;

/** A configuration that a bot has or had. */
export const botVersionSchema = z.object({
  id: uuid,
  number: z.int().check(z.gte(-2147483648), z.lte(2147483647)),
  content: z.json(),
  sha256: text,
  createdBy: text,
  createdAt: z.date(),
}) satisfies Schema<types.BotVersion>;

/** From a start to the stop that ended it. */
export const botRunSchema = z.object({
  id: uuid,
  version: z.int().check(z.gte(-2147483648), z.lte(2147483647)),
  startedAt: z.date(),
  startedBy: text,
  stoppedAt: z.nullable(z.date()),
  stoppedBy: z.nullable(text),
  reason: z.nullable(text),
}) satisfies Schema<types.BotRun>;

/** A bot with its configuration and its newest runs. */
export const botDetailSchema = z.object({
  bot: botSchema,
  version: z.nullable(botVersionSchema),
  runs: z.array(botRunSchema),
  asOf: text,
}) satisfies Schema<types.BotDetail>;

export const botsGetOutput = botDetailSchema satisfies Schema<types.Procedures['bots.get']['output']>;

export const botsHeartbeatOutput = botSchema satisfies Schema<types.Procedures['bots.heartbeat']['output']>;

/** Some rows of a list, in order. */
export const pageOfBotSchema = z.object({
  items: z.array(botSchema),
  nextCursor: z.nullable(uuid),
  asOf: text,
});

export const botsListOutput = pageOfBotSchema satisfies Schema<types.Procedures['bots.list']['output']>;

/** What was stored. */
export const loggedSchema = z.object({
  stored: z.int().check(z.gte(0), z.lte(4294967295)),
}) satisfies Schema<types.Logged>;

export const botsLogOutput = loggedSchema satisfies Schema<types.Procedures['bots.log']['output']>;

/** `MessageLevel` of the schema. */
export const messageLevelSchema = z.enum(['INFO', 'WARNING', 'ERROR']) satisfies Schema<types.MessageLevel>;

/** Something that a bot, or the service about it, has to say to people. */
export const botMessageSchema = z.object({
  id: uuid,
  botId: botIdSchema,
  level: messageLevelSchema,
  text: text,
  at: z.date(),
}) satisfies Schema<types.BotMessage>;

/** Some rows of a list, in order. */
export const pageOfBotMessageSchema = z.object({
  items: z.array(botMessageSchema),
  nextCursor: z.nullable(uuid),
  asOf: text,
});

export const botsMessagesOutput = pageOfBotMessageSchema satisfies Schema<types.Procedures['bots.messages']['output']>;

export const botsOnChangeOutput = z.object({
  id: text,
  data: botSchema,
}) satisfies Schema<types.Procedures['bots.onChange']['output']>;

export const botsOnCommandOutput = z.object({
  id: text,
  data: botCommandSchema,
}) satisfies Schema<types.Procedures['bots.onCommand']['output']>;

export const botsOnCommandChangeOutput = z.object({
  id: text,
  data: botCommandSchema,
}) satisfies Schema<types.Procedures['bots.onCommandChange']['output']>;

export const botsOnMessageOutput = z.object({
  id: text,
  data: botMessageSchema,
}) satisfies Schema<types.Procedures['bots.onMessage']['output']>;

export const botsPauseOutput = botSchema satisfies Schema<types.Procedures['bots.pause']['output']>;

export const botsRenameOutput = botSchema satisfies Schema<types.Procedures['bots.rename']['output']>;

export const botsSaveVersionOutput = botSchema satisfies Schema<types.Procedures['bots.saveVersion']['output']>;

/** What a kill switch lets out. */
export const haltStateSchema = z.enum(['REDUCING', 'HALTED']) satisfies Schema<types.HaltState>;

/** The operator's switch, which halts everybody. */
export const systemSwitchSchema = z.object({
  state: haltStateSchema,
  reason: text,
}) satisfies Schema<types.SystemSwitch>;

/** A bot, by name. */
export const botRefSchema = z.object({
  id: botIdSchema,
  name: text,
}) satisfies Schema<types.BotRef>;

/** A kill switch that is engaged. */
export const killSwitchSchema = z.object({
  bot: z.nullable(botRefSchema),
  state: haltStateSchema,
  reason: text,
  haltedBy: text,
  haltedAt: z.date(),
}) satisfies Schema<types.KillSwitch>;

/** The switches that halt a bot, whatever it is asked for. */
export const haltsSchema = z.object({
  system: z.nullable(systemSwitchSchema),
  switches: z.array(killSwitchSchema),
}) satisfies Schema<types.Halts>;

/** A bot that is asked to run, and what halts it all the same. */
export const startedBotSchema = z.object({
  halts: haltsSchema,
  id: botIdSchema,
  name: text,
  status: botStatusSchema,
  desiredStatus: botStatusSchema,
  lastHeartbeatAt: z.nullable(z.date()),
  strategy: z.nullable(strategyKindSchema),
  version: z.int().check(z.gte(-2147483648), z.lte(2147483647)),
  quietAfter: z.nullable(z.int().check(z.gte(-2147483648), z.lte(2147483647))),
  onQuiet: quietActionSchema,
  quietSince: z.nullable(z.date()),
  createdAt: z.date(),
  seq: z.int().check(z.gte(0), z.lte(4294967295)),
}) satisfies Schema<types.StartedBot>;

export const botsStartOutput = startedBotSchema satisfies Schema<types.Procedures['bots.start']['output']>;

export const botsStopOutput = botSchema satisfies Schema<types.Procedures['bots.stop']['output']>;

/** Some rows of a list, in order. */
export const pageOfBotVersionSchema = z.object({
  items: z.array(botVersionSchema),
  nextCursor: z.nullable(uuid),
  asOf: text,
});

export const botsVersionsOutput = pageOfBotVersionSchema satisfies Schema<types.Procedures['bots.versions']['output']>;

export const botsWatchOutput = botSchema satisfies Schema<types.Procedures['bots.watch']['output']>;

/** `CandleSetStatus` of the schema. */
export const candleSetStatusSchema = z.enum(['UPLOADING', 'READY']) satisfies Schema<types.CandleSetStatus>;

/** Candles that the team brought, for its backtests alone. */
export const candleSetSchema = z.object({
  id: candleSetIdSchema,
  name: text,
  instrument: instrumentRefSchema,
  interval: candleIntervalSchema,
  status: candleSetStatusSchema,
  count: z.int().check(z.gte(-2147483648), z.lte(2147483647)),
  firstAt: z.nullable(z.date()),
  lastAt: z.nullable(z.date()),
  missing: z.int().check(z.gte(-2147483648), z.lte(2147483647)),
  createdAt: z.date(),
}) satisfies Schema<types.CandleSet>;

/** Some rows of a list, in order. */
export const pageOfCandleSetSchema = z.object({
  items: z.array(candleSetSchema),
  nextCursor: z.nullable(uuid),
  asOf: text,
});

export const candleSetsListOutput = pageOfCandleSetSchema satisfies Schema<
  types.Procedures['candleSets.list']['output']
>;

export const candleSetsRemoveOutput = z.void();

/** A line that is no candle. */
export const refusedLineSchema = z.object({
  line: z.int().check(z.gte(0), z.lte(4294967295)),
  field: z.nullable(text),
  reason: text,
}) satisfies Schema<types.RefusedLine>;

/** Lines that are no candles. */
export const refusedLinesSchema = z.object({
  count: z.int().check(z.gte(0), z.lte(4294967295)),
  first: z.array(refusedLineSchema),
}) satisfies Schema<types.RefusedLines>;

/** What came of a file. */
export const uploadReportSchema = z.object({
  set: candleSetSchema,
  lines: z.int().check(z.gte(0), z.lte(4294967295)),
  duplicates: z.int().check(z.gte(0), z.lte(4294967295)),
  disordered: z.int().check(z.gte(0), z.lte(4294967295)),
  refused: refusedLinesSchema,
}) satisfies Schema<types.UploadReport>;

export const candleSetsUploadOutput = uploadReportSchema satisfies Schema<
  types.Procedures['candleSets.upload']['output']
>;

/** What a bot's trading came to. */
export const botEquitySchema = z.object({
  bot: botRefSchema,
  currency: text,
  realized: amountSchema,
  unrealized: amountSchema,
  today: amountSchema,
  exposure: amountSchema,
  openPositions: z.int().check(z.gte(-2147483648), z.lte(2147483647)),
  at: z.date(),
}) satisfies Schema<types.BotEquity>;

/** What was there at a moment. */
export const equityCurvePointSchema = z.object({
  at: z.date(),
  equity: amountSchema,
}) satisfies Schema<types.EquityCurvePoint>;

/** How the team or a bot stands, and how it came there. */
export const equitySchema = z.object({
  currency: text,
  startingBalance: amountSchema,
  equity: amountSchema,
  today: amountSchema,
  bots: z.array(botEquitySchema),
  points: z.array(equityCurvePointSchema),
  asOf: text,
}) satisfies Schema<types.Equity>;

export const equityGetOutput = equitySchema satisfies Schema<types.Procedures['equity.get']['output']>;

export const equityOnChangeOutput = z.object({
  id: text,
  data: botEquitySchema,
}) satisfies Schema<types.Procedures['equity.onChange']['output']>;

/** An execution. */
export const fillIdSchema = branded<types.FillId, string>(uuid) satisfies Schema<types.FillId>;

/** An order. */
export const orderIdSchema = branded<types.OrderId, string>(uuid) satisfies Schema<types.OrderId>;

/** A position. */
export const positionIdSchema = branded<types.PositionId, string>(uuid) satisfies Schema<types.PositionId>;

/** `Liquidity` of the schema. */
export const liquiditySchema = z.enum(['MAKER', 'TAKER']) satisfies Schema<types.Liquidity>;

/** One execution at the venue. */
export const fillSchema = z.object({
  id: fillIdSchema,
  bot: botRefSchema,
  instrument: instrumentRefSchema,
  orderId: orderIdSchema,
  positionId: positionIdSchema,
  tradeId: text,
  side: sideSchema,
  qty: amountSchema,
  price: amountSchema,
  fee: amountSchema,
  feeCurrency: text,
  liquidity: liquiditySchema,
  executedAt: z.date(),
}) satisfies Schema<types.Fill>;

/** Some rows of a list, in order. */
export const pageOfFillSchema = z.object({
  items: z.array(fillSchema),
  nextCursor: z.nullable(uuid),
  asOf: text,
});

export const fillsListOutput = pageOfFillSchema satisfies Schema<types.Procedures['fills.list']['output']>;

export const fillsOnNewOutput = z.object({
  id: text,
  data: fillSchema,
}) satisfies Schema<types.Procedures['fills.onNew']['output']>;

/** A sign of life. */
export const pingSchema = z.object({
  version: text,
  time: z.date(),
}) satisfies Schema<types.Ping>;

export const healthPingOutput = pingSchema satisfies Schema<types.Procedures['health.ping']['output']>;

/** An identity that a person has elsewhere. */
export const identityIdSchema = branded<types.IdentityId, string>(uuid) satisfies Schema<types.IdentityId>;

/** An identity that the person has elsewhere. */
export const identitySchema = z.object({
  id: identityIdSchema,
  provider: z.nullable(text),
  name: text,
  createdAt: z.date(),
}) satisfies Schema<types.Identity>;

export const identitiesListOutput = z.array(identitySchema) satisfies Schema<
  types.Procedures['identities.list']['output']
>;

export const identitiesUnlinkOutput = z.void();

/** Something that can be traded at a venue, and the rules of trading it. */
export const instrumentSchema = z.object({
  id: uuid,
  venue: text,
  symbol: text,
  base: text,
  quote: text,
  priceTick: amountSchema,
  lotStep: amountSchema,
  minQty: amountSchema,
  maxQty: z.nullable(amountSchema),
  minNotional: amountSchema,
  multiplier: amountSchema,
  lastPrice: z.nullable(amountSchema),
  lastPriceAt: z.nullable(z.date()),
}) satisfies Schema<types.Instrument>;

/** Some rows of a list, in order. */
export const pageOfInstrumentSchema = z.object({
  items: z.array(instrumentSchema),
  nextCursor: z.nullable(uuid),
  asOf: text,
});

export const instrumentsListOutput = pageOfInstrumentSchema satisfies Schema<
  types.Procedures['instruments.list']['output']
>;

export const invitationsAcceptOutput = z.nullable(meSchema) satisfies Schema<
  types.Procedures['invitations.accept']['output']
>;

/** An invitation. */
export const invitationIdSchema = branded<types.InvitationId, string>(uuid) satisfies Schema<types.InvitationId>;

/** A place in the tenant, offered to whoever has the address. */
export const invitationSchema = z.object({
  id: invitationIdSchema,
  email: text,
  role: roleSchema,
  invitedBy: text,
  createdAt: z.date(),
  expiresAt: z.date(),
  acceptedAt: z.nullable(z.date()),
  revokedAt: z.nullable(z.date()),
}) satisfies Schema<types.Invitation>;

export const invitationsCreateOutput = invitationSchema satisfies Schema<
  types.Procedures['invitations.create']['output']
>;

/** A place in a tenant. */
export const invitationOfferSchema = z.object({
  tenant: text,
  email: text,
  role: roleSchema,
  invitedBy: text,
  expiresAt: z.date(),
  hasAccount: z.boolean(),
}) satisfies Schema<types.InvitationOffer>;

export const invitationsGetOutput = invitationOfferSchema satisfies Schema<
  types.Procedures['invitations.get']['output']
>;

/** Some rows of a list, in order. */
export const pageOfInvitationSchema = z.object({
  items: z.array(invitationSchema),
  nextCursor: z.nullable(uuid),
  asOf: text,
});

export const invitationsListOutput = pageOfInvitationSchema satisfies Schema<
  types.Procedures['invitations.list']['output']
>;

export const invitationsResendOutput = invitationSchema satisfies Schema<
  types.Procedures['invitations.resend']['output']
>;

export const invitationsRevokeOutput = invitationSchema satisfies Schema<
  types.Procedures['invitations.revoke']['output']
>;

/** Background work. */
export const jobIdSchema = branded<types.JobId, string>(uuid) satisfies Schema<types.JobId>;

/** `JobStatus` of the schema. */
export const jobStatusSchema = z.enum(['WAITING', 'RUNNING', 'DEAD']) satisfies Schema<types.JobStatus>;

/** Something that is done for the tenant again and again. */
export const jobSchema = z.object({
  id: jobIdSchema,
  kind: text,
  status: jobStatusSchema,
  runAt: z.date(),
  attempts: z.int().check(z.gte(-2147483648), z.lte(2147483647)),
  mostAttempts: z.int().check(z.gte(-2147483648), z.lte(2147483647)),
  doneAt: z.nullable(z.date()),
  failedAt: z.nullable(z.date()),
  error: z.nullable(text),
}) satisfies Schema<types.Job>;

export const jobsListOutput = z.array(jobSchema) satisfies Schema<types.Procedures['jobs.list']['output']>;

export const jobsRetryOutput = jobSchema satisfies Schema<types.Procedures['jobs.retry']['output']>;

/** An API key. */
export const apiKeyIdSchema = branded<types.ApiKeyId, string>(uuid) satisfies Schema<types.ApiKeyId>;

/** What an API key may do. */
export const apiKeyScopeSchema = z.enum(['READ', 'SIGNALS', 'TRADE']) satisfies Schema<types.ApiKeyScope>;

/** A program's credential, without what makes it one. */
export const apiKeySchema = z.object({
  id: apiKeyIdSchema,
  name: text,
  prefix: text,
  scopes: z.array(apiKeyScopeSchema),
  bot: z.nullable(botRefSchema),
  createdBy: text,
  createdAt: z.date(),
  lastUsedAt: z.nullable(z.date()),
  expiresAt: z.nullable(z.date()),
  revokedAt: z.nullable(z.date()),
}) satisfies Schema<types.ApiKey>;

/** A key that was just made. */
export const issuedApiKeySchema = z.object({
  key: apiKeySchema,
  secret: text,
}) satisfies Schema<types.IssuedApiKey>;

export const keysCreateOutput = issuedApiKeySchema satisfies Schema<types.Procedures['keys.create']['output']>;

/** Some rows of a list, in order. */
export const pageOfApiKeySchema = z.object({
  items: z.array(apiKeySchema),
  nextCursor: z.nullable(uuid),
  asOf: text,
});

export const keysListOutput = pageOfApiKeySchema satisfies Schema<types.Procedures['keys.list']['output']>;

export const keysRevokeOutput = apiKeySchema satisfies Schema<types.Procedures['keys.revoke']['output']>;

export const keysRotateOutput = issuedApiKeySchema satisfies Schema<types.Procedures['keys.rotate']['output']>;

/** What a price did in an interval. */
export const candleSchema = z.object({
  openTime: z.date(),
  open: amountSchema,
  high: amountSchema,
  low: amountSchema,
  close: amountSchema,
  volume: amountSchema,
  missing: z.int().check(z.gte(0), z.lte(4294967295)),
}) satisfies Schema<types.Candle>;

/** Candles in the order of their time; where there is a gap, there is none. */
export const candlePageDtoSchema = z.object({
  items: z.array(candleSchema),
  nextCursor: z.nullable(z.date()),
}) satisfies Schema<types.CandlePageDto>;

export const marketCandlesOutput = candlePageDtoSchema satisfies Schema<types.Procedures['market.candles']['output']>;

/** A trade at the market. */
export const tickSchema = z.object({
  price: amountSchema,
  qty: amountSchema,
  at: z.date(),
}) satisfies Schema<types.Tick>;

export const marketOnTickOutput = tickSchema satisfies Schema<types.Procedures['market.onTick']['output']>;

/** A person with a place in the tenant. */
export const memberSchema = z.object({
  userId: userIdSchema,
  email: text,
  name: text,
  role: roleSchema,
  joinedAt: z.date(),
}) satisfies Schema<types.Member>;

export const membersChangeRoleOutput = memberSchema satisfies Schema<types.Procedures['members.changeRole']['output']>;

export const membersLeaveOutput = z.void();

/** Some rows of a list, in order. */
export const pageOfMemberSchema = z.object({
  items: z.array(memberSchema),
  nextCursor: z.nullable(uuid),
  asOf: text,
});

export const membersListOutput = pageOfMemberSchema satisfies Schema<types.Procedures['members.list']['output']>;

export const membersRemoveOutput = z.void();

/** A signal. */
export const signalIdSchema = branded<types.SignalId, string>(uuid) satisfies Schema<types.SignalId>;

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

/** An order as it stands. */
export const orderSchema = z.object({
  id: orderIdSchema,
  bot: botRefSchema,
  instrument: instrumentRefSchema,
  signalId: signalIdSchema,
  clientOrderId: text,
  venueOrderId: z.nullable(text),
  side: sideSchema,
  type: orderTypeSchema,
  timeInForce: timeInForceSchema,
  qty: amountSchema,
  price: z.nullable(amountSchema),
  triggerPrice: z.nullable(amountSchema),
  reduceOnly: z.boolean(),
  postOnly: z.boolean(),
  status: orderStatusSchema,
  filledQty: amountSchema,
  avgPrice: z.nullable(amountSchema),
  reason: z.nullable(text),
  cancelRequestedAt: z.nullable(z.date()),
  createdAt: z.date(),
  updatedAt: z.date(),
  seq: z.int().check(z.gte(0), z.lte(4294967295)),
}) satisfies Schema<types.Order>;

export const ordersCancelOutput = orderSchema satisfies Schema<types.Procedures['orders.cancel']['output']>;

/** What was asked. */
export const canceledOrdersSchema = z.object({
  count: z.int().check(z.gte(0), z.lte(4294967295)),
}) satisfies Schema<types.CanceledOrders>;

export const ordersCancelAllOutput = canceledOrdersSchema satisfies Schema<
  types.Procedures['orders.cancelAll']['output']
>;

/** Something that happened to an order. */
export const orderStepSchema = z.object({
  seq: z.int().check(z.gte(-2147483648), z.lte(2147483647)),
  type: text,
  status: orderStatusSchema,
  reason: z.nullable(text),
  tradeId: z.nullable(text),
  at: z.date(),
}) satisfies Schema<types.OrderStep>;

/** An order with everything that happened to it. */
export const orderDetailSchema = z.object({
  order: orderSchema,
  history: z.array(orderStepSchema),
  fills: z.array(fillSchema),
  asOf: text,
}) satisfies Schema<types.OrderDetail>;

export const ordersGetOutput = orderDetailSchema satisfies Schema<types.Procedures['orders.get']['output']>;

/** Some rows of a list, in order. */
export const pageOfOrderSchema = z.object({
  items: z.array(orderSchema),
  nextCursor: z.nullable(uuid),
  asOf: text,
});

export const ordersListOutput = pageOfOrderSchema satisfies Schema<types.Procedures['orders.list']['output']>;

export const ordersOnChangeOutput = z.object({
  id: text,
  data: orderSchema,
}) satisfies Schema<types.Procedures['orders.onChange']['output']>;

/** `SignalSource` of the schema. */
export const signalSourceSchema = z.enum([
  'API',
  'TRADINGVIEW',
  'MANUAL',
  'STRATEGY',
]) satisfies Schema<types.SignalSource>;

/** `SignalAction` of the schema. */
export const signalActionSchema = z.enum(['ORDER', 'CLOSE', 'TARGET']) satisfies Schema<types.SignalAction>;

/** `SignalStatus` of the schema. */
export const signalStatusSchema = z.enum([
  'RECEIVED',
  'ACCEPTED',
  'REJECTED',
  'EXECUTED',
  'PLACED',
  'CANCELED',
]) satisfies Schema<types.SignalStatus>;

/** Which rule refused a signal, what it allows and what it saw. */
export const signalRefusalSchema = z.object({
  rule: text,
  limit: text,
  observed: text,
}) satisfies Schema<types.SignalRefusal>;

/** What a bot wants done, as it stands. */
export const signalSchema = z.object({
  id: signalIdSchema,
  bot: botRefSchema,
  instrument: instrumentRefSchema,
  source: signalSourceSchema,
  dedupKey: text,
  action: signalActionSchema,
  side: z.nullable(sideSchema),
  qty: z.nullable(amountSchema),
  targetQty: z.nullable(amountSchema),
  price: z.nullable(amountSchema),
  orderType: orderTypeSchema,
  limitPrice: z.nullable(amountSchema),
  triggerPrice: z.nullable(amountSchema),
  status: signalStatusSchema,
  rejectReason: z.nullable(text),
  refusal: z.nullable(signalRefusalSchema),
  occurredAt: z.date(),
  receivedAt: z.date(),
  seq: z.int().check(z.gte(0), z.lte(4294967295)),
}) satisfies Schema<types.Signal>;

export const ordersPlaceOutput = signalSchema satisfies Schema<types.Procedures['orders.place']['output']>;

export const positionsCloseOutput = signalSchema satisfies Schema<types.Procedures['positions.close']['output']>;

/** What was asked. */
export const flattenedSchema = z.object({
  canceledOrders: z.int().check(z.gte(0), z.lte(4294967295)),
  signals: z.array(signalSchema),
}) satisfies Schema<types.Flattened>;

export const positionsCloseAllOutput = flattenedSchema satisfies Schema<
  types.Procedures['positions.closeAll']['output']
>;

/** `PositionStatus` of the schema. */
export const positionStatusSchema = z.enum(['OPEN', 'CLOSED']) satisfies Schema<types.PositionStatus>;

/** Which way a position looks. */
export const positionSideSchema = z.enum(['LONG', 'SHORT', 'FLAT']) satisfies Schema<types.PositionSide>;

/**
 * What a bot holds in an instrument, from flat to flat, and what it has earned. Amounts are in the quote currency
 * unless they say otherwise.
 */
export const positionSchema = z.object({
  id: positionIdSchema,
  bot: botRefSchema,
  instrument: instrumentRefSchema,
  status: positionStatusSchema,
  side: positionSideSchema,
  signedQty: amountSchema,
  avgPrice: z.nullable(amountSchema),
  openCost: amountSchema,
  grossRealized: amountSchema,
  fees: amountSchema,
  funding: amountSchema,
  netPnl: amountSchema,
  markPrice: amountSchema,
  markedAt: z.date(),
  unrealizedPnl: amountSchema,
  openedAt: z.date(),
  closedAt: z.nullable(z.date()),
  seq: z.int().check(z.gte(0), z.lte(4294967295)),
}) satisfies Schema<types.Position>;

/** A position with its orders and its fills. */
export const positionDetailSchema = z.object({
  position: positionSchema,
  working: z.array(orderSchema),
  done: z.array(orderSchema),
  fills: z.array(fillSchema),
  asOf: text,
}) satisfies Schema<types.PositionDetail>;

export const positionsGetOutput = positionDetailSchema satisfies Schema<types.Procedures['positions.get']['output']>;

/** Some rows of a list, in order. */
export const pageOfPositionSchema = z.object({
  items: z.array(positionSchema),
  nextCursor: z.nullable(uuid),
  asOf: text,
});

export const positionsGetAllOutput = pageOfPositionSchema satisfies Schema<
  types.Procedures['positions.getAll']['output']
>;

export const positionsOnChangeOutput = z.object({
  id: text,
  data: positionSchema,
}) satisfies Schema<types.Procedures['positions.onChange']['output']>;

/** A limit. */
export const riskLimitIdSchema = branded<types.RiskLimitId, string>(uuid) satisfies Schema<types.RiskLimitId>;

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

/** A limit, and how much of it is used. */
export const riskLimitSchema = z.object({
  id: riskLimitIdSchema,
  bot: z.nullable(botRefSchema),
  instrument: z.nullable(instrumentRefSchema),
  rule: riskRuleSchema,
  value: amountSchema,
  used: z.nullable(amountSchema),
}) satisfies Schema<types.RiskLimit>;

/** A lock of an instrument. */
export const pairLockIdSchema = branded<types.PairLockId, string>(uuid) satisfies Schema<types.PairLockId>;

/** A lock of an instrument. */
export const pairLockSchema = z.object({
  id: pairLockIdSchema,
  bot: z.nullable(botRefSchema),
  instrument: instrumentRefSchema,
  until: z.date(),
  reason: text,
  lockedBy: text,
}) satisfies Schema<types.PairLock>;

/** Why a signal was refused. */
export const riskRefusalSchema = z.object({
  signalId: signalIdSchema,
  bot: botRefSchema,
  rule: text,
  limit: text,
  observed: text,
  message: text,
  at: z.date(),
}) satisfies Schema<types.RiskRefusal>;

/** How the team's risk stands. */
export const riskStatusSchema = z.object({
  system: z.nullable(systemSwitchSchema),
  switches: z.array(killSwitchSchema),
  limits: z.array(riskLimitSchema),
  locks: z.array(pairLockSchema),
  refusals: z.array(riskRefusalSchema),
  asOf: text,
}) satisfies Schema<types.RiskStatus>;

export const riskGetOutput = riskStatusSchema satisfies Schema<types.Procedures['risk.get']['output']>;

export const riskHaltOutput = killSwitchSchema satisfies Schema<types.Procedures['risk.halt']['output']>;

export const riskLockPairOutput = pairLockSchema satisfies Schema<types.Procedures['risk.lockPair']['output']>;

/** What changed: read `risk.get` anew. */
export const riskChangeSchema = z.object({
  what: text,
}) satisfies Schema<types.RiskChange>;

export const riskOnChangeOutput = z.object({
  id: text,
  data: riskChangeSchema,
}) satisfies Schema<types.Procedures['risk.onChange']['output']>;

export const riskRemoveLimitOutput = z.void();

export const riskResumeOutput = z.void();

export const riskSetLimitOutput = riskLimitSchema satisfies Schema<types.Procedures['risk.setLimit']['output']>;

export const riskUnlockPairOutput = z.void();

/** What the authenticator is to be told. */
export const enrolmentSchema = z.object({
  uri: text,
  secret: text,
}) satisfies Schema<types.Enrolment>;

export const secondFactorBeginOutput = enrolmentSchema satisfies Schema<
  types.Procedures['secondFactor.begin']['output']
>;

/** Codes that are shown once. */
export const issuedRecoveryCodesSchema = z.object({
  recoveryCodes: z.array(text),
}) satisfies Schema<types.IssuedRecoveryCodes>;

export const secondFactorConfirmOutput = issuedRecoveryCodesSchema satisfies Schema<
  types.Procedures['secondFactor.confirm']['output']
>;

export const secondFactorDisableOutput = z.void();

/** How things stand with the second factor. */
export const secondFactorDtoSchema = z.object({
  enabled: z.boolean(),
  recoveryCodesLeft: z.int().check(z.gte(0), z.lte(4294967295)),
}) satisfies Schema<types.SecondFactorDto>;

export const secondFactorGetOutput = secondFactorDtoSchema satisfies Schema<
  types.Procedures['secondFactor.get']['output']
>;

export const secondFactorRegenerateCodesOutput = issuedRecoveryCodesSchema satisfies Schema<
  types.Procedures['secondFactor.regenerateCodes']['output']
>;

/** A session. */
export const sessionIdSchema = branded<types.SessionId, string>(uuid) satisfies Schema<types.SessionId>;

/** A browser that the person is logged in by. */
export const sessionSchema = z.object({
  id: sessionIdSchema,
  current: z.boolean(),
  ip: z.nullable(text),
  userAgent: z.nullable(text),
  createdAt: z.date(),
  lastSeenAt: z.date(),
  expiresAt: z.date(),
}) satisfies Schema<types.Session>;

export const sessionsListOutput = z.array(sessionSchema) satisfies Schema<types.Procedures['sessions.list']['output']>;

export const sessionsRevokeOutput = z.void();

/** Some rows of a list, in order. */
export const pageOfSignalSchema = z.object({
  items: z.array(signalSchema),
  nextCursor: z.nullable(uuid),
  asOf: text,
});

export const signalsListOutput = pageOfSignalSchema satisfies Schema<types.Procedures['signals.list']['output']>;

export const signalsOnChangeOutput = z.object({
  id: text,
  data: signalSchema,
}) satisfies Schema<types.Procedures['signals.onChange']['output']>;

export const signalsOnNewOutput = z.object({
  id: text,
  data: signalSchema,
}) satisfies Schema<types.Procedures['signals.onNew']['output']>;

export const signalsSubmitOutput = signalSchema satisfies Schema<types.Procedures['signals.submit']['output']>;

/** A tenant, and what the person is there. */
export const ownTenantSchema = z.object({
  id: tenantIdSchema,
  slug: text,
  name: text,
  role: roleSchema,
}) satisfies Schema<types.OwnTenant>;

export const tenantsCreateOutput = ownTenantSchema satisfies Schema<types.Procedures['tenants.create']['output']>;

export const tenantsListOutput = z.array(ownTenantSchema) satisfies Schema<types.Procedures['tenants.list']['output']>;

/** A tenant as its members see it. */
export const tenantSchema = z.object({
  id: tenantIdSchema,
  slug: text,
  name: text,
}) satisfies Schema<types.Tenant>;

export const tenantsRenameOutput = tenantSchema satisfies Schema<types.Procedures['tenants.rename']['output']>;

export const tenantsSwitchOutput = meSchema satisfies Schema<types.Procedures['tenants.switch']['output']>;

export const tradesListOutput = pageOfPositionSchema satisfies Schema<types.Procedures['trades.list']['output']>;

/** Every procedure: its kind, what it takes and what it answers. */
export const procedures = {
  'account.changeEmail': { kind: 'mutation', input: inputs.accountChangeEmailInput, output: accountChangeEmailOutput },
  'account.changePassword': {
    kind: 'mutation',
    input: inputs.accountChangePasswordInput,
    output: accountChangePasswordOutput,
  },
  'account.confirmEmail': {
    kind: 'mutation',
    input: inputs.accountConfirmEmailInput,
    output: accountConfirmEmailOutput,
  },
  'account.updateProfile': {
    kind: 'mutation',
    input: inputs.accountUpdateProfileInput,
    output: accountUpdateProfileOutput,
  },
  'audit.export': { kind: 'query', input: inputs.auditExportInput, output: auditExportOutput },
  'audit.list': { kind: 'query', input: inputs.auditListInput, output: auditListOutput },
  'audit.verify': { kind: 'query', input: inputs.auditVerifyInput, output: auditVerifyOutput },
  'auth.completeRegistration': {
    kind: 'mutation',
    input: inputs.authCompleteRegistrationInput,
    output: authCompleteRegistrationOutput,
  },
  'auth.completeSignIn': { kind: 'mutation', input: inputs.authCompleteSignInInput, output: authCompleteSignInOutput },
  'auth.confirm': { kind: 'mutation', input: inputs.authConfirmInput, output: authConfirmOutput },
  'auth.forgotPassword': { kind: 'mutation', input: inputs.authForgotPasswordInput, output: authForgotPasswordOutput },
  'auth.login': { kind: 'mutation', input: inputs.authLoginInput, output: authLoginOutput },
  'auth.logout': { kind: 'mutation', input: inputs.authLogoutInput, output: authLogoutOutput },
  'auth.logoutEverywhere': {
    kind: 'mutation',
    input: inputs.authLogoutEverywhereInput,
    output: authLogoutEverywhereOutput,
  },
  'auth.me': { kind: 'query', input: inputs.authMeInput, output: authMeOutput },
  'auth.providers': { kind: 'query', input: inputs.authProvidersInput, output: authProvidersOutput },
  'auth.register': { kind: 'mutation', input: inputs.authRegisterInput, output: authRegisterOutput },
  'auth.resetPassword': { kind: 'mutation', input: inputs.authResetPasswordInput, output: authResetPasswordOutput },
  'backtests.cancel': { kind: 'mutation', input: inputs.backtestsCancelInput, output: backtestsCancelOutput },
  'backtests.create': { kind: 'mutation', input: inputs.backtestsCreateInput, output: backtestsCreateOutput },
  'backtests.get': { kind: 'query', input: inputs.backtestsGetInput, output: backtestsGetOutput },
  'backtests.list': { kind: 'query', input: inputs.backtestsListInput, output: backtestsListOutput },
  'backtests.onChange': { kind: 'subscription', input: inputs.backtestsOnChangeInput, output: backtestsOnChangeOutput },
  'backtests.onProgress': {
    kind: 'subscription',
    input: inputs.backtestsOnProgressInput,
    output: backtestsOnProgressOutput,
  },
  'backtests.trades': { kind: 'query', input: inputs.backtestsTradesInput, output: backtestsTradesOutput },
  'bots.acknowledge': { kind: 'mutation', input: inputs.botsAcknowledgeInput, output: botsAcknowledgeOutput },
  'bots.command': { kind: 'mutation', input: inputs.botsCommandInput, output: botsCommandOutput },
  'bots.commands': { kind: 'query', input: inputs.botsCommandsInput, output: botsCommandsOutput },
  'bots.create': { kind: 'mutation', input: inputs.botsCreateInput, output: botsCreateOutput },
  'bots.get': { kind: 'query', input: inputs.botsGetInput, output: botsGetOutput },
  'bots.heartbeat': { kind: 'mutation', input: inputs.botsHeartbeatInput, output: botsHeartbeatOutput },
  'bots.list': { kind: 'query', input: inputs.botsListInput, output: botsListOutput },
  'bots.log': { kind: 'mutation', input: inputs.botsLogInput, output: botsLogOutput },
  'bots.messages': { kind: 'query', input: inputs.botsMessagesInput, output: botsMessagesOutput },
  'bots.onChange': { kind: 'subscription', input: inputs.botsOnChangeInput, output: botsOnChangeOutput },
  'bots.onCommand': { kind: 'subscription', input: inputs.botsOnCommandInput, output: botsOnCommandOutput },
  'bots.onCommandChange': {
    kind: 'subscription',
    input: inputs.botsOnCommandChangeInput,
    output: botsOnCommandChangeOutput,
  },
  'bots.onMessage': { kind: 'subscription', input: inputs.botsOnMessageInput, output: botsOnMessageOutput },
  'bots.pause': { kind: 'mutation', input: inputs.botsPauseInput, output: botsPauseOutput },
  'bots.rename': { kind: 'mutation', input: inputs.botsRenameInput, output: botsRenameOutput },
  'bots.saveVersion': { kind: 'mutation', input: inputs.botsSaveVersionInput, output: botsSaveVersionOutput },
  'bots.start': { kind: 'mutation', input: inputs.botsStartInput, output: botsStartOutput },
  'bots.stop': { kind: 'mutation', input: inputs.botsStopInput, output: botsStopOutput },
  'bots.versions': { kind: 'query', input: inputs.botsVersionsInput, output: botsVersionsOutput },
  'bots.watch': { kind: 'mutation', input: inputs.botsWatchInput, output: botsWatchOutput },
  'candleSets.list': { kind: 'query', input: inputs.candleSetsListInput, output: candleSetsListOutput },
  'candleSets.remove': { kind: 'mutation', input: inputs.candleSetsRemoveInput, output: candleSetsRemoveOutput },
  'candleSets.upload': { kind: 'mutation', input: z.unknown(), output: candleSetsUploadOutput },
  'equity.get': { kind: 'query', input: inputs.equityGetInput, output: equityGetOutput },
  'equity.onChange': { kind: 'subscription', input: inputs.equityOnChangeInput, output: equityOnChangeOutput },
  'fills.list': { kind: 'query', input: inputs.fillsListInput, output: fillsListOutput },
  'fills.onNew': { kind: 'subscription', input: inputs.fillsOnNewInput, output: fillsOnNewOutput },
  'health.ping': { kind: 'query', input: inputs.healthPingInput, output: healthPingOutput },
  'identities.list': { kind: 'query', input: inputs.identitiesListInput, output: identitiesListOutput },
  'identities.unlink': { kind: 'mutation', input: inputs.identitiesUnlinkInput, output: identitiesUnlinkOutput },
  'instruments.list': { kind: 'query', input: inputs.instrumentsListInput, output: instrumentsListOutput },
  'invitations.accept': { kind: 'mutation', input: inputs.invitationsAcceptInput, output: invitationsAcceptOutput },
  'invitations.create': { kind: 'mutation', input: inputs.invitationsCreateInput, output: invitationsCreateOutput },
  'invitations.get': { kind: 'query', input: inputs.invitationsGetInput, output: invitationsGetOutput },
  'invitations.list': { kind: 'query', input: inputs.invitationsListInput, output: invitationsListOutput },
  'invitations.resend': { kind: 'mutation', input: inputs.invitationsResendInput, output: invitationsResendOutput },
  'invitations.revoke': { kind: 'mutation', input: inputs.invitationsRevokeInput, output: invitationsRevokeOutput },
  'jobs.list': { kind: 'query', input: inputs.jobsListInput, output: jobsListOutput },
  'jobs.retry': { kind: 'mutation', input: inputs.jobsRetryInput, output: jobsRetryOutput },
  'keys.create': { kind: 'mutation', input: inputs.keysCreateInput, output: keysCreateOutput },
  'keys.list': { kind: 'query', input: inputs.keysListInput, output: keysListOutput },
  'keys.revoke': { kind: 'mutation', input: inputs.keysRevokeInput, output: keysRevokeOutput },
  'keys.rotate': { kind: 'mutation', input: inputs.keysRotateInput, output: keysRotateOutput },
  'market.candles': { kind: 'query', input: inputs.marketCandlesInput, output: marketCandlesOutput },
  'market.onTick': { kind: 'subscription', input: inputs.marketOnTickInput, output: marketOnTickOutput },
  'members.changeRole': { kind: 'mutation', input: inputs.membersChangeRoleInput, output: membersChangeRoleOutput },
  'members.leave': { kind: 'mutation', input: inputs.membersLeaveInput, output: membersLeaveOutput },
  'members.list': { kind: 'query', input: inputs.membersListInput, output: membersListOutput },
  'members.remove': { kind: 'mutation', input: inputs.membersRemoveInput, output: membersRemoveOutput },
  'orders.cancel': { kind: 'mutation', input: inputs.ordersCancelInput, output: ordersCancelOutput },
  'orders.cancelAll': { kind: 'mutation', input: inputs.ordersCancelAllInput, output: ordersCancelAllOutput },
  'orders.get': { kind: 'query', input: inputs.ordersGetInput, output: ordersGetOutput },
  'orders.list': { kind: 'query', input: inputs.ordersListInput, output: ordersListOutput },
  'orders.onChange': { kind: 'subscription', input: inputs.ordersOnChangeInput, output: ordersOnChangeOutput },
  'orders.place': { kind: 'mutation', input: inputs.ordersPlaceInput, output: ordersPlaceOutput },
  'positions.close': { kind: 'mutation', input: inputs.positionsCloseInput, output: positionsCloseOutput },
  'positions.closeAll': { kind: 'mutation', input: inputs.positionsCloseAllInput, output: positionsCloseAllOutput },
  'positions.get': { kind: 'query', input: inputs.positionsGetInput, output: positionsGetOutput },
  'positions.getAll': { kind: 'query', input: inputs.positionsGetAllInput, output: positionsGetAllOutput },
  'positions.onChange': { kind: 'subscription', input: inputs.positionsOnChangeInput, output: positionsOnChangeOutput },
  'risk.get': { kind: 'query', input: inputs.riskGetInput, output: riskGetOutput },
  'risk.halt': { kind: 'mutation', input: inputs.riskHaltInput, output: riskHaltOutput },
  'risk.lockPair': { kind: 'mutation', input: inputs.riskLockPairInput, output: riskLockPairOutput },
  'risk.onChange': { kind: 'subscription', input: inputs.riskOnChangeInput, output: riskOnChangeOutput },
  'risk.removeLimit': { kind: 'mutation', input: inputs.riskRemoveLimitInput, output: riskRemoveLimitOutput },
  'risk.resume': { kind: 'mutation', input: inputs.riskResumeInput, output: riskResumeOutput },
  'risk.setLimit': { kind: 'mutation', input: inputs.riskSetLimitInput, output: riskSetLimitOutput },
  'risk.unlockPair': { kind: 'mutation', input: inputs.riskUnlockPairInput, output: riskUnlockPairOutput },
  'secondFactor.begin': { kind: 'mutation', input: inputs.secondFactorBeginInput, output: secondFactorBeginOutput },
  'secondFactor.confirm': {
    kind: 'mutation',
    input: inputs.secondFactorConfirmInput,
    output: secondFactorConfirmOutput,
  },
  'secondFactor.disable': {
    kind: 'mutation',
    input: inputs.secondFactorDisableInput,
    output: secondFactorDisableOutput,
  },
  'secondFactor.get': { kind: 'query', input: inputs.secondFactorGetInput, output: secondFactorGetOutput },
  'secondFactor.regenerateCodes': {
    kind: 'mutation',
    input: inputs.secondFactorRegenerateCodesInput,
    output: secondFactorRegenerateCodesOutput,
  },
  'sessions.list': { kind: 'query', input: inputs.sessionsListInput, output: sessionsListOutput },
  'sessions.revoke': { kind: 'mutation', input: inputs.sessionsRevokeInput, output: sessionsRevokeOutput },
  'signals.list': { kind: 'query', input: inputs.signalsListInput, output: signalsListOutput },
  'signals.onChange': { kind: 'subscription', input: inputs.signalsOnChangeInput, output: signalsOnChangeOutput },
  'signals.onNew': { kind: 'subscription', input: inputs.signalsOnNewInput, output: signalsOnNewOutput },
  'signals.submit': { kind: 'mutation', input: inputs.signalsSubmitInput, output: signalsSubmitOutput },
  'tenants.create': { kind: 'mutation', input: inputs.tenantsCreateInput, output: tenantsCreateOutput },
  'tenants.list': { kind: 'query', input: inputs.tenantsListInput, output: tenantsListOutput },
  'tenants.rename': { kind: 'mutation', input: inputs.tenantsRenameInput, output: tenantsRenameOutput },
  'tenants.switch': { kind: 'mutation', input: inputs.tenantsSwitchInput, output: tenantsSwitchOutput },
  'trades.list': { kind: 'query', input: inputs.tradesListInput, output: tradesListOutput },
} as const;
