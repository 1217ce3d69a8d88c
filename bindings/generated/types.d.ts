// Generated from the Rust router. Do not edit: run `just gen`.

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
  /** A key cannot do what only a person can. */
  | { type: 'PeopleOnly' }
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
  /** Try again in a moment. */
  | { type: 'Unavailable' }
  /** A fault of ours. */
  | { type: 'Internal' };

/** An address and a password. */
export type AuthLoginInput = {
  email: string;
  password: string;
};

/** A bot, by name. */
export type BotRef = {
  id: string;
  name: string;
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

/** Why a login is refused. */
export type LoginError =
  /** No such person, or another password: which of the two is not said. */
  | { type: 'WrongCredentials' }
  /** A person without a tenant. */
  | { type: 'NoTenant' };

/** A person in a tenant. */
export type Me = {
  user: {
    id: string;
    email: string;
  };
  tenant: {
    id: string;
    /** The tenant's name in addresses. */
    slug: string;
    name: string;
  };
  /** What the person is in the tenant. */
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

/** Something that a caller may be allowed to do in its tenant. */
export type Permission =
  /** See positions. */
  | 'POSITIONS_READ'
  /** See signals. */
  | 'SIGNALS_READ'
  /** Send signals. */
  | 'SIGNALS_SUBMIT';

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
  id: string;
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

/** Which way a position looks. */
export type PositionSide = 'LONG' | 'SHORT' | 'FLAT';

/** `PositionStatus` of the schema. */
export type PositionStatus =
  /** `OPEN` */
  | 'OPEN'
  /** `CLOSED` */
  | 'CLOSED';

/** Which positions. */
export type PositionsGetAllInput = {
  /** All, if left out. */
  status?: PositionStatus | null;
  /** The `nextCursor` of the page before. */
  cursor?: string | null;
  /** Rows, 50 if left out. */
  limit?: number | null;
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

/** `Side` of the schema. */
export type Side =
  /** `BUY` */
  | 'BUY'
  /** `SELL` */
  | 'SELL';

/** What a bot wants done, as it stands. */
export type Signal = {
  id: string;
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
  /** The last price that the sender saw. */
  price: Amount | null;
  status: SignalStatus;
  /** Why it was refused: a rule's name, a colon, a sentence. */
  rejectReason: string | null;
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
  | 'CLOSE';

/** `SignalSource` of the schema. */
export type SignalSource =
  /** `API` */
  | 'API'
  /** `TRADINGVIEW` */
  | 'TRADINGVIEW';

/** `SignalStatus` of the schema. */
export type SignalStatus =
  /** Stored and acknowledged; the pipeline has not looked at it. */
  | 'RECEIVED'
  /** Passed the risk check; its order is stored. */
  | 'ACCEPTED'
  /** Refused; `rejectReason` says why. */
  | 'REJECTED'
  /** Its order is filled. */
  | 'EXECUTED';

/** Which signals. */
export type SignalsListInput = {
  /** Of every bot, if left out. */
  botId?: string | null;
  /** All, if left out. */
  status?: SignalStatus | null;
  /** The `nextCursor` of the page before. */
  cursor?: string | null;
  /** Rows, 50 if left out. */
  limit?: number | null;
};

/** What a bot wants done. No text of PostgreSQL holds the character U+0000. */
export type SignalsSubmitInput = {
  /** The bot; may be left out by a key that is bound to one. */
  botId?: string | null;
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
  /** The last price that the sender saw. */
  price?: Amount | null;
  /** When the sender saw reason for it; now, if left out. */
  occurredAt?: Date | null;
};

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
      signalId: string;
    }
  /** A field does not go with the action. */
  | {
      type: 'InvalidField';
      /** Its name on the wire. */
      field: string;
      /** What is wrong. */
      message: string;
    };

/** Every procedure: what it takes, what it answers, what it refuses with. */
export type Procedures = {
  /** Opens a session in the tenant that the person joined first, and sets the session's cookie. */
  'auth.login': { kind: 'mutation'; input: AuthLoginInput; output: Me; error: LoginError | ApiError };
  /** Ends the session; without one there is nothing to end, and that is fine. */
  'auth.logout': { kind: 'mutation'; input: void; output: void; error: ApiError };
  /** Who is logged in, and in which tenant. */
  'auth.me': { kind: 'query'; input: void; output: Me; error: ApiError };
  /** The version and the time of the server. */
  'health.ping': { kind: 'query'; input: void; output: Ping; error: ApiError };
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
};
