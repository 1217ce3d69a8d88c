// Generated from the Rust router. Do not edit: run `just gen`.

/** What an id is the id of: a compiler's knowledge alone. */
declare const brand: unique symbol;

/** Why a place is not taken. */
export type AcceptError =
  /** The link offers nothing. */
  | {
      type: 'InvitationOver';
      /** Why. */
      why: InvitationOver;
    }
  /** Whoever is logged in has another address. */
  | ({ type: 'OtherAddress' } & { why?: never })
  /** The address has an account. */
  | ({ type: 'LogInFirst' } & { why?: never })
  /** Somebody new has a name and a password. */
  | ({ type: 'NewPersonNeeded' } & { why?: never })
  /** The password is too easily guessed. */
  | ({
      type: 'WeakPassword';
    } & WeakPassword);

/** The address to be, the password, and a code, for whoever has a second factor. */
export type AccountChangeEmailInput = {
  email: string;
  /** May be left out by somebody who has none and signed in a short while ago. */
  password?: string | null;
  /** Six digits of the second factor, or a recovery code. */
  code?: string | null;
};

/** The password before, the one to be, and a code, for whoever has a second factor. */
export type AccountChangePasswordInput = {
  /** May be left out by somebody who has none and signed in a short while ago. */
  currentPassword?: string | null;
  newPassword: string;
  /** Six digits of the second factor, or a recovery code. */
  code?: string | null;
};

/** What the link said. */
export type AccountConfirmEmailInput = {
  /** The link's token. */
  token: string;
};

/** What is to be another. */
export type AccountUpdateProfileInput = {
  /** How the person is called. */
  name: Name;
};

/** Why an answer is not taken. */
export type AcknowledgeError =
  /** There is no such command, or it is for another bot. */
  | { type: 'UnknownCommand' }
  /** It was answered otherwise before. */
  | { type: 'Answered' };

/** An exact decimal number as a string, such as "0.015": at most 16 digits before the point and 12 after it. */
export type Amount = string;

/** What any procedure may refuse with. */
export type ApiError =
  /** Nobody is logged in. */
  | {
      type: 'Unauthorized';
      /** What to do. */
      reason: string;
    }
  /** The caller's role, or its key's scopes, do not include it. */
  | {
      type: 'Forbidden';
      /** What is missing. */
      permission: Permission;
    }
  /** The call is meant for another tenant than the one that the person works in now. */
  | {
      type: 'AnotherTenant';
      /** Where the person works. */
      slug: string;
    }
  /** A key cannot do what only a person can. */
  | { type: 'PeopleOnly' }
  /** It takes a proof of who one is that is a few minutes old at most. */
  | {
      type: 'ConfirmationRequired';
      /** What to do. */
      reason: string;
    }
  /** It sets a cookie, which neither a socket nor a streamed batch can carry. */
  | { type: 'NoCookies' }
  /** The cursor of a list names no row. */
  | { type: 'UnknownCursor' }
  /** What was given as a stream position is none. */
  | { type: 'InvalidPosition' }
  /** The stream has another history than the position is from. */
  | {
      type: 'StreamReset';
      /** Where the stream stands. */
      head: string;
    }
  /** The key names another request. */
  | { type: 'IdempotencyKeyReused' }
  /** Asked too often. */
  | {
      type: 'TooManyCalls';
      /** After so many seconds. */
      retryAfterSeconds: number;
    }
  /** Try again in a moment. */
  | { type: 'Unavailable' }
  /** A fault of ours. */
  | { type: 'Internal' };

/** A program's credential, without what makes it one. */
export type ApiKey = {
  id: ApiKeyId;
  name: string;
  /** The key's first characters, by which a person recognises it. */
  prefix: string;
  /** What it may do. */
  scopes: ApiKeyScope[];
  /** The one bot that it speaks for; null where it is bound to none. */
  bot: BotRef | null;
  /** Who made it, by address; empty where nobody is known to have. */
  createdBy: string;
  createdAt: Date;
  /** To the minute; null where it was never used. */
  lastUsedAt: Date | null;
  /** When it ends by itself, or did; null where it does not. */
  expiresAt: Date | null;
  /** When it was taken back; null where it was not. */
  revokedAt: Date | null;
};

/** An API key. */
export type ApiKeyId = string & { readonly [brand]: 'ApiKeyId' };

/** What an API key may do. */
export type ApiKeyScope =
  /** `READ` */
  | 'READ'
  /** `SIGNALS` */
  | 'SIGNALS'
  /** `TRADE` */
  | 'TRADE';

/** A field that an entry tells of: a text as it is, all else as JSON. */
export type AuditChange = {
  field: string;
  /** Null where it was nothing. */
  before: string | null;
  /** Null where it became nothing. */
  after: string | null;
};

/** Something that was done. */
export type AuditEntry = {
  /** From 1, without gaps. */
  seq: number;
  at: Date;
  /** The person or the key; null where it was neither. */
  actorId: string | null;
  /** The person's address, or the key's name. */
  actor: string;
  /** Such as `member.remove`. */
  action: string;
  /** What it was done to. */
  target: string;
  changes: AuditChange[];
  /** From where, as far as that is known. */
  ip: string | null;
};

/** A part of the log, the oldest first. */
export type AuditExport = {
  /** Where the log ended when this was read. */
  head: AuditHead;
  entries: ExportedEntry[];
  /** The `cursor` of the next part; null after the last one. */
  nextCursor: number | null;
};

/** Which part of it. */
export type AuditExportInput = {
  /** The `nextCursor` of the page before. */
  cursor?: number | null;
  /** Entries, 1000 if left out. */
  limit?: number | null;
};

/** Where a log ends. */
export type AuditHead = {
  /** The number of the last entry; 0 where there is none. */
  seq: number;
  /** The hash of the last entry, in hexadecimal; zeros where there is none. */
  hash: string;
};

/** Which entries. */
export type AuditListInput = {
  /** Those of that action, such as `member.remove`. */
  action?: string | null;
  /** Those of that person or key. */
  actorId?: string | null;
  /** Not before. */
  from?: Date | null;
  /** Before. */
  to?: Date | null;
  /** The `nextCursor` of the page before. */
  cursor?: number | null;
  /** Rows, 50 if left out. */
  limit?: number | null;
};

/** Some entries, the newest first. */
export type AuditPage = {
  items: AuditEntry[];
  /** The `cursor` of the next page; null on the last one. */
  nextCursor: number | null;
};

/** What the log is found to be. */
export type AuditVerdict =
  /** All entries are as they were written. */
  | {
      type: 'Whole';
      /** The number of the last entry; 0 where there is none. */
      seq: number;
      /** The hash of the last entry, in hexadecimal: kept elsewhere, it shows later that nothing was taken away. */
      hash: string;
    }
  /** From this entry on it is not as it was written. */
  | {
      type: 'Broken';
      /** The first entry that was changed, or is missing. */
      seq: number;
    };

/** What the link said, and what a person is made of. */
export type AuthCompleteRegistrationInput = {
  /** The link's token. */
  token: string;
  /** How the person is called. */
  name: Name;
  password: string;
  /** How the person's team is called. */
  teamName: Name;
};

/** What the authenticator shows. */
export type AuthCompleteSignInInput = {
  /** Six digits of the second factor, or a recovery code. */
  code: string;
};

/** The password; and a code, for whoever has a second factor. */
export type AuthConfirmInput = {
  password: string;
  /** Six digits of the second factor, or a recovery code. */
  code?: string | null;
};

/** An address. */
export type AuthForgotPasswordInput = {
  email: string;
};

/** An address and a password; and a code, for whoever has a second factor. */
export type AuthLoginInput = {
  email: string;
  password: string;
  /** Six digits of the second factor, or a recovery code. */
  code?: string | null;
};

/** An address. */
export type AuthRegisterInput = {
  email: string;
};

/** What the link said, and the password to be. */
export type AuthResetPasswordInput = {
  /** The link's token. */
  token: string;
  password: string;
};

/** A strategy over candles of the past. */
export type Backtest = {
  id: BacktestId;
  name: string;
  strategy: Strategy;
  costs: BacktestCosts;
  instrument: InstrumentRef;
  /** Whose candles; null where they are the market's. */
  candleSet: CandleSetRef | null;
  /** How long each candle lasts. */
  interval: CandleInterval;
  /** The first time that counts. */
  from: Date;
  /** The first time that counts no more. */
  to: Date;
  /** Draws how far each order slips. */
  seed: number;
  status: BacktestStatus;
  /** Whether whoever computes it is to stop. */
  cancelRequested: boolean;
  /** Candles that it has gone through. */
  candlesDone: number;
  /** Candles that there are; 0 until they are read. */
  candlesTotal: number;
  /** What came out; null until it is finished. */
  statistics: BacktestStatistics | null;
  /** Why nothing came out; null where something did. */
  error: string | null;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
  /** The stream number of its last event: drop events at or below it. */
  seq: number;
};

/** With how much a strategy is tried, and at what cost. */
export type BacktestCosts = {
  /** How much is held when long, and sold when short, in the base currency. */
  qty: Amount;
  /** What there is at the beginning, in the quote currency. */
  cash: Amount;
  /** How many times what the account is worth may be held; null where there is no limit. */
  maxLeverage: Amount | null;
  /** The fee of each execution, as a share of its value. */
  feeRate: Amount;
  /** The most that an order slips, in basis points. */
  slippageBps: Amount;
};

/** A backtest. */
export type BacktestId = string & { readonly [brand]: 'BacktestId' };

/** How far a backtest has come. */
export type BacktestProgress = {
  status: BacktestStatus;
  /** Candles that it has gone through. */
  candlesDone: number;
  /** Candles that there are; 0 until they are read. */
  candlesTotal: number;
};

/** Why there is nothing to see. */
export type BacktestRefused =
  /** The team has no such backtest. */
  { type: 'UnknownBacktest' };

/** A backtest with its curve. */
export type BacktestReport = {
  backtest: Backtest;
  /** What the account was worth as time went on, a thousand points at most; none until it is finished. */
  equity: EquityPoint[];
};

/** What came out of a backtest. Amounts are in the quote currency; ratios are of a year of 365 days. */
export type BacktestStatistics = {
  /** Candles that were there. */
  candles: number;
  /** Candles that were missing between them. */
  missing: number;
  /** Candles after which something was held. */
  exposed: number;
  /** What there was at the end, with what was held at the last close. */
  equity: Amount;
  /** Fees paid; negative when rebates outweigh them. */
  fees: Amount;
  /** The deepest fall from a peak, candle by candle, as a fraction of the peak: 0.2 is a fifth. */
  maxDrawdown: Amount;
  /** Orders that a rule refused. */
  refused: number;
  /** What the first of them was told. */
  firstRefusal: string | null;
  /** The whole return: 0.1 is a tenth more than there was. */
  totalReturn: number;
  /** A year's return, were the year as these days. */
  annualReturn: number | null;
  /** A year's standard deviation; null of days that are all alike. */
  volatility: number | null;
  /** Mean over deviation, of a year. */
  sharpe: number | null;
  /** Mean over the deviation of the losses, of a year. */
  sortino: number | null;
  /** The year's return over the deepest fall of the days. */
  calmar: number | null;
  /** Closed positions. */
  trades: number;
  /** How many of them won. */
  wins: number;
  /** What they made together, after fees. */
  net: Amount;
  /** What the winning ones made over what the losing ones lost; null where none lost. */
  profitFactor: Amount | null;
  /** What a closed position makes on average. */
  expectancy: Amount | null;
  /** What a winning one makes on average. */
  averageWin: Amount | null;
  /** What a losing one loses on average, above zero. */
  averageLoss: Amount | null;
};

/** `BacktestStatus` of the schema. */
export type BacktestStatus =
  /** It waits for its turn. */
  | 'QUEUED'
  /** It is being computed. */
  | 'RUNNING'
  /** Its report is there. */
  | 'FINISHED'
  /** Somebody stopped it. */
  | 'CANCELED'
  /** It could not be computed; `error` says why. */
  | 'FAILED';

/** An execution of a backtest. Amounts are in the quote currency unless they say otherwise. */
export type BacktestTrade = {
  /** From 1. */
  number: number;
  at: Date;
  side: Side;
  /** In the base currency. */
  qty: Amount;
  price: Amount;
  /** What it cost; a rebate when negative. */
  fee: Amount;
  /** What it earned by what it closed, before fees. */
  realized: Amount;
  /** What is held after it, in the base currency; negative when short. */
  signedQty: Amount;
};

/** Some executions, in order. */
export type BacktestTradePage = {
  items: BacktestTrade[];
  /** The `cursor` of the next page; null on the last one. */
  nextCursor: number | null;
};

/** Which backtest. */
export type BacktestsCancelInput = {
  id: BacktestId;
};

/** What is tried, on what, and at what cost. */
export type BacktestsCreateInput = {
  /** What it is called. */
  name: Name;
  strategy: StrategyInput;
  /** Such as `BINANCE`. */
  venue: string;
  /** Such as `BTCUSDT`. */
  symbol: string;
  /** The team's own candles instead of the market's. */
  candleSetId?: CandleSetId | null;
  /** How long each candle lasts. */
  interval: CandleInterval;
  /** The first time that counts; that of the first candle, if left out. */
  from?: Date | null;
  /** The first time that counts no more; the last candle counts, if left out. */
  to?: Date | null;
  /** How much is held when long, and sold when short, in the base currency. */
  qty: Amount;
  /** What there is at the beginning, in the quote currency. */
  cash: Amount;
  /** How many times what the account is worth may be held; without limit, if left out. */
  maxLeverage?: Amount | null;
  /** The fee of each execution, as a share of its value: 0.001 is a tenth of a percent. */
  feeRate: Amount;
  /** The most that an order slips, in basis points. */
  slippageBps: Amount;
  /** Draws how far each order slips; 1, if left out. */
  seed?: number | null;
  /** The caller's name for this request: asked for again, it is answered and not done. */
  idempotencyKey?: string | null;
};

/** Which backtest. */
export type BacktestsGetInput = {
  id: BacktestId;
};

/** Which of them. */
export type BacktestsListInput = {
  /** The `nextCursor` of the page before. */
  cursor?: string | null;
  /** Rows, 50 if left out. */
  limit?: number | null;
};

/** Of which backtest. */
export type BacktestsOnProgressInput = {
  id: BacktestId;
};

/** Of which backtest, and which. */
export type BacktestsTradesInput = {
  id: BacktestId;
  /** The `nextCursor` of the page before. */
  cursor?: number | null;
  /** Rows, 200 if left out. */
  limit?: number | null;
};

/** A strategy that sends signals, as it stands. */
export type Bot = {
  id: BotId;
  /** Unique in the tenant. */
  name: string;
  /** What the bot reports. */
  status: BotStatus;
  /** What a person asked for: it trades while this is `RUNNING`. */
  desiredStatus: BotStatus;
  /** When the bot last said that it is there; null where it never did. */
  lastHeartbeatAt: Date | null;
  /** The built-in strategy that it follows; null for a program or a hook. */
  strategy: StrategyKind | null;
  /** The number of its configuration; 0 where it has none. */
  version: number;
  /** Seconds without a heartbeat after which it has gone quiet while it is to run; null for who sends none. */
  quietAfter: number | null;
  /** What is done then. */
  onQuiet: QuietAction;
  /** Since when it has been quiet; null where it is not. */
  quietSince: Date | null;
  createdAt: Date;
  /** The stream number of its last event: drop events at or below it. */
  seq: number;
};

/** What a person tells a bot to do, and what came of it. */
export type BotCommand = {
  id: CommandId;
  botId: BotId;
  kind: CommandKind;
  /** What goes with it; null where nothing does. */
  payload: JsonValue | null;
  status: CommandStatus;
  /** What the bot says of it. */
  result: string | null;
  sentAt: Date;
  /** By address, or by the key's name. */
  sentBy: string;
  /** When it was first handed to the bot's program; null until then. */
  takenAt: Date | null;
  /** When the bot answered; null until then. */
  answeredAt: Date | null;
  /**
   * When it ceased to wait: nobody answered it within an hour, or the bot was stopped. It is handed to nobody any
   * more; an answer that comes late still counts.
   */
  expiredAt: Date | null;
  /** The stream number of its last event: drop events at or below it. */
  seq: number;
};

/** A bot with its configuration and its newest runs. */
export type BotDetail = {
  bot: Bot;
  /** The configuration that it follows; null where it has none. */
  version: BotVersion | null;
  /** Newest first, twenty at most. */
  runs: BotRun[];
  /** The stream position that this was read at: give it to a subscription as `lastEventId`. */
  asOf: string;
};

/** What a bot's trading came to. */
export type BotEquity = {
  bot: BotRef;
  /** What every amount is in, such as `USDT`: the currency of the bot's account, else of the team's. */
  currency: string;
  /** Profit of what was closed, less fees, plus funding, ever. */
  realized: Amount;
  /** Profit of what is open, at the last marks. */
  unrealized: Amount;
  /** What both came to since midnight (UTC). */
  today: Amount;
  /** The value of what is held, long and short. */
  exposure: Amount;
  openPositions: number;
  at: Date;
};

/** A bot. */
export type BotId = string & { readonly [brand]: 'BotId' };

/** Something that a bot says. */
export type BotLine = {
  /** `INFO`, if left out. */
  level?: MessageLevel | null;
  text: string;
  /** When; now, if left out. */
  at?: Date | null;
};

/** Something that a bot, or the service about it, has to say to people. */
export type BotMessage = {
  /** Later ones are higher. */
  id: string;
  botId: BotId;
  level: MessageLevel;
  text: string;
  at: Date;
};

/** A bot, by name. */
export type BotRef = {
  id: BotId;
  name: string;
};

/** Why nothing was done to a bot. */
export type BotRefused =
  /** The tenant has no such bot, or the key speaks for another one. */
  { type: 'UnknownBot' };

/** From a start to the stop that ended it. */
export type BotRun = {
  id: string;
  /** The number of the configuration that it began with; 0 where there was none. */
  version: number;
  startedAt: Date;
  startedBy: string;
  /** Null while it goes on. */
  stoppedAt: Date | null;
  stoppedBy: string | null;
  /** Why it was stopped, in the words of who did. */
  reason: string | null;
};

/**
 * What a bot follows that has no program: a built-in strategy, on which candles, with how much. The content of its
 * versions has this shape.
 */
export type BotSetupInput = {
  /** Who decides. */
  strategy: StrategyInput;
  /** Such as `BINANCE`. */
  venue: string;
  /** Such as `BTCUSDT`. */
  symbol: string;
  /** How long each candle lasts by which it decides. */
  interval: CandleInterval;
  /** How much is held when long, and sold when short, in the base currency. */
  qty: Amount;
};

/** `BotStatus` of the schema. */
export type BotStatus =
  /** `STOPPED` */
  | 'STOPPED'
  /** `RUNNING` */
  | 'RUNNING'
  /** `PAUSED` */
  | 'PAUSED';

/** A configuration that a bot has or had. */
export type BotVersion = {
  id: string;
  /** From 1, without gaps. */
  number: number;
  content: JsonValue;
  /** SHA-256 of the content, in hexadecimal digits. */
  sha256: string;
  /** Who saved it, by address or by the key's name. */
  createdBy: string;
  createdAt: Date;
};

/** Which command, and what came of it. */
export type BotsAcknowledgeInput = {
  id: CommandId;
  /** Whether it is done; false where it could not be. */
  done: boolean;
  /** In words, for people. */
  result?: string | null;
};

/** Which bot, and what it is to do. */
export type BotsCommandInput = {
  id: BotId;
  /** What it is to do. */
  kind: CommandKind;
  /** What goes with it, in whatever names the bot knows. */
  payload?: { [key in string]: JsonValue } | null;
  /** The caller's name for this request: asked for again, it is answered and not done. */
  idempotencyKey?: string | null;
};

/** Of which bot, and which of them. */
export type BotsCommandsInput = {
  id: BotId;
  /** In that state alone. */
  status?: CommandStatus | null;
  /** The `nextCursor` of the page before. */
  cursor?: string | null;
  /** Rows, 50 if left out. */
  limit?: number | null;
};

/** What the bot is called, and what it follows. */
export type BotsCreateInput = {
  /** Unique in the tenant. */
  name: Name;
  /** A built-in strategy that it follows, from its first version on; left out for a program or a hook. */
  setup?: BotSetupInput | null;
  /** The caller's name for this request: asked for again, it is answered and not done. */
  idempotencyKey?: string | null;
};

/** Which bot. */
export type BotsGetInput = {
  id: BotId;
};

/** Which bot, and what it does. */
export type BotsHeartbeatInput = {
  id: BotId;
  /** What it does now. */
  status: BotStatus;
};

/** Which of them. */
export type BotsListInput = {
  /** The `nextCursor` of the page before. */
  cursor?: string | null;
  /** Rows, 50 if left out. */
  limit?: number | null;
};

/** Which bot, and what it has to say. */
export type BotsLogInput = {
  /** The bot. */
  id: BotId;
  /** In their order. */
  messages: BotLine[];
  /** The caller's name for this request: asked for again, it is answered and not done. */
  idempotencyKey?: string | null;
};

/** Of which bot, and which of them. */
export type BotsMessagesInput = {
  id: BotId;
  /** Of that level alone. */
  level?: MessageLevel | null;
  /** The `nextCursor` of the page before. */
  cursor?: string | null;
  /** Rows, 50 if left out. */
  limit?: number | null;
};

/** Which bot, and after which command. */
export type BotsOnCommandInput = {
  id: BotId;
  /** The id of the last command that arrived; every command that waits comes, if left out. */
  lastEventId?: string | null;
};

/** Which bot. */
export type BotsPauseInput = {
  id: BotId;
};

/** Which bot, and its name from now on. */
export type BotsRenameInput = {
  id: BotId;
  /** Unique in the tenant. */
  name: Name;
};

/** Which bot, and what it is to follow. */
export type BotsSaveVersionInput = {
  id: BotId;
  /** The number that it comes after: somebody else's is not written over unseen. 0 for the first. */
  after: number;
  /** What the bot reads, in whatever names it has; of a bot that follows a built-in strategy, a `BotSetupInput`. */
  content: { [key in string]: JsonValue };
};

/** Which bot. */
export type BotsStartInput = {
  id: BotId;
};

/** Which bot, and why. */
export type BotsStopInput = {
  id: BotId;
  /** For whoever reads of its runs. */
  reason?: string | null;
};

/** Of which bot, and which of them. */
export type BotsVersionsInput = {
  id: BotId;
  /** The `nextCursor` of the page before. */
  cursor?: string | null;
  /** Rows, 50 if left out. */
  limit?: number | null;
};

/** Which bot, and when it has gone quiet. */
export type BotsWatchInput = {
  id: BotId;
  /** Seconds without a heartbeat while it is to run; never, if left out. */
  quietAfter?: number | null;
  /** What is done then. */
  onQuiet: QuietAction;
};

/** Why an order does not end. */
export type CancelOrderError =
  /** The team has no such order, or the key speaks for another bot. */
  | { type: 'UnknownOrder' }
  /** It has ended. */
  | {
      type: 'OrderEnded';
      /** As what. */
      status: OrderStatus;
    };

/** What was asked. */
export type CanceledOrders = {
  /** Orders whose end was asked for now. */
  count: number;
};

/** What a price did in an interval. */
export type Candle = {
  /** When it begins. */
  openTime: Date;
  open: Amount;
  high: Amount;
  low: Amount;
  close: Amount;
  /** Traded, in the base currency. */
  volume: Amount;
  /** Shorter candles that it is made of and that are not there: what they saw is not in it. 0 where it is whole. */
  missing: number;
};

/** How long a candle lasts: minutes, hours, a day; in UTC. */
export type CandleInterval =
  /** `M1` */
  | 'M1'
  /** `M5` */
  | 'M5'
  /** `M15` */
  | 'M15'
  /** `H1` */
  | 'H1'
  /** `H4` */
  | 'H4'
  /** `D1` */
  | 'D1';

/** Candles in the order of their time; where there is a gap, there is none. */
export type CandlePageDto = {
  items: Candle[];
  /** The `cursor` of the page before these in time; null where there are none before. */
  nextCursor: Date | null;
};

/** Candles that the team brought, for its backtests alone. */
export type CandleSet = {
  id: CandleSetId;
  /** Unique in the team. */
  name: string;
  /** Whose rules of trading hold. */
  instrument: InstrumentRef;
  /** How long each candle lasts. */
  interval: CandleInterval;
  status: CandleSetStatus;
  /** How many candles there are; while the file is being read, so far. */
  count: number;
  /** When the first begins; null until the file is read. */
  firstAt: Date | null;
  /** When the last begins. */
  lastAt: Date | null;
  /** Intervals between them that have no candle. */
  missing: number;
  createdAt: Date;
};

/** A set of candles that a team brought. */
export type CandleSetId = string & { readonly [brand]: 'CandleSetId' };

/** A set of candles, by name. */
export type CandleSetRef = {
  id: CandleSetId;
  name: string;
};

/** `CandleSetStatus` of the schema. */
export type CandleSetStatus =
  /** Its file is being read. */
  | 'UPLOADING'
  /** All of its file is stored. */
  | 'READY';

/** Which of them. */
export type CandleSetsListInput = {
  /** The `nextCursor` of the page before. */
  cursor?: string | null;
  /** Rows, 50 if left out. */
  limit?: number | null;
};

/** Which set. */
export type CandleSetsRemoveInput = {
  id: CandleSetId;
};

/** Why there are no candles to be had. */
export type CandlesRefused =
  /** No such instrument. */
  | { type: 'UnknownInstrument' }
  /** The team has no such candles of that instrument. */
  | { type: 'UnknownCandleSet' }
  /** The team's candles are longer. */
  | { type: 'IntervalTooShort' };

/** Why the password stays. */
export type ChangePasswordError =
  /** The password before is another one. */
  | { type: 'WrongPassword' }
  /** There is no password to ask for: sign in once more where you always do. */
  | { type: 'SignInAgain' }
  /** The second factor's code is missing. */
  | { type: 'SecondFactorRequired' }
  /** The code is wrong, too old, or was used before. */
  | { type: 'WrongCode' }
  /** The password to be is too easily guessed. */
  | ({
      type: 'WeakPassword';
    } & WeakPassword);

/** Why a member stays what they are. */
export type ChangeRoleError =
  /** The tenant has no such member. */
  | { type: 'UnknownMember' }
  /** The tenant would have no owner. */
  | { type: 'LastOwner' };

/** Why a position is not closed. */
export type ClosePositionError =
  /** The team has no such position open, or the key speaks for another bot. */
  { type: 'UnknownPosition' };

/** A command to a bot. */
export type CommandId = string & { readonly [brand]: 'CommandId' };

/** `CommandKind` of the schema. */
export type CommandKind =
  /** Trade no more, and go on listening. */
  | 'PAUSE'
  /** Close what is held. */
  | 'FLATTEN'
  /** Read the configuration again. */
  | 'RELOAD'
  /** What the bot and its people have agreed on: `payload` says it. */
  | 'CUSTOM';

/** `CommandStatus` of the schema. */
export type CommandStatus =
  /** The bot has not answered. */
  | 'WAITING'
  /** The bot says that it is done. */
  | 'DONE'
  /** The bot says that it could not be done. */
  | 'FAILED';

/** Why nobody is made. */
export type CompleteRegistrationError =
  /** The link was used, is too old, or was never sent. */
  | { type: 'InvalidLink' }
  /** The address has become somebody's since the link was sent. */
  | { type: 'AlreadyRegistered' }
  /** The password is too easily guessed. */
  | ({
      type: 'WeakPassword';
    } & WeakPassword);

/** Why nobody is signed in. */
export type CompleteSignInError =
  /** This browser has not just come from a provider. */
  | { type: 'NotBegun' }
  /** The code is wrong, too old, or was used before. */
  | { type: 'WrongCode' }
  /** The identity has become another person's meanwhile. */
  | { type: 'Taken' }
  /** The invitation that was to be accepted offers nothing any more, or not to this address. */
  | { type: 'InvitationOver' }
  /** A person without a tenant. */
  | { type: 'NoTenant' };

/** Why the address stays. */
export type ConfirmEmailError =
  /** The link was used, is too old, or was never sent. */
  | { type: 'InvalidLink' }
  /** The address has become somebody else's since the link was sent. */
  | { type: 'AddressTaken' };

/** Why nothing is tried. */
export type CreateBacktestError =
  /** No such instrument. */
  | { type: 'UnknownInstrument' }
  /** The team has no such candles of that instrument. */
  | { type: 'UnknownCandleSet' }
  /** A field makes no sense. */
  | {
      type: 'InvalidField';
      /** Its name. */
      field: string;
      /** What it must be. */
      message: string;
    }
  /** There are no candles in that time. */
  | { type: 'NoCandles' }
  /** As many backtests of the team wait as may. */
  | { type: 'TooManyWait' };

/** Why a bot is not made. */
export type CreateBotError =
  /** Another bot of the tenant has this name. */
  | { type: 'NameTaken' }
  /** The key speaks for one bot, and makes no others. */
  | { type: 'BoundKey' }
  /** There is no such instrument to follow. */
  | { type: 'UnknownInstrument' }
  /** A field of what it is to follow makes no sense. */
  | {
      type: 'InvalidField';
      /** Its name. */
      field: string;
      /** What it must be. */
      message: string;
    };

/** Why a key is not made. */
export type CreateKeyError =
  /** The tenant has no such bot. */
  | { type: 'UnknownBot' }
  /** `expiresAt` is not in the future. */
  | { type: 'PastExpiry' };

/** What the authenticator is to be told. */
export type Enrolment = {
  /** The `otpauth` address, for a picture to be scanned. */
  uri: string;
  /** The secret in base32, to be typed. */
  secret: string;
};

/** How the team or a bot stands, and how it came there. */
export type Equity = {
  /** What every amount is in, such as `USDT`: the currency of the bot's account, else of the team's. */
  currency: string;
  /** What it began with. */
  startingBalance: Amount;
  /** What it is worth. */
  equity: Amount;
  /** What it earned since midnight (UTC). */
  today: Amount;
  /** Each bot that has traded, or the one. */
  bots: BotEquity[];
  /** How it came there, oldest first. */
  points: EquityCurvePoint[];
  /** The stream position that it was read at: give it to a subscription as `lastEventId`. */
  asOf: string;
};

/** What was there at a moment. */
export type EquityCurvePoint = {
  at: Date;
  equity: Amount;
};

/** Whose, and since when. */
export type EquityGetInput = {
  /** One bot; the whole team, if left out. */
  botId?: BotId | null;
  /** How many hours back; a day, if left out. */
  hours?: number | null;
};

/** What an account was worth at a time. */
export type EquityPoint = {
  at: Date;
  equity: Amount;
};

/** An entry as it was hashed. */
export type ExportedEntry = {
  seq: number;
  /**
   * A JSON list: the hash of the entry before, the tenant, the number, microseconds since 1970, the actor's id and
   * name, the action, its target, what changed, the address.
   */
  text: string;
  /** SHA-256 of the text, in hexadecimal. */
  hash: string;
};

/** One execution at the venue. */
export type Fill = {
  id: FillId;
  bot: BotRef;
  instrument: InstrumentRef;
  orderId: OrderId;
  positionId: PositionId;
  /** The venue's name for it. */
  tradeId: string;
  side: Side;
  /** In the base currency. */
  qty: Amount;
  price: Amount;
  /** A cost when positive, a rebate when negative. */
  fee: Amount;
  feeCurrency: string;
  liquidity: Liquidity;
  executedAt: Date;
};

/** An execution. */
export type FillId = string & { readonly [brand]: 'FillId' };

/** Which. */
export type FillsListInput = {
  /** Of every bot, if left out. */
  botId?: BotId | null;
  /** Such as `BINANCE`; at every one, if left out. */
  venue?: string | null;
  /** Such as `BTCUSDT`; of every one, if left out. */
  symbol?: string | null;
  /** Either, if left out. */
  side?: Side | null;
  /** None that traded before. */
  from?: Date | null;
  /** None that traded then or later. */
  to?: Date | null;
  /** The `nextCursor` of the page before. */
  cursor?: string | null;
  /** Rows, 50 if left out. */
  limit?: number | null;
};

/** What was asked. */
export type Flattened = {
  /** Orders whose end was asked for. */
  canceledOrders: number;
  /** The signals that close, one a position. */
  signals: Signal[];
};

/** Why there is nothing to see. */
export type GetOrderError =
  /** The team has no such order. */
  { type: 'UnknownOrder' };

/** Why there is nothing to see. */
export type GetPositionError =
  /** The team has no such position. */
  { type: 'UnknownPosition' };

/** What a kill switch lets out. */
export type HaltState =
  /** What makes a position smaller. */
  | 'REDUCING'
  /** Nothing. */
  | 'HALTED';

/** The switches that halt a bot, whatever it is asked for. */
export type Halts = {
  /** The operator's, which halts everybody; null where it is not engaged. */
  system: SystemSwitch | null;
  /** The team's and the bot's own, where they are engaged. `risk.resume` ends each. */
  switches: KillSwitch[];
};

/** Which one, the password, and a code, for whoever has a second factor. */
export type IdentitiesUnlinkInput = {
  id: IdentityId;
  /** Left out by a person without one, who has to have signed in within ten minutes. */
  password?: string | null;
  /** Six digits of the second factor, or a recovery code. */
  code?: string | null;
};

/** An identity that the person has elsewhere. */
export type Identity = {
  id: IdentityId;
  /** The provider, as `auth.providers` has it; null where it is offered no more, or is no provider. */
  provider: string | null;
  /** What people call it. */
  name: string;
  createdAt: Date;
};

/** An identity that a person has elsewhere. */
export type IdentityId = string & { readonly [brand]: 'IdentityId' };

/** Something that can be traded at a venue, and the rules of trading it. */
export type Instrument = {
  id: string;
  /** Such as `BINANCE`. */
  venue: string;
  /** Such as `BTCUSDT`. */
  symbol: string;
  /** The currency that a quantity counts. */
  base: string;
  /** The currency that a price counts. */
  quote: string;
  /** The smallest step of a price. */
  priceTick: Amount;
  /** The smallest step of a quantity. */
  lotStep: Amount;
  /** The smallest quantity of an order. */
  minQty: Amount;
  /** The largest quantity of an order; null where there is no limit. */
  maxQty: Amount | null;
  /** The smallest value of an order, in the quote currency. */
  minNotional: Amount;
  /** What one unit of quantity is worth at a price of one. */
  multiplier: Amount;
  /** The last price that is known; null where none is. */
  lastPrice: Amount | null;
  /** When it was. */
  lastPriceAt: Date | null;
};

/** An instrument, by name, and how finely its numbers are written. */
export type InstrumentRef = {
  /** Such as `BINANCE`. */
  venue: string;
  /** Such as `BTCUSDT`. */
  symbol: string;
  /** The currency that a quantity counts. */
  base: string;
  /** The currency that a price counts. */
  quote: string;
  /** The smallest step of a price. */
  priceTick: Amount;
  /** The smallest step of a quantity. */
  lotStep: Amount;
};

/** Which of them. */
export type InstrumentsListInput = {
  /** The `nextCursor` of the page before. */
  cursor?: string | null;
  /** Rows, 50 if left out. */
  limit?: number | null;
};

/** A place in the tenant, offered to whoever has the address. */
export type Invitation = {
  id: InvitationId;
  /** Whom it was sent to. */
  email: string;
  /** What they are to be. */
  role: Role;
  /** Who invited, by address. */
  invitedBy: string;
  createdAt: Date;
  /** Until when it stands, or stood. */
  expiresAt: Date;
  /** When it was accepted; null where it was not. */
  acceptedAt: Date | null;
  /** When it was taken back; null where it was not. */
  revokedAt: Date | null;
};

/** An invitation. */
export type InvitationId = string & { readonly [brand]: 'InvitationId' };

/** A place in a tenant. */
export type InvitationOffer = {
  /** The tenant's name. */
  tenant: string;
  /** Whom it is offered to. */
  email: string;
  /** What they are to be. */
  role: Role;
  /** Who invites, by address. */
  invitedBy: string;
  /** Until when it stands. */
  expiresAt: Date;
  /** Whether the address has an account: its person logs in, somebody new chooses a name and a password. */
  hasAccount: boolean;
};

/** Why an invitation's link offers nothing. */
export type InvitationOver =
  /** It was never sent, or another one was sent since. */
  | { type: 'UnknownInvitation' }
  /** It stood too long. */
  | { type: 'InvitationExpired' }
  /** It was taken back. */
  | { type: 'InvitationRevoked' }
  /** It was accepted. */
  | { type: 'InvitationAccepted' };

/** What the link said; and, of somebody new, who they are. */
export type InvitationsAcceptInput = {
  /** The link's token. */
  token: string;
  /** How somebody new is called. */
  name?: Name | null;
  /** The password that somebody new chooses. */
  password?: string | null;
};

/** Whom, and as what. */
export type InvitationsCreateInput = {
  email: string;
  /** No more than the caller. */
  role: Role;
  /** The caller's name for this request: asked for again, it is answered and not done. */
  idempotencyKey?: string | null;
};

/** What the link said. */
export type InvitationsGetInput = {
  /** The link's token. */
  token: string;
};

/** Which of them. */
export type InvitationsListInput = {
  /** The `nextCursor` of the page before. */
  cursor?: string | null;
  /** Rows, 50 if left out. */
  limit?: number | null;
};

/** Which invitation. */
export type InvitationsResendInput = {
  id: InvitationId;
};

/** Which invitation. */
export type InvitationsRevokeInput = {
  id: InvitationId;
};

/** Why nobody is invited. */
export type InviteError =
  /** Whoever has the address is a member already. */
  | { type: 'AlreadyMember' }
  /** An invitation to the address still stands; it can be sent again. */
  | {
      type: 'AlreadyInvited';
      /** That invitation. */
      invitationId: InvitationId;
    }
  /** The tenant has sent as many as it may in a day. */
  | { type: 'TooManyInvitations' };

/** A key that was just made. */
export type IssuedApiKey = {
  key: ApiKey;
  /** The key itself, `tw_…`: shown this once. */
  secret: string;
};

/** Codes that are shown once. */
export type IssuedRecoveryCodes = {
  /** Each replaces a code of the authenticator, once. They are not shown again. */
  recoveryCodes: string[];
};

/** Something that is done for the tenant again and again. */
export type Job = {
  id: JobId;
  /** What is done, such as `reconciliation`. */
  kind: string;
  /** A dead one failed at every attempt: it is tried again when it is next due, or when somebody asks for it. */
  status: JobStatus;
  /** When it is begun next. */
  runAt: Date;
  /** How often it was begun since it was last done. */
  attempts: number;
  /** How often it is begun before it is dead. */
  mostAttempts: number;
  /** When it was last done; null where it never was. */
  doneAt: Date | null;
  /** When it last failed; null where it was done since. */
  failedAt: Date | null;
  /** Why it last failed, for people; null where it was done since. */
  error: string | null;
};

/** Background work. */
export type JobId = string & { readonly [brand]: 'JobId' };

/** `JobStatus` of the schema. */
export type JobStatus =
  /** It is done at `runAt`. */
  | 'WAITING'
  /** A worker has it, as long as `leasedUntil` says. */
  | 'RUNNING'
  /** It failed at every attempt. A person may have it tried again, and its schedule does. */
  | 'DEAD';

/** Which job. */
export type JobsRetryInput = {
  id: JobId;
};

/** Any JSON: strings, finite numbers, booleans, null, and arrays and objects of these. */
export type JsonValue = unknown;

/** What the key is for. */
export type KeysCreateInput = {
  name: Name;
  /** What it may do; no more than its maker. */
  scopes: ApiKeyScope[];
  /** The one bot that it is to speak for; any, if left out. */
  botId?: BotId | null;
  /** When it ends by itself; never, if left out. */
  expiresAt?: Date | null;
  /** The caller's name for this request: asked for again, it is answered and not done. */
  idempotencyKey?: string | null;
};

/** Which of them. */
export type KeysListInput = {
  /** The `nextCursor` of the page before. */
  cursor?: string | null;
  /** Rows, 50 if left out. */
  limit?: number | null;
};

/** Which key. */
export type KeysRevokeInput = {
  id: ApiKeyId;
};

/** Which key, and for how long both are good. */
export type KeysRotateInput = {
  id: ApiKeyId;
  /** How long the old key lives on, at most seven days; 0 ends it now. */
  overlapSeconds: number;
  /** When the new key ends by itself; never, if left out. */
  expiresAt?: Date | null;
  /** The caller's name for this request: asked for again, it is answered and not done. */
  idempotencyKey?: string | null;
};

/** A kill switch that is engaged. */
export type KillSwitch = {
  /** The bot that it halts; null for the whole team. */
  bot: BotRef | null;
  /** What it lets out. */
  state: HaltState;
  reason: string;
  /** Who, by address or by a key's name. */
  haltedBy: string;
  haltedAt: Date;
};

/** Why a member stays. */
export type LeaveError =
  /** The tenant would have no owner. */
  { type: 'LastOwner' };

/** `Liquidity` of the schema. */
export type Liquidity =
  /** `MAKER` */
  | 'MAKER'
  /** `TAKER` */
  | 'TAKER';

/** What was stored. */
export type Logged = {
  /** How many messages. */
  stored: number;
};

/** Why a login is refused. */
export type LoginError =
  /** No such person, or another password: which of the two is not said. */
  | { type: 'WrongCredentials' }
  /** The password is right; the second factor's code is missing. */
  | { type: 'SecondFactorRequired' }
  /** The password is right; the code is wrong, too old, or was used before. */
  | { type: 'WrongCode' }
  /** A person without a tenant. */
  | { type: 'NoTenant' };

/** Which candles. */
export type MarketCandlesInput = {
  /** Such as `BINANCE`. */
  venue: string;
  /** Such as `BTCUSDT`. */
  symbol: string;
  /** How long each lasts. */
  interval: CandleInterval;
  /** The team's own candles instead of the market's. */
  candleSetId?: CandleSetId | null;
  /** None that begins before. */
  from?: Date | null;
  /** The `nextCursor` of the page after: none that begins then or later. The newest, if left out. */
  cursor?: Date | null;
  /** Candles, 500 if left out. Of long intervals a page may hold fewer. */
  limit?: number | null;
};

/** Of which instrument. */
export type MarketOnTickInput = {
  /** Such as `BINANCE`. */
  venue: string;
  /** Such as `BTCUSDT`. */
  symbol: string;
};

/** A person in a tenant. */
export type Me = {
  user: {
    id: UserId;
    email: string;
    /** How the person is called; empty until it is said. */
    name: string;
  };
  tenant: {
    id: TenantId;
    /** The tenant's name in addresses. */
    slug: string;
    name: string;
  };
  /** What the person is in the tenant. */
  role: Role;
};

/** A person with a place in the tenant. */
export type Member = {
  userId: UserId;
  /** The address that the person logs in with. */
  email: string;
  /** How the person is called; empty where that was never said. */
  name: string;
  /** What the person is here. */
  role: Role;
  /** Since when. */
  joinedAt: Date;
};

/** Who, and what they are from now on. */
export type MembersChangeRoleInput = {
  userId: UserId;
  role: Role;
};

/** Which of them. */
export type MembersListInput = {
  /** The `nextCursor` of the page before. */
  cursor?: string | null;
  /** Rows, 50 if left out. */
  limit?: number | null;
};

/** Who. */
export type MembersRemoveInput = {
  userId: UserId;
};

/** `MessageLevel` of the schema. */
export type MessageLevel =
  /** `INFO` */
  | 'INFO'
  /** `WARNING` */
  | 'WARNING'
  /** `ERROR` */
  | 'ERROR';

/**
 * One line that looks like what it is: no space at either end, and no character that ends the line, is not seen, or
 * turns the letters round. Names stand in mails to strangers and in the audit log.
 */
export type Name = string;

/** An order as it stands. */
export type Order = {
  id: OrderId;
  bot: BotRef;
  instrument: InstrumentRef;
  /** The signal that it is of. */
  signalId: SignalId;
  /** Our name for it at the venue. */
  clientOrderId: string;
  /** The venue's name for it, once known. */
  venueOrderId: string | null;
  side: Side;
  type: OrderType;
  timeInForce: TimeInForce;
  /** In the base currency. */
  qty: Amount;
  /** Its limit; null for an order at the market. */
  price: Amount | null;
  /** The price at which it becomes active; null for an order that is so at once. */
  triggerPrice: Amount | null;
  reduceOnly: boolean;
  postOnly: boolean;
  status: OrderStatus;
  /** How much of it traded. */
  filledQty: Amount;
  /** Null before it traded. Rounded, for display. */
  avgPrice: Amount | null;
  /** Why it was refused, or ended. */
  reason: string | null;
  /** When its end was asked for; null where it was not. */
  cancelRequestedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
  /** The stream number of its last event: drop events at or below it. */
  seq: number;
};

/** An order with everything that happened to it. */
export type OrderDetail = {
  order: Order;
  /** In the order in which it happened. */
  history: OrderStep[];
  /** In the order in which they happened. */
  fills: Fill[];
  /** The stream position that it was read at: give it to a subscription as `lastEventId`. */
  asOf: string;
};

/** An order. */
export type OrderId = string & { readonly [brand]: 'OrderId' };

/** `OrderStatus` of the schema. */
export type OrderStatus =
  /** `INITIALIZED` */
  | 'INITIALIZED'
  /** `DENIED` */
  | 'DENIED'
  /** `SUBMITTED` */
  | 'SUBMITTED'
  /** `ACCEPTED` */
  | 'ACCEPTED'
  /** `REJECTED` */
  | 'REJECTED'
  /** `CANCELED` */
  | 'CANCELED'
  /** `EXPIRED` */
  | 'EXPIRED'
  /** `TRIGGERED` */
  | 'TRIGGERED'
  /** `PENDING_UPDATE` */
  | 'PENDING_UPDATE'
  /** `PENDING_CANCEL` */
  | 'PENDING_CANCEL'
  /** `PARTIALLY_FILLED` */
  | 'PARTIALLY_FILLED'
  /** `FILLED` */
  | 'FILLED';

/** Something that happened to an order. */
export type OrderStep = {
  /** From 1, without gaps. */
  seq: number;
  /** Such as `ACCEPTED` or `FILLED`. */
  type: string;
  /** What the order was after it. */
  status: OrderStatus;
  /** Why, where a reason was given. */
  reason: string | null;
  /** What was traded, where it is a fill. */
  tradeId: string | null;
  at: Date;
};

/** `OrderType` of the schema. */
export type OrderType =
  /** `MARKET` */
  | 'MARKET'
  /** `LIMIT` */
  | 'LIMIT'
  /** At the market, once the price moved against the order to `triggerPrice`. */
  | 'STOP'
  /** At `price` or better, once the price moved against the order to `triggerPrice`. */
  | 'STOP_LIMIT'
  /** At the market, once the price moved in favour of the order to `triggerPrice`. */
  | 'TAKE_PROFIT'
  /** At `price` or better, once the price moved in favour of the order to `triggerPrice`. */
  | 'TAKE_PROFIT_LIMIT';

/** Whose. */
export type OrdersCancelAllInput = {
  /** One bot's; every bot's, or the key's own, if left out. */
  botId?: BotId | null;
};

/** Which. */
export type OrdersCancelInput = {
  id: OrderId;
};

/** Which. */
export type OrdersGetInput = {
  id: OrderId;
};

/** Which orders. */
export type OrdersListInput = {
  /** Of every bot, if left out. */
  botId?: BotId | null;
  /** Such as `BINANCE`; at every one, if left out. */
  venue?: string | null;
  /** Such as `BTCUSDT`; of every one, if left out. */
  symbol?: string | null;
  /** In any state, if left out. */
  status?: OrderStatus | null;
  /** Those alone to which anything may still happen. */
  open?: boolean | null;
  /** Either, if left out. */
  side?: Side | null;
  /** None that was made before. */
  from?: Date | null;
  /** None that was made then or later. */
  to?: Date | null;
  /** The `nextCursor` of the page before. */
  cursor?: string | null;
  /** Rows, 50 if left out. */
  limit?: number | null;
};

/** What is to be traded. */
export type OrdersPlaceInput = {
  /** The bot that it is for. */
  botId: BotId;
  /** Such as `BINANCE`. */
  venue: string;
  /** Such as `BTCUSDT`. */
  symbol: string;
  side: Side;
  /** In the base currency. */
  qty: Amount;
  /** `MARKET`, if left out. */
  type?: OrderType | null;
  /** The limit. */
  price?: Amount | null;
  /** The price at which the order becomes active. */
  triggerPrice?: Amount | null;
  /** What goes with the type, if left out. */
  timeInForce?: TimeInForce | null;
  reduceOnly?: boolean | null;
  postOnly?: boolean | null;
  /** The caller's name for this request: asked for again, it is answered and not done. */
  idempotencyKey?: string | null;
};

/** A tenant, and what the person is there. */
export type OwnTenant = {
  id: TenantId;
  /** The tenant's name in addresses. */
  slug: string;
  name: string;
  /** What the person is there. */
  role: Role;
};

/** Some rows of a list, in order. */
export type Page<T> = {
  /** The rows. */
  items: T[];
  /** The `cursor` of the next page; null on the last one. */
  nextCursor: string | null;
  /** The stream position that the rows were read at: give it to a subscription as `lastEventId`. */
  asOf: string;
};

/** A lock of an instrument. */
export type PairLock = {
  id: PairLockId;
  /** The bot that it binds; null for all. */
  bot: BotRef | null;
  instrument: InstrumentRef;
  until: Date;
  reason: string;
  /** Who, by address or by a key's name. */
  lockedBy: string;
};

/** A lock of an instrument. */
export type PairLockId = string & { readonly [brand]: 'PairLockId' };

/** Something that a caller may be allowed to do in its tenant. */
export type Permission =
  /** See positions. */
  | 'POSITIONS_READ'
  /** See signals. */
  | 'SIGNALS_READ'
  /** See bots. */
  | 'BOTS_READ'
  /** See instruments, prices and candles. */
  | 'MARKET_READ'
  /** See backtests. */
  | 'BACKTESTS_READ'
  /** See orders and what they traded. */
  | 'ORDERS_READ'
  /** See switches, limits and locks. */
  | 'RISK_READ'
  /** Send signals. */
  | 'SIGNALS_SUBMIT'
  /** Make, change, start and stop bots. */
  | 'BOTS_MANAGE'
  /** Bring candles, and take them away. */
  | 'CANDLES_MANAGE'
  /** Begin and stop backtests. */
  | 'BACKTESTS_MANAGE'
  /** Place and cancel orders, close positions. */
  | 'ORDERS_TRADE'
  /** Halt trading. */
  | 'TRADING_HALT'
  /** Resume trading, set limits, lock instruments. */
  | 'RISK_MANAGE'
  /** See and change members and invitations. */
  | 'MEMBERS_MANAGE'
  /** See, make and revoke API keys. */
  | 'KEYS_MANAGE'
  /** See, verify and export the audit log. */
  | 'AUDIT_READ'
  /** Change the team itself. */
  | 'TENANT_MANAGE'
  /** Make owners, change their roles, remove them. */
  | 'OWNERS_MANAGE';

/** A sign of life. */
export type Ping = {
  /** The server's version. */
  version: string;
  /** The server's clock. */
  time: Date;
};

/**
 * What a bot holds in an instrument, from flat to flat, and what it has earned. Amounts are in the quote currency
 * unless they say otherwise.
 */
export type Position = {
  id: PositionId;
  bot: BotRef;
  instrument: InstrumentRef;
  status: PositionStatus;
  side: PositionSide;
  /** In the base currency; negative when short. */
  signedQty: Amount;
  /** Null when flat. Rounded, for display: `openCost` is exact. */
  avgPrice: Amount | null;
  /** What the open quantity cost, signed. */
  openCost: Amount;
  /** Profit of what was closed, before fees. */
  grossRealized: Amount;
  /** Fees paid; negative when rebates outweigh them. */
  fees: Amount;
  /** Funding received. */
  funding: Amount;
  /** `grossRealized` less `fees` plus `funding`. */
  netPnl: Amount;
  /** The last price known to the position. */
  markPrice: Amount;
  /** When that price was. */
  markedAt: Date;
  /** Profit of what is open, at `markPrice`. */
  unrealizedPnl: Amount;
  openedAt: Date;
  /** Null while open. */
  closedAt: Date | null;
  /** The stream number of its last event: drop events at or below it. */
  seq: number;
};

/** A position with its orders and its fills. */
export type PositionDetail = {
  position: Position;
  /** Orders of its bot that may still trade in it, the newest first: stops, limits, a close. None once it is closed. */
  working: Order[];
  /** Orders that traded into it and are over, the newest first. */
  done: Order[];
  /** In the order in which they happened; of more than 200 the newest. */
  fills: Fill[];
  /** The stream position that it was read at: give it to a subscription as `lastEventId`. */
  asOf: string;
};

/** A position. */
export type PositionId = string & { readonly [brand]: 'PositionId' };

/** Which way a position looks. */
export type PositionSide = 'LONG' | 'SHORT' | 'FLAT';

/** `PositionStatus` of the schema. */
export type PositionStatus =
  /** `OPEN` */
  | 'OPEN'
  /** `CLOSED` */
  | 'CLOSED';

/** Whose. */
export type PositionsCloseAllInput = {
  /** One bot's; every bot's, or the key's own, if left out. */
  botId?: BotId | null;
  /** The caller's name for this request: asked for again, it is answered and not done. */
  idempotencyKey?: string | null;
};

/** Which. */
export type PositionsCloseInput = {
  id: PositionId;
  /** The caller's name for this request: asked for again, it is answered and not done. */
  idempotencyKey?: string | null;
};

/** Which positions. */
export type PositionsGetAllInput = {
  /** Of every bot, if left out. */
  botId?: BotId | null;
  /** Such as `BINANCE`; at every one, if left out. */
  venue?: string | null;
  /** Such as `BTCUSDT`; of every one, if left out. */
  symbol?: string | null;
  /** All, if left out. */
  status?: PositionStatus | null;
  /** Either, if left out; closed ones are `FLAT`. */
  side?: PositionSide | null;
  /** None that was opened before. */
  from?: Date | null;
  /** None that was opened then or later. */
  to?: Date | null;
  /** The `nextCursor` of the page before. */
  cursor?: string | null;
  /** Rows, 50 if left out. */
  limit?: number | null;
};

/** Which. */
export type PositionsGetInput = {
  id: PositionId;
};

/** Why a proof of who one is does not do. */
export type ProofRefused =
  /** Another password. */
  | { type: 'WrongPassword' }
  /** There is no password to ask for: sign in once more where you always do. */
  | { type: 'SignInAgain' }
  /** The second factor's code is missing. */
  | { type: 'SecondFactorRequired' }
  /** The code is wrong, too old, or was used before. */
  | { type: 'WrongCode' };

/** A provider that the login page offers. */
export type ProviderDto = {
  id: string;
  /** What people call it. */
  name: string;
  /**
   * Where a browser goes to sign in, on the page's own host. It takes `returnTo`, a path of the page; `again`, for the
   * provider to ask again who it is; `link`, for whoever is logged in to use it from then on; `register`, and
   * `teamName`, for somebody new to become a person with a first team; and `invitation`, the token of one, to accept it.
   */
  start: string;
  /** Whether somebody new may register by it. An invitation may be accepted by any. */
  registers: boolean;
};

/** What is done about a running bot that sends no heartbeats. */
export type QuietAction =
  /** People are told. */
  | 'TELL'
  /** It is paused as well: it trades no more until a person starts it. */
  | 'PAUSE'
  /** It is paused, and what it holds is closed. */
  | 'CLOSE';

/** A line that is no candle. */
export type RefusedLine = {
  /** From 1. */
  line: number;
  /** Which field is wrong; null where the whole line is. */
  field: string | null;
  /** Why. */
  reason: string;
};

/** Lines that are no candles. */
export type RefusedLines = {
  /** How many. */
  count: number;
  /** The first hundred of them. */
  first: RefusedLine[];
};

/** Why a set stays. */
export type RemoveCandlesRefused =
  /** The team has no such set. */
  | { type: 'UnknownCandleSet' }
  /** Backtests are over it. */
  | { type: 'InUse' };

/** Why a member stays. */
export type RemoveMemberError =
  /** The tenant has no such member. */
  | { type: 'UnknownMember' }
  /** It is the caller. */
  | { type: 'Yourself' }
  /** The tenant would have no owner. */
  | { type: 'LastOwner' };

/** Why a bot keeps its name. */
export type RenameBotError =
  /** The tenant has no such bot, or the key speaks for another one. */
  | { type: 'UnknownBot' }
  /** Another bot of the tenant has this name. */
  | { type: 'NameTaken' };

/** Why an invitation is not sent again. */
export type ResendError =
  /** The tenant has no such invitation. */
  | { type: 'UnknownInvitation' }
  /** It was accepted, or taken back. */
  | { type: 'InvitationOver' };

/** Why the password stays. */
export type ResetPasswordError =
  /** The link was used, is too old, or was never sent. */
  | { type: 'InvalidLink' }
  /** The password is too easily guessed. */
  | ({
      type: 'WeakPassword';
    } & WeakPassword);

/** Why a job is not tried again. */
export type RetryJobError =
  /** The tenant has no such job. */
  { type: 'UnknownJob' };

/** Why an invitation is not taken back. */
export type RevokeInvitationError =
  /** The tenant has no such invitation. */
  | { type: 'UnknownInvitation' }
  /** It was accepted. */
  | { type: 'InvitationAccepted' };

/** Why a key is not taken back. */
export type RevokeKeyError =
  /** The tenant has no such key. */
  { type: 'UnknownKey' };

/** Why none is ended. */
export type RevokeSessionError =
  /** The person has no such session. */
  { type: 'UnknownSession' };

/** What changed: read `risk.get` anew. */
export type RiskChange = {
  /** `switch`, `limit` or `lock`. */
  what: string;
};

/** Why nothing was changed. */
export type RiskError =
  /** The team has no such bot, or the key speaks for another one. */
  | { type: 'UnknownBot' }
  /** No such instrument. */
  | { type: 'UnknownInstrument' }
  /** The team has no such limit or lock. */
  | { type: 'UnknownId' }
  /** A field does not go with the rule. */
  | {
      type: 'InvalidField';
      /** Its name on the wire. */
      field: string;
      /** What is wrong. */
      message: string;
    };

/** What is to be halted, and how far. */
export type RiskHaltInput = {
  /** One bot; the whole team, or the key's own bot, if left out. */
  botId?: BotId | null;
  /** `HALTED`, if left out: nothing leaves. `REDUCING` lets out what makes a position smaller. */
  state?: HaltState | null;
  /** Why, for whoever reads it. */
  reason: string;
  /** Leaves orders that are working at the venue; they are asked to end, if left out. */
  keepOrders?: boolean | null;
};

/** A limit, and how much of it is used. */
export type RiskLimit = {
  id: RiskLimitId;
  /** The bot that it binds; null for the whole team together. */
  bot: BotRef | null;
  /** The instrument that it binds in; null for all. */
  instrument: InstrumentRef | null;
  rule: RiskRule;
  /** How much there may be. */
  value: Amount;
  /** How much there is; null where that is a thing of each order. */
  used: Amount | null;
};

/** A limit. */
export type RiskLimitId = string & { readonly [brand]: 'RiskLimitId' };

/** What is locked, and until when. */
export type RiskLockPairInput = {
  /** One bot; all, if left out. */
  botId?: BotId | null;
  venue: string;
  symbol: string;
  until: Date;
  /** Why, for whoever reads it. */
  reason: string;
  /** The caller's name for this request: asked for again, it is answered and not done. */
  idempotencyKey?: string | null;
};

/** Why a signal was refused. */
export type RiskRefusal = {
  signalId: SignalId;
  bot: BotRef;
  /** The rule's name, such as `max_leverage`. */
  rule: string;
  /** What the rule allows. */
  limit: string;
  /** What it saw. */
  observed: string;
  /** What happened and what can be done. */
  message: string;
  at: Date;
};

/** Which. */
export type RiskRemoveLimitInput = {
  id: RiskLimitId;
};

/** What is to go on. */
export type RiskResumeInput = {
  /** One bot; the whole team, if left out: bots that were halted themselves stay so. */
  botId?: BotId | null;
};

/** What a limit bounds. Values are in the quote currency unless they say otherwise. */
export type RiskRule =
  /** How many positions are open at a time. */
  | 'MAX_OPEN_POSITIONS'
  /** The value of one order. */
  | 'MAX_ORDER_NOTIONAL'
  /** The value of all that is held, with the order. */
  | 'MAX_TOTAL_NOTIONAL'
  /** That value as a multiple of equity. */
  | 'MAX_LEVERAGE'
  /** What may be lost in a day (UTC). */
  | 'MAX_DAILY_LOSS'
  /** How far equity may fall below its highest, as a share: 0.2 is a fifth. */
  | 'MAX_DRAWDOWN'
  /** Seconds without a new position after a loss. */
  | 'COOLDOWN'
  /** How many seconds old a signal may be. */
  | 'MAX_SIGNAL_AGE'
  /** Orders that open or enlarge a position, in a minute. */
  | 'MAX_ORDERS_PER_MINUTE';

/** What is bounded, and by how much. */
export type RiskSetLimitInput = {
  /** One bot; the whole team together, if left out. */
  botId?: BotId | null;
  /** With `symbol`: one instrument; all, if left out. */
  venue?: string | null;
  /** With `venue`: one instrument; all, if left out. */
  symbol?: string | null;
  rule: RiskRule;
  /** How much there may be: money in the quote currency, a count, seconds, or a share, as the rule says. */
  value: Amount;
};

/** How the team's risk stands. */
export type RiskStatus = {
  /** The operator's switch; null where it is not engaged. */
  system: SystemSwitch | null;
  /** The switches that are engaged, the team's own first. */
  switches: KillSwitch[];
  limits: RiskLimit[];
  locks: PairLock[];
  /** The last refusals, newest first. */
  refusals: RiskRefusal[];
  /** The stream position that it was read at: give it to a subscription as `lastEventId`. */
  asOf: string;
};

/** Which. */
export type RiskUnlockPairInput = {
  id: PairLockId;
};

/** What a person may do in a tenant. */
export type Role =
  /** `OWNER` */
  | 'OWNER'
  /** `ADMIN` */
  | 'ADMIN'
  /** `TRADER` */
  | 'TRADER'
  /** `VIEWER` */
  | 'VIEWER';

/** Why a key is not replaced. */
export type RotateKeyError =
  /** The tenant has no such key. */
  | { type: 'UnknownKey' }
  /** It was taken back, or its time is over. */
  | { type: 'KeyEnded' }
  /** `expiresAt` is not in the future. */
  | { type: 'PastExpiry' };

/** Why a configuration is not saved. */
export type SaveVersionError =
  /** The tenant has no such bot, or the key speaks for another one. */
  | { type: 'UnknownBot' }
  /** Another one was saved meanwhile: look at it first. */
  | {
      type: 'Outdated';
      /** Its number. */
      current: number;
    }
  /** It is longer than 64 KiB. */
  | { type: 'TooLong' }
  /** The bot follows a built-in strategy, and there is no such instrument to follow. */
  | { type: 'UnknownInstrument' }
  /** The bot follows a built-in strategy, and a field of its content makes no sense. */
  | {
      type: 'InvalidField';
      /** Its name, or `content` where it is not of the right shape. */
      field: string;
      /** What it must be. */
      message: string;
    };

/** The password. */
export type SecondFactorBeginInput = {
  /** Left out by a person without one, who has to have signed in within ten minutes. */
  password?: string | null;
};

/** What the authenticator shows. */
export type SecondFactorConfirmInput = {
  code: string;
};

/** The password and a code. */
export type SecondFactorDisableInput = {
  /** Left out by a person without one, who has to have signed in within ten minutes. */
  password?: string | null;
  /** Six digits of the second factor, or a recovery code. */
  code: string;
};

/** How things stand with the second factor. */
export type SecondFactorDto = {
  /** Whether logging in asks for a code. */
  enabled: boolean;
  /** Recovery codes that were not used yet. */
  recoveryCodesLeft: number;
};

/** Why the second factor stays as it is. */
export type SecondFactorRefused =
  /** Another password. */
  | { type: 'WrongPassword' }
  /** There is no password to ask for: sign in once more where you always do. */
  | { type: 'SignInAgain' }
  /** The code is wrong, too old, or was used before. */
  | { type: 'WrongCode' }
  /** There is a second factor already. */
  | { type: 'AlreadyEnabled' }
  /** There is none. */
  | { type: 'NotEnabled' }
  /** There is no secret that a code could be of. */
  | { type: 'NotBegun' };

/** The password and a code. */
export type SecondFactorRegenerateCodesInput = {
  /** Left out by a person without one, who has to have signed in within ten minutes. */
  password?: string | null;
  /** Six digits of the second factor, or a recovery code. */
  code: string;
};

/** Why a command is not sent. */
export type SendCommandError =
  /** The tenant has no such bot, or the key speaks for another one. */
  | { type: 'UnknownBot' }
  /** It follows a built-in strategy, which hears no commands. */
  | { type: 'BuiltIn' }
  /** As many commands wait for the bot as may. */
  | { type: 'TooManyWait' }
  /** The payload is longer than 16 KiB. */
  | { type: 'TooLong' };

/** A browser that the person is logged in by. */
export type Session = {
  id: SessionId;
  /** Whether it is the one that asks. */
  current: boolean;
  /** The address that it was opened from, as far as that was known. */
  ip: string | null;
  /** What the browser called itself. */
  userAgent: string | null;
  createdAt: Date;
  /** To the minute. */
  lastSeenAt: Date;
  /** When it ends at the latest. */
  expiresAt: Date;
};

/** A session. */
export type SessionId = string & { readonly [brand]: 'SessionId' };

/** Which one. */
export type SessionsRevokeInput = {
  id: SessionId;
};

/** `Side` of the schema. */
export type Side =
  /** `BUY` */
  | 'BUY'
  /** `SELL` */
  | 'SELL';

/** What a bot wants done, as it stands. */
export type Signal = {
  id: SignalId;
  bot: BotRef;
  instrument: InstrumentRef;
  source: SignalSource;
  /** The sender's name for it, unique for its bot. */
  dedupKey: string;
  action: SignalAction;
  /** Null for `CLOSE`. */
  side: Side | null;
  /** In the base currency; null for `CLOSE`. */
  qty: Amount | null;
  /** What the bot is to hold, negative when short; null but for `TARGET`. */
  targetQty: Amount | null;
  /** The last price that the sender saw. */
  price: Amount | null;
  orderType: OrderType;
  /** The order's limit. */
  limitPrice: Amount | null;
  /** The price at which the order becomes active. */
  triggerPrice: Amount | null;
  status: SignalStatus;
  /** Why it was refused: a rule's name, a colon, a sentence. */
  rejectReason: string | null;
  /** Which rule of risk refused it, what it allows and what it saw. */
  refusal: SignalRefusal | null;
  occurredAt: Date;
  receivedAt: Date;
  /** The stream number of its last event: drop events at or below it. */
  seq: number;
};

/** `SignalAction` of the schema. */
export type SignalAction =
  /** Trade `qty` on `side`. */
  | 'ORDER'
  /** Close what the bot holds in the instrument. */
  | 'CLOSE'
  /** Trade what is missing to hold `targetQty`. */
  | 'TARGET';

/** A signal. */
export type SignalId = string & { readonly [brand]: 'SignalId' };

/** Which rule refused a signal, what it allows and what it saw. */
export type SignalRefusal = {
  rule: string;
  limit: string;
  observed: string;
};

/** `SignalSource` of the schema. */
export type SignalSource =
  /** `API` */
  | 'API'
  /** `TRADINGVIEW` */
  | 'TRADINGVIEW'
  /** A person placed it. */
  | 'MANUAL'
  /** A built-in strategy made it. */
  | 'STRATEGY';

/** `SignalStatus` of the schema. */
export type SignalStatus =
  /** Stored and acknowledged; the pipeline has not looked at it. */
  | 'RECEIVED'
  /** Passed the risk check; its order is stored. */
  | 'ACCEPTED'
  /** Refused; `rejectReason` says why. */
  | 'REJECTED'
  /** Its order is done and traded, whole or in part; or nothing was left to trade. */
  | 'EXECUTED'
  /** Its order rests at the venue. */
  | 'PLACED'
  /** Its order ended and had traded nothing. */
  | 'CANCELED';

/** Which signals. */
export type SignalsListInput = {
  /** Of every bot, if left out. */
  botId?: BotId | null;
  /** Such as `BINANCE`; at every one, if left out. */
  venue?: string | null;
  /** Such as `BTCUSDT`; of every one, if left out. */
  symbol?: string | null;
  /** All, if left out. */
  status?: SignalStatus | null;
  /** Those that buy, sell and close, if left out. */
  side?: Side | null;
  /** None that arrived before. */
  from?: Date | null;
  /** None that arrived then or later. */
  to?: Date | null;
  /** The `nextCursor` of the page before. */
  cursor?: string | null;
  /** Rows, 50 if left out. */
  limit?: number | null;
};

/** What a bot wants done. No text of PostgreSQL holds the character U+0000. */
export type SignalsSubmitInput = {
  /** The bot; may be left out by a key that is bound to one. */
  botId?: BotId | null;
  /** The sender's name for this signal: a second one with it is refused. */
  dedupKey: string;
  /** Such as `BINANCE`. */
  venue: string;
  /** Such as `BTCUSDT`. */
  symbol: string;
  /** `ORDER`, if left out. */
  action?: SignalAction | null;
  /** For an `ORDER`. */
  side?: Side | null;
  /** For an `ORDER`: in the base currency. */
  qty?: Amount | null;
  /** For a `TARGET`: what the bot is to hold, negative when short. Its orders that rest count for nothing. */
  targetQty?: Amount | null;
  /** The last price that the sender saw. */
  price?: Amount | null;
  /** How the order trades; `MARKET`, if left out. */
  orderType?: OrderType | null;
  /** The order's limit. */
  limitPrice?: Amount | null;
  /** The price at which the order becomes active. */
  triggerPrice?: Amount | null;
  /** What goes with the type, if left out. */
  timeInForce?: TimeInForce | null;
  /** The order may close what is held, never open or turn it. */
  reduceOnly?: boolean | null;
  /** The order may rest, never take. */
  postOnly?: boolean | null;
  /** When the sender saw reason for it; now, if left out. */
  occurredAt?: Date | null;
};

/** A bot that is asked to run, and what halts it all the same. */
export type StartedBot = {
  /** While one of these is engaged, the bot does no more than it lets out. A start ends none of them. */
  halts: Halts;
} & Bot;

/** A strategy and its parameters. */
export type Strategy =
  /** The crossover of two moving averages. */
  | {
      type: 'MA_CROSSOVER';
      /** Candles of the fast average. */
      fast: number;
      /** Candles of the slow average. */
      slow: number;
      /** Whether it is short while the fast one is below. */
      short: boolean;
    }
  /** Wilder's relative strength index. */
  | {
      type: 'RSI';
      /** Candles that it is smoothed over. */
      period: number;
      /** Below this it buys. */
      oversold: Amount;
      /** Above this it sells. */
      overbought: Amount;
      /** Whether it sells short then. */
      short: boolean;
    };

/** A strategy and its parameters, as they are asked for. */
export type StrategyInput =
  /** The crossover of two moving averages: long from when the fast one comes above the slow one. */
  | {
      type: 'MA_CROSSOVER';
      /** Candles of the fast average. */
      fast: number;
      /** Candles of the slow average: more than of the fast one. */
      slow: number;
      /** Whether it is short while the fast one is below; holds nothing then, if left out. */
      short?: boolean | null;
    }
  /** Wilder's relative strength index: buys what is oversold, sells what is overbought. */
  | {
      type: 'RSI';
      /** Candles that it is smoothed over; Wilder takes 14. */
      period: number;
      /** Below this it buys, such as 30. */
      oversold: Amount;
      /** Above this it sells, such as 70. */
      overbought: Amount;
      /** Whether it sells short then; holds nothing then, if left out. */
      short?: boolean | null;
    };

/** The strategies that are built in. */
export type StrategyKind =
  /** Long while the fast moving average is above the slow one. */
  | 'MA_CROSSOVER'
  /** Buys what Wilder's index calls oversold, sells what it calls overbought. */
  | 'RSI';

/** Where a subscription begins. */
export type StreamInput = {
  /** The stream position to go on from, such as a page's `asOf`; from now on, if left out. */
  lastEventId?: string | null;
};

/** Why a signal is not taken. */
export type SubmitError =
  /** Neither the input nor the key names a bot. */
  | { type: 'BotRequired' }
  /** The tenant has no such bot, or the key speaks for another one. */
  | { type: 'UnknownBot' }
  /** No such instrument. */
  | {
      type: 'UnknownInstrument';
      /** As asked for. */
      venue: string;
      /** As asked for. */
      symbol: string;
    }
  /** The bot sent a signal of that name before: this is the first one's id. */
  | {
      type: 'DuplicateSignal';
      /** The name. */
      dedupKey: string;
      /** The first signal with it. */
      signalId: SignalId;
    }
  /** A field does not go with the action. */
  | {
      type: 'InvalidField';
      /** Its name on the wire. */
      field: string;
      /** What is wrong. */
      message: string;
    };

/** Why the session stays where it is. */
export type SwitchError =
  /** The person has no place in such a tenant. */
  { type: 'UnknownTenant' };

/** The operator's switch, which halts everybody. */
export type SystemSwitch = {
  /** What it lets out. */
  state: HaltState;
  reason: string;
};

/** A tenant as its members see it. */
export type Tenant = {
  id: TenantId;
  /** The tenant's name in addresses: it stays. */
  slug: string;
  name: string;
};

/** A tenant. */
export type TenantId = string & { readonly [brand]: 'TenantId' };

/** What the tenant is called. */
export type TenantsCreateInput = {
  name: Name;
  /** The caller's name for this request: asked for again, it is answered and not done. */
  idempotencyKey?: string | null;
};

/** The name from now on. */
export type TenantsRenameInput = {
  name: Name;
};

/** Which tenant. */
export type TenantsSwitchInput = {
  id: TenantId;
};

/** A trade at the market. */
export type Tick = {
  price: Amount;
  /** In the base currency. */
  qty: Amount;
  at: Date;
};

/** Why there are no ticks to be had. */
export type TicksRefused =
  /** No such instrument. */
  { type: 'UnknownInstrument' };

/** `TimeInForce` of the schema. */
export type TimeInForce =
  /** `GTC` */
  | 'GTC'
  /** `IOC` */
  | 'IOC'
  /** `FOK` */
  | 'FOK';

/** Which. */
export type TradesListInput = {
  /** Of every bot, if left out. */
  botId?: BotId | null;
  /** Such as `BINANCE`; at every one, if left out. */
  venue?: string | null;
  /** Such as `BTCUSDT`; of every one, if left out. */
  symbol?: string | null;
  /** None that was closed before. */
  from?: Date | null;
  /** None that was closed then or later. */
  to?: Date | null;
  /** The `nextCursor` of the page before. */
  cursor?: string | null;
  /** Rows, 50 if left out. */
  limit?: number | null;
};

/** Why nothing of a bot is ended. */
export type UnknownBotError =
  /** The team has no such bot, or the key speaks for another one. */
  { type: 'UnknownBot' };

/** Why an identity stays. */
export type UnlinkIdentityError =
  /** The person has no such identity. */
  | { type: 'UnknownIdentity' }
  /** The person has no password, and no other identity that lets in. */
  | { type: 'LastWayIn' }
  /** Another password. */
  | { type: 'WrongPassword' }
  /** There is no password to ask for: sign in once more where you always do. */
  | { type: 'SignInAgain' }
  /** The second factor's code is missing. */
  | { type: 'SecondFactorRequired' }
  /** The code is wrong, too old, or was used before. */
  | { type: 'WrongCode' };

/** Why there is no set. */
export type UploadCandlesRefused =
  /** A field of the form is missing, wrong, or comes after the file. */
  | {
      type: 'InvalidField';
      /** Its name. */
      field: string;
      /** What it must be. */
      message: string;
    }
  /** Another set of the team has this name. */
  | { type: 'NameTaken' }
  /** No such instrument. */
  | { type: 'UnknownInstrument' }
  /** No line of the file is a candle. */
  | {
      type: 'NoCandles';
      /** Why not. */
      refused: RefusedLines;
    }
  /** Somebody took the set away while its file was read. */
  | { type: 'Removed' };

/** What came of a file. */
export type UploadReport = {
  set: CandleSet;
  /** Lines of the file. */
  lines: number;
  /** Lines whose time another line before had; the first stands. */
  duplicates: number;
  /** Lines that came after a later one; they are in their place now. */
  disordered: number;
  refused: RefusedLines;
};

/** A person. */
export type UserId = string & { readonly [brand]: 'UserId' };

/** Why a bot is not watched. */
export type WatchBotError =
  /** The tenant has no such bot, or the key speaks for another one. */
  | { type: 'UnknownBot' }
  /** It follows a built-in strategy, which needs no watching. */
  | { type: 'BuiltIn' };

/** How easily a password is guessed, and what would help. */
export type WeakPassword = {
  /** From 0, guessed at once, to 4; 3 does. */
  score: number;
  /** What is wrong with it, where that can be said. */
  warning: string | null;
  /** What would make it better. */
  suggestions: string[];
};

/** Every procedure: what it takes, what it answers, what it refuses with. */
export type Procedures = {
  /** Sends a link to the new address, and the news to the old one. Until the link is opened nothing changes. */
  'account.changeEmail': {
    kind: 'mutation';
    input: AccountChangeEmailInput;
    output: void;
    error: ApiError | ProofRefused;
  };
  /** Changes the password and ends the person's other sessions; this one goes on. */
  'account.changePassword': {
    kind: 'mutation';
    input: AccountChangePasswordInput;
    output: void;
    error: ApiError | ChangePasswordError;
  };
  /** Makes the address the one that the person logs in with. Whoever opens the link need not be logged in. */
  'account.confirmEmail': {
    kind: 'mutation';
    input: AccountConfirmEmailInput;
    output: void;
    error: ApiError | ConfirmEmailError;
  };
  /** Gives the person another name. */
  'account.updateProfile': { kind: 'mutation'; input: AccountUpdateProfileInput; output: Me; error: ApiError };
  /** The tenant's log to take away, the oldest entry first: whoever has it can verify it without this service. */
  'audit.export': { kind: 'query'; input: AuditExportInput; output: AuditExport; error: ApiError };
  /** Who did what in the tenant, the newest first. */
  'audit.list': { kind: 'query'; input: AuditListInput; output: AuditPage; error: ApiError };
  /** Reads the tenant's whole log and computes every hash again. */
  'audit.verify': { kind: 'query'; input: void; output: AuditVerdict; error: ApiError };
  /** Makes the person and the team that they own, opens a session there, and sets its cookie. */
  'auth.completeRegistration': {
    kind: 'mutation';
    input: AuthCompleteRegistrationInput;
    output: Me;
    error: ApiError | CompleteRegistrationError;
  };
  /** Opens the session that the provider's sign-in was for, and sets its cookie. */
  'auth.completeSignIn': {
    kind: 'mutation';
    input: AuthCompleteSignInInput;
    output: Me;
    error: ApiError | CompleteSignInError;
  };
  /** Makes the session as good as new for ten minutes, and sets another cookie in place of the one before. */
  'auth.confirm': { kind: 'mutation'; input: AuthConfirmInput; output: void; error: ApiError | ProofRefused };
  /** Sends a link by which another password is chosen, where the address has an account. The answer is the same. */
  'auth.forgotPassword': { kind: 'mutation'; input: AuthForgotPasswordInput; output: void; error: ApiError };
  /** Opens a session in the tenant that the person joined first, and sets the session's cookie. */
  'auth.login': { kind: 'mutation'; input: AuthLoginInput; output: Me; error: ApiError | LoginError };
  /** Ends the session; without one there is nothing to end, and that is fine. */
  'auth.logout': { kind: 'mutation'; input: void; output: void; error: ApiError };
  /** Ends all sessions of the person, this one too, and takes its cookie back. */
  'auth.logoutEverywhere': { kind: 'mutation'; input: void; output: void; error: ApiError };
  /** Who is logged in, and in which tenant. */
  'auth.me': { kind: 'query'; input: void; output: Me; error: ApiError };
  /** With whom people may sign in, in the order of the configuration. */
  'auth.providers': { kind: 'query'; input: void; output: ProviderDto[]; error: ApiError };
  /** Sends a link by which a person is made, or says by e-mail that there is one. The answer is the same. */
  'auth.register': { kind: 'mutation'; input: AuthRegisterInput; output: void; error: ApiError };
  /** Gives the person whose link it is another password, and ends all of their sessions. */
  'auth.resetPassword': {
    kind: 'mutation';
    input: AuthResetPasswordInput;
    output: void;
    error: ApiError | ResetPasswordError;
  };
  /** Stops a backtest: one that waits at once, one that is computed within a moment. One that is over stays as it is. */
  'backtests.cancel': {
    kind: 'mutation';
    input: BacktestsCancelInput;
    output: Backtest;
    error: ApiError | BacktestRefused;
  };
  /**
   * Asks for a backtest. It is computed beside everything else: `backtests.onProgress` tells how far it has come,
   * `backtests.get` what came out.
   */
  'backtests.create': {
    kind: 'mutation';
    input: BacktestsCreateInput;
    output: Backtest;
    error: ApiError | CreateBacktestError;
  };
  /** One backtest with its curve. */
  'backtests.get': {
    kind: 'query';
    input: BacktestsGetInput;
    output: BacktestReport;
    error: ApiError | BacktestRefused;
  };
  /** The team's backtests, the newest first. */
  'backtests.list': { kind: 'query'; input: BacktestsListInput; output: Page<Backtest>; error: ApiError };
  /** A backtest each time it is asked for, begun, stopped or over, as it then stands. */
  'backtests.onChange': {
    kind: 'subscription';
    input: StreamInput | void;
    output: {
      id: string;
      data: Backtest;
    };
    error: ApiError;
  };
  /**
   * How far a backtest has come, at once and then as it goes on, four times a second at most; it ends when the backtest is
   * over. What was between is left out.
   */
  'backtests.onProgress': {
    kind: 'subscription';
    input: BacktestsOnProgressInput;
    output: BacktestProgress;
    error: ApiError | BacktestRefused;
  };
  /** The executions of a backtest, in order; none where there is no such backtest. */
  'backtests.trades': { kind: 'query'; input: BacktestsTradesInput; output: BacktestTradePage; error: ApiError };
  /** Says what came of a command, once. The same answer again is fine; another one is refused. */
  'bots.acknowledge': {
    kind: 'mutation';
    input: BotsAcknowledgeInput;
    output: BotCommand;
    error: ApiError | AcknowledgeError;
  };
  /**
   * Tells a bot's program to do something. It waits until the bot answers it, for an hour at
   * most and until the bot is stopped: `bots.onCommandChange` tells what becomes of it.
   */
  'bots.command': { kind: 'mutation'; input: BotsCommandInput; output: BotCommand; error: ApiError | SendCommandError };
  /** What a bot was told to do, and what came of it, newest first; nothing of a bot that is not there. */
  'bots.commands': { kind: 'query'; input: BotsCommandsInput; output: Page<BotCommand>; error: ApiError };
  /** Makes a bot, which stands still until it is started. */
  'bots.create': { kind: 'mutation'; input: BotsCreateInput; output: Bot; error: ApiError | CreateBotError };
  /** A bot with its configuration and its newest runs. */
  'bots.get': { kind: 'query'; input: BotsGetInput; output: BotDetail; error: ApiError | BotRefused };
  /** Says that a bot is there, and answers what is asked of it: its `desiredStatus` and the `version` to follow. */
  'bots.heartbeat': { kind: 'mutation'; input: BotsHeartbeatInput; output: Bot; error: ApiError | BotRefused };
  /** The tenant's bots, by name. */
  'bots.list': { kind: 'query'; input: BotsListInput; output: Page<Bot>; error: ApiError };
  /** Stores what a bot has to say to its people, who read it for thirty days. */
  'bots.log': { kind: 'mutation'; input: BotsLogInput; output: Logged; error: ApiError | BotRefused };
  /** What a bot, or the service about it, had to say, newest first; nothing of a bot that is not there. */
  'bots.messages': { kind: 'query'; input: BotsMessagesInput; output: Page<BotMessage>; error: ApiError };
  /** A bot each time that what it is asked for, reports or follows changes, as it then stands. */
  'bots.onChange': {
    kind: 'subscription';
    input: StreamInput | void;
    output: {
      id: string;
      data: Bot;
    };
    error: ApiError;
  };
  /**
   * What a bot is told to do: the commands that wait for it, in their order, and then each as it is sent. None is lost
   * while the bot is away, and one that was answered or has expired does not come again. Answer each by
   * `bots.acknowledge`.
   */
  'bots.onCommand': {
    kind: 'subscription';
    input: BotsOnCommandInput;
    output: {
      id: string;
      data: BotCommand;
    };
    error: ApiError | BotRefused;
  };
  /**
   * A command each time that it is sent, taken by the bot's program, answered, or expires, as it then stands: for people
   * who watch.
   */
  'bots.onCommandChange': {
    kind: 'subscription';
    input: StreamInput | void;
    output: {
      id: string;
      data: BotCommand;
    };
    error: ApiError;
  };
  /** What bots, or the service about them, have to say, as they say it. */
  'bots.onMessage': {
    kind: 'subscription';
    input: StreamInput | void;
    output: {
      id: string;
      data: BotMessage;
    };
    error: ApiError;
  };
  /** Pauses a bot: it may not trade until it is started. */
  'bots.pause': { kind: 'mutation'; input: BotsPauseInput; output: Bot; error: ApiError | BotRefused };
  /** Gives a bot another name. */
  'bots.rename': { kind: 'mutation'; input: BotsRenameInput; output: Bot; error: ApiError | RenameBotError };
  /** Gives a bot another configuration, under the next number; the one that it has is not saved twice. */
  'bots.saveVersion': {
    kind: 'mutation';
    input: BotsSaveVersionInput;
    output: Bot;
    error: ApiError | SaveVersionError;
  };
  /** Starts a bot: it may trade from now on, as far as no switch halts it. */
  'bots.start': { kind: 'mutation'; input: BotsStartInput; output: StartedBot; error: ApiError | BotRefused };
  /** Stops a bot, and ends its run: it may not trade from now on. */
  'bots.stop': { kind: 'mutation'; input: BotsStopInput; output: Bot; error: ApiError | BotRefused };
  /** The configurations of a bot, newest first; none of a bot that is not there. */
  'bots.versions': { kind: 'query'; input: BotsVersionsInput; output: Page<BotVersion>; error: ApiError };
  /**
   * Says after how many seconds without a heartbeat a bot has gone quiet, and what is done then. A heartbeat ends the
   * quiet; where it was paused, a person starts it again.
   */
  'bots.watch': { kind: 'mutation'; input: BotsWatchInput; output: Bot; error: ApiError | WatchBotError };
  /** The team's own candles, the newest set first. */
  'candleSets.list': { kind: 'query'; input: CandleSetsListInput; output: Page<CandleSet>; error: ApiError };
  /** Takes a set of candles away. One that backtests are over stays. */
  'candleSets.remove': {
    kind: 'mutation';
    input: CandleSetsRemoveInput;
    output: void;
    error: ApiError | RemoveCandlesRefused;
  };
  /**
   * Brings candles as a file: a form of `name`, `venue`, `symbol`, `interval` and then `file`, which has a candle a line,
   * or a trade a line, of which candles are made. Lines that are none are refused one by one, and the others stand.
   */
  'candleSets.upload': {
    kind: 'mutation';
    input: FormData;
    output: UploadReport;
    error: ApiError | UploadCandlesRefused;
  };
  /** How the team or a bot stands, and how it came there: a point a minute, or fewer of a longer time. */
  'equity.get': { kind: 'query'; input: EquityGetInput | void; output: Equity; error: ApiError };
  /** What a bot's trading came to, each time it changes. */
  'equity.onChange': {
    kind: 'subscription';
    input: StreamInput | void;
    output: {
      id: string;
      data: BotEquity;
    };
    error: ApiError;
  };
  /** What traded, newest first. */
  'fills.list': { kind: 'query'; input: FillsListInput; output: Page<Fill>; error: ApiError };
  /** Each execution as it is stored. */
  'fills.onNew': {
    kind: 'subscription';
    input: StreamInput | void;
    output: {
      id: string;
      data: Fill;
    };
    error: ApiError;
  };
  /** The version and the time of the server. */
  'health.ping': { kind: 'query'; input: void; output: Ping; error: ApiError };
  /** The person's identities: there are a hundred at most. */
  'identities.list': { kind: 'query'; input: void; output: Identity[]; error: ApiError };
  /** From then on whoever has the identity elsewhere does not come in by it. Sessions go on. */
  'identities.unlink': {
    kind: 'mutation';
    input: IdentitiesUnlinkInput;
    output: void;
    error: ApiError | UnlinkIdentityError;
  };
  /** What can be traded, by venue and symbol. */
  'instruments.list': { kind: 'query'; input: InstrumentsListInput; output: Page<Instrument>; error: ApiError };
  /**
   * Takes the place that a link offers: as somebody new, who is logged in by that; or as the person who is logged in with
   * the address, whose session goes on in the tenant. Null where the person has to log in now.
   */
  'invitations.accept': {
    kind: 'mutation';
    input: InvitationsAcceptInput;
    output: Me | null;
    error: ApiError | AcceptError;
  };
  /** Offers a place in the tenant to whoever has the address: a link is sent there. Owners are invited by owners. */
  'invitations.create': {
    kind: 'mutation';
    input: InvitationsCreateInput;
    output: Invitation;
    error: ApiError | InviteError;
  };
  /** What a link offers, to whoever has it. */
  'invitations.get': {
    kind: 'query';
    input: InvitationsGetInput;
    output: InvitationOffer;
    error: ApiError | InvitationOver;
  };
  /** The tenant's invitations, newest first: those that stand, and those that did. */
  'invitations.list': { kind: 'query'; input: InvitationsListInput; output: Page<Invitation>; error: ApiError };
  /** Sends an invitation again. It stands anew, and the link that was sent before is worth nothing. */
  'invitations.resend': {
    kind: 'mutation';
    input: InvitationsResendInput;
    output: Invitation;
    error: ApiError | ResendError;
  };
  /** Takes an invitation back: its link is worth nothing from here on. */
  'invitations.revoke': {
    kind: 'mutation';
    input: InvitationsRevokeInput;
    output: Invitation;
    error: ApiError | RevokeInvitationError;
  };
  /** The tenant's background work, one of a kind: what failed for good first, then what comes next. */
  'jobs.list': { kind: 'query'; input: void; output: Job[]; error: ApiError };
  /** Has a job begun at once, whether it waits or failed for good; one that is being done stays as it is. */
  'jobs.retry': { kind: 'mutation'; input: JobsRetryInput; output: Job; error: ApiError | RetryJobError };
  /** Makes an API key. What it is, is told in this answer and never again. */
  'keys.create': { kind: 'mutation'; input: KeysCreateInput; output: IssuedApiKey; error: ApiError | CreateKeyError };
  /** The tenant's API keys, newest first: those in force, and those that were. */
  'keys.list': { kind: 'query'; input: KeysListInput; output: Page<ApiKey>; error: ApiError };
  /** Takes an API key back: within a second it opens nothing, on open sockets too. */
  'keys.revoke': { kind: 'mutation'; input: KeysRevokeInput; output: ApiKey; error: ApiError | RevokeKeyError };
  /**
   * Replaces an API key by one that may do the same; the old one lives on for the overlap, and no longer than it would
   * have. What the new one is, is told in this answer and never again.
   */
  'keys.rotate': { kind: 'mutation'; input: KeysRotateInput; output: IssuedApiKey; error: ApiError | RotateKeyError };
  /** What an instrument's price did, a page at a time, from the newest back; a page is in the order of time. */
  'market.candles': {
    kind: 'query';
    input: MarketCandlesInput;
    output: CandlePageDto;
    error: ApiError | CandlesRefused;
  };
  /**
   * The newest price, at once where one is known, and then as it changes, four times a second at most. Prices between are
   * left out, and none is kept for who is away.
   */
  'market.onTick': { kind: 'subscription'; input: MarketOnTickInput; output: Tick; error: ApiError | TicksRefused };
  /** Makes a member something else. Owners are made, and unmade, by owners. */
  'members.changeRole': {
    kind: 'mutation';
    input: MembersChangeRoleInput;
    output: Member;
    error: ApiError | ChangeRoleError;
  };
  /** Gives the caller's own place in the tenant up. The session ends with it: the next login is in another tenant. */
  'members.leave': { kind: 'mutation'; input: void; output: void; error: ApiError | LeaveError };
  /** The tenant's members, in the order in which they came. */
  'members.list': { kind: 'query'; input: MembersListInput; output: Page<Member>; error: ApiError };
  /**
   * Takes a member's place away: within a second they see nothing of the tenant, on open sockets too. Owners are removed
   * by owners.
   */
  'members.remove': { kind: 'mutation'; input: MembersRemoveInput; output: void; error: ApiError | RemoveMemberError };
  /** Asks for the end of an order; that it came, `orders.onChange` tells. Until then it may trade. */
  'orders.cancel': { kind: 'mutation'; input: OrdersCancelInput; output: Order; error: ApiError | CancelOrderError };
  /** Asks for the end of every order to which anything may still happen. */
  'orders.cancelAll': {
    kind: 'mutation';
    input: OrdersCancelAllInput | void;
    output: CanceledOrders;
    error: ApiError | UnknownBotError;
  };
  /** An order, what happened to it, and what it traded. */
  'orders.get': { kind: 'query'; input: OrdersGetInput; output: OrderDetail; error: ApiError | GetOrderError };
  /** The team's orders, newest first. */
  'orders.list': { kind: 'query'; input: OrdersListInput; output: Page<Order>; error: ApiError };
  /** An order each time something happens to it, as it then stands. */
  'orders.onChange': {
    kind: 'subscription';
    input: StreamInput | void;
    output: {
      id: string;
      data: Order;
    };
    error: ApiError;
  };
  /**
   * Places an order for a bot, as a signal of its own: what becomes of it, `signals.onChange` and `orders.onChange` tell.
   * The bot need not run.
   */
  'orders.place': { kind: 'mutation'; input: OrdersPlaceInput; output: Signal; error: ApiError | SubmitError };
  /** Closes a position at the market, by a signal of its bot, which need not run. */
  'positions.close': {
    kind: 'mutation';
    input: PositionsCloseInput;
    output: Signal;
    error: ApiError | ClosePositionError;
  };
  /** Flattens: asks for the end of every order and closes every position at the market. */
  'positions.closeAll': {
    kind: 'mutation';
    input: PositionsCloseAllInput | void;
    output: Flattened;
    error: ApiError | UnknownBotError;
  };
  /** A position, open or closed, its orders and its fills. */
  'positions.get': {
    kind: 'query';
    input: PositionsGetInput;
    output: PositionDetail;
    error: ApiError | GetPositionError;
  };
  /** The tenant's positions, newest first. */
  'positions.getAll': { kind: 'query'; input: PositionsGetAllInput; output: Page<Position>; error: ApiError };
  /** A position each time it opens, changes or closes, as it then stands. */
  'positions.onChange': {
    kind: 'subscription';
    input: StreamInput | void;
    output: {
      id: string;
      data: Position;
    };
    error: ApiError;
  };
  /**
   * How the team's risk stands: its switches, its limits and how much of each is used, its locks, and what was refused
   * of late.
   */
  'risk.get': { kind: 'query'; input: void; output: RiskStatus; error: ApiError };
  /** Halts trading: from a second later on no order leaves. It holds until it is resumed, whatever restarts. */
  'risk.halt': { kind: 'mutation'; input: RiskHaltInput; output: KillSwitch; error: ApiError | RiskError };
  /** Locks an instrument: until then nothing is opened in it. What makes a position smaller passes. */
  'risk.lockPair': { kind: 'mutation'; input: RiskLockPairInput; output: PairLock; error: ApiError | RiskError };
  /** That a switch, a limit or a lock changed. */
  'risk.onChange': {
    kind: 'subscription';
    input: StreamInput | void;
    output: {
      id: string;
      data: RiskChange;
    };
    error: ApiError;
  };
  /** Takes a limit away. */
  'risk.removeLimit': { kind: 'mutation'; input: RiskRemoveLimitInput; output: void; error: ApiError | RiskError };
  /** Lets trading go on; what is not halted goes on. Takes a recent proof of who one is. */
  'risk.resume': { kind: 'mutation'; input: RiskResumeInput | void; output: void; error: ApiError | RiskError };
  /** Sets a limit; one of the same kind takes the value. */
  'risk.setLimit': { kind: 'mutation'; input: RiskSetLimitInput; output: RiskLimit; error: ApiError | RiskError };
  /** Takes a lock of an instrument away. */
  'risk.unlockPair': { kind: 'mutation'; input: RiskUnlockPairInput; output: void; error: ApiError | RiskError };
  /** Makes a secret. It counts once `secondFactor.confirm` was given a code of it. */
  'secondFactor.begin': {
    kind: 'mutation';
    input: SecondFactorBeginInput | void;
    output: Enrolment;
    error: ApiError | SecondFactorRefused;
  };
  /** From here on logging in asks for a code. Ends the person's other sessions; answers recovery codes, once. */
  'secondFactor.confirm': {
    kind: 'mutation';
    input: SecondFactorConfirmInput;
    output: IssuedRecoveryCodes;
    error: ApiError | SecondFactorRefused;
  };
  /** Logging in asks for the password alone again. Every recovery code is void. */
  'secondFactor.disable': {
    kind: 'mutation';
    input: SecondFactorDisableInput;
    output: void;
    error: ApiError | SecondFactorRefused;
  };
  /** Whether logging in asks for a code, and how many recovery codes are left. */
  'secondFactor.get': { kind: 'query'; input: void; output: SecondFactorDto; error: ApiError };
  /** Answers other recovery codes, once. Those that were there are void. */
  'secondFactor.regenerateCodes': {
    kind: 'mutation';
    input: SecondFactorRegenerateCodesInput;
    output: IssuedRecoveryCodes;
    error: ApiError | SecondFactorRefused;
  };
  /** All sessions of the person that are not over: there are fifty at most. */
  'sessions.list': { kind: 'query'; input: void; output: Session[]; error: ApiError };
  /** Ends a session of the person; its sockets are closed within a second. */
  'sessions.revoke': {
    kind: 'mutation';
    input: SessionsRevokeInput;
    output: void;
    error: ApiError | RevokeSessionError;
  };
  /** The tenant's signals, newest first. */
  'signals.list': { kind: 'query'; input: SignalsListInput; output: Page<Signal>; error: ApiError };
  /** A signal each time its status changes, as it then stands. */
  'signals.onChange': {
    kind: 'subscription';
    input: StreamInput | void;
    output: {
      id: string;
      data: Signal;
    };
    error: ApiError;
  };
  /** Each signal as it is received. */
  'signals.onNew': {
    kind: 'subscription';
    input: StreamInput | void;
    output: {
      id: string;
      data: Signal;
    };
    error: ApiError;
  };
  /** Stores a signal and acknowledges it; its outcome arrives by `signals.onChange`. */
  'signals.submit': { kind: 'mutation'; input: SignalsSubmitInput; output: Signal; error: ApiError | SubmitError };
  /**
   * Makes a tenant that the person owns. Its slug follows from its name. The session stays where it is:
   * `tenants.switch` goes there.
   */
  'tenants.create': { kind: 'mutation'; input: TenantsCreateInput; output: OwnTenant; error: ApiError };
  /** The tenants in which the person has a place, the first joined first: 200 at most. */
  'tenants.list': { kind: 'query'; input: void; output: OwnTenant[]; error: ApiError };
  /** Gives the tenant another name. Its slug stays, for addresses hold it. */
  'tenants.rename': { kind: 'mutation'; input: TenantsRenameInput; output: Tenant; error: ApiError };
  /**
   * Moves the session into another tenant of the person's, and sets another cookie in place of the one before: what was
   * opened under that one ends within a second.
   */
  'tenants.switch': { kind: 'mutation'; input: TenantsSwitchInput; output: Me; error: ApiError | SwitchError };
  /** Round trips: positions from flat to flat, the last closed first. That one closed, `positions.onChange` tells. */
  'trades.list': { kind: 'query'; input: TradesListInput; output: Page<Position>; error: ApiError };
};
