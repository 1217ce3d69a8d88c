// Generated from the Rust router. Do not edit: run `just gen`.

/* eslint-disable @typescript-eslint/no-empty-object-type -- an interface is cheaper to check than an alias */
import type { DataTag, QueryFilters, QueryFunction, SkipToken, UseQueryOptions } from '@tanstack/react-query';
import type { TRPCClientErrorLike } from '@trpc/client';
import type {
  DecorateMutationProcedure,
  DecorateRouterKeyable,
  DecorateSubscriptionProcedure,
  DefaultFeatureFlags,
  TRPCInfiniteData,
  TRPCInfiniteQueryOptions,
  TRPCQueryBaseOptions,
  TRPCQueryKey,
  TRPCQueryOptionsResult,
  WithRequired,
} from '@trpc/tanstack-react-query';
import type { ErrorShape } from './error';
import type { Procedures } from './types';

type Input<K extends keyof Procedures> = Procedures[K]['input'];
type Output<K extends keyof Procedures> = Procedures[K]['output'];
type Shape<K extends keyof Procedures> = ErrorShape<Procedures[K]['error']>;
type Refusal<K extends keyof Procedures> = TRPCClientErrorLike<{ transformer: true; errorShape: Shape<K> }>;

/** Namespaces have keys and filters of their own. */
interface Namespace extends DecorateRouterKeyable<DefaultFeatureFlags> {}

type Definition<K extends keyof Procedures, O = Output<K>> = {
  input: Input<K>;
  output: O;
  transformer: true;
  errorShape: Shape<K>;
  featureFlags: DefaultFeatureFlags;
};

interface Options<O, T, E>
  extends
    Omit<UseQueryOptions<O, E, T, TRPCQueryKey>, 'queryKey' | 'queryFn' | 'queryHashFn' | 'queryHash'>,
    TRPCQueryBaseOptions {}
interface DefinedOptions<O, T, E> extends Options<O, T, E> {
  initialData: O | (() => O);
}
interface Result<O, T, E> extends UseQueryOptions<O, E, T, TRPCQueryKey>, TRPCQueryOptionsResult {
  queryKey: DataTag<TRPCQueryKey, T, E>;
}
interface SkippableResult<O, T, E> extends Result<O, T, E> {
  initialData?: never;
}
interface UndefinedResult<O, T, E> extends SkippableResult<O, T, E> {
  queryFn?: QueryFunction<O, TRPCQueryKey>;
}
interface DefinedResult<O, T, E> extends Result<O, T, E> {
  queryFn?: QueryFunction<O, TRPCQueryKey>;
  initialData: O | (() => O);
}
/** In the order in which they are tried: an ordinary call matches the second one, and never meets the third. */
interface QueryOptions<I, O, E> {
  <T = O>(input: I | SkipToken, options: DefinedOptions<O, T, E>): DefinedResult<O, T, E>;
  <T = O>(input: I, options?: Options<O, T, E>): UndefinedResult<O, T, E>;
  <T = O>(input: I | SkipToken, options?: Options<O, T, E>): SkippableResult<O, T, E>;
}

type Key<K extends keyof Procedures> = DataTag<TRPCQueryKey, Output<K>, Refusal<K>>;
type PagesKey<K extends keyof Procedures> = DataTag<TRPCQueryKey, TRPCInfiniteData<Input<K>, Output<K>>, Refusal<K>>;

interface Query<K extends keyof Procedures> extends Namespace {
  '~types': { input: Input<K>; output: Output<K>; errorShape: Shape<K> };
  queryOptions: QueryOptions<Input<K>, Output<K>, Refusal<K>>;
  queryKey: (input?: Partial<Input<K>>) => Key<K>;
  queryFilter: (
    input?: Partial<Input<K>>,
    filters?: QueryFilters<Key<K>>,
  ) => WithRequired<QueryFilters<Key<K>>, 'queryKey'>;
}
/** A query whose input may name a page. */
interface Pages<K extends keyof Procedures> extends Query<K> {
  infiniteQueryOptions: TRPCInfiniteQueryOptions<Definition<K>>;
  infiniteQueryKey: (input?: Partial<Input<K>>) => PagesKey<K>;
  infiniteQueryFilter: (
    input?: Partial<Input<K>>,
    filters?: QueryFilters<PagesKey<K>>,
  ) => WithRequired<QueryFilters<PagesKey<K>>, 'queryKey'>;
}
interface Mutation<K extends keyof Procedures> extends DecorateMutationProcedure<Definition<K>> {}
interface Subscription<K extends keyof Procedures> extends DecorateSubscriptionProcedure<
  Definition<K, AsyncIterable<Output<K>, void, unknown>>
> {}

/** What `useTRPC` of `@trpc/tanstack-react-query` gives. */
export interface OptionsProxy extends Namespace {
  account: Namespace & {
    /** Sends a link to the new address, and the news to the old one. Until the link is opened nothing changes. */
    changeEmail: Mutation<'account.changeEmail'>;
    /** Changes the password and ends the person's other sessions; this one goes on. */
    changePassword: Mutation<'account.changePassword'>;
    /** Makes the address the one that the person logs in with. Whoever opens the link need not be logged in. */
    confirmEmail: Mutation<'account.confirmEmail'>;
    /** Gives the person another name. */
    updateProfile: Mutation<'account.updateProfile'>;
  };
  audit: Namespace & {
    /** The tenant's log to take away, the oldest entry first: whoever has it can verify it without this service. */
    export: Pages<'audit.export'>;
    /** Who did what in the tenant, the newest first. */
    list: Pages<'audit.list'>;
    /** Reads the tenant's whole log and computes every hash again. */
    verify: Pages<'audit.verify'>;
  };
  auth: Namespace & {
    /** Makes the person and the team that they own, opens a session there, and sets its cookie. */
    completeRegistration: Mutation<'auth.completeRegistration'>;
    /** Opens the session that the provider's sign-in was for, and sets its cookie. */
    completeSignIn: Mutation<'auth.completeSignIn'>;
    /** Makes the session as good as new for ten minutes, and sets another cookie in place of the one before. */
    confirm: Mutation<'auth.confirm'>;
    /** Sends a link by which another password is chosen, where the address has an account. The answer is the same. */
    forgotPassword: Mutation<'auth.forgotPassword'>;
    /** Opens a session in the tenant that the person joined first, and sets the session's cookie. */
    login: Mutation<'auth.login'>;
    /** Ends the session; without one there is nothing to end, and that is fine. */
    logout: Mutation<'auth.logout'>;
    /** Ends all sessions of the person, this one too, and takes its cookie back. */
    logoutEverywhere: Mutation<'auth.logoutEverywhere'>;
    /** Who is logged in, and in which tenant. */
    me: Pages<'auth.me'>;
    /** With whom people may sign in, in the order of the configuration. */
    providers: Pages<'auth.providers'>;
    /** Sends a link by which a person is made, or says by e-mail that there is one. The answer is the same. */
    register: Mutation<'auth.register'>;
    /** Gives the person whose link it is another password, and ends all of their sessions. */
    resetPassword: Mutation<'auth.resetPassword'>;
  };
  backtests: Namespace & {
    /** Stops a backtest: one that waits at once, one that is computed within a moment. One that is over stays as it is. */
    cancel: Mutation<'backtests.cancel'>;
    /**
     * Asks for a backtest. It is computed beside everything else: `backtests.onProgress` tells how far it has come,
     * `backtests.get` what came out.
     */
    create: Mutation<'backtests.create'>;
    /** One backtest with its curve. */
    get: Query<'backtests.get'>;
    /** The team's backtests, the newest first. */
    list: Pages<'backtests.list'>;
    /** A backtest each time it is asked for, begun, stopped or over, as it then stands. */
    onChange: Subscription<'backtests.onChange'>;
    /**
     * How far a backtest has come, at once and then as it goes on, four times a second at most; it ends when the backtest is
     * over. What was between is left out.
     */
    onProgress: Subscription<'backtests.onProgress'>;
    /** The executions of a backtest, in order; none where there is no such backtest. */
    trades: Pages<'backtests.trades'>;
  };
  bots: Namespace & {
    /** Says what came of a command, once. The same answer again is fine; another one is refused. */
    acknowledge: Mutation<'bots.acknowledge'>;
    /**
     * Tells a bot's program to do something. It waits until the bot answers it, for an hour at
     * most and until the bot is stopped: `bots.onCommandChange` tells what becomes of it.
     */
    command: Mutation<'bots.command'>;
    /** What a bot was told to do, and what came of it, newest first; nothing of a bot that is not there. */
    commands: Pages<'bots.commands'>;
    /** Makes a bot, which stands still until it is started. */
    create: Mutation<'bots.create'>;
    /** A bot with its configuration and its newest runs. */
    get: Query<'bots.get'>;
    /** Says that a bot is there, and answers what is asked of it: its `desiredStatus` and the `version` to follow. */
    heartbeat: Mutation<'bots.heartbeat'>;
    /** The tenant's bots, by name. */
    list: Pages<'bots.list'>;
    /** Stores what a bot has to say to its people, who read it for thirty days. */
    log: Mutation<'bots.log'>;
    /** What a bot, or the service about it, had to say, newest first; nothing of a bot that is not there. */
    messages: Pages<'bots.messages'>;
    /** A bot each time that what it is asked for, reports or follows changes, as it then stands. */
    onChange: Subscription<'bots.onChange'>;
    /**
     * What a bot is told to do: the commands that wait for it, in their order, and then each as it is sent. None is lost
     * while the bot is away, and one that was answered or has expired does not come again. Answer each by
     * `bots.acknowledge`.
     */
    onCommand: Subscription<'bots.onCommand'>;
    /**
     * A command each time that it is sent, taken by the bot's program, answered, or expires, as it then stands: for people
     * who watch.
     */
    onCommandChange: Subscription<'bots.onCommandChange'>;
    /** What bots, or the service about them, have to say, as they say it. */
    onMessage: Subscription<'bots.onMessage'>;
    /** Pauses a bot: it may not trade until it is started. */
    pause: Mutation<'bots.pause'>;
    /** Gives a bot another name. */
    rename: Mutation<'bots.rename'>;
    /** Gives a bot another configuration, under the next number; the one that it has is not saved twice. */
    saveVersion: Mutation<'bots.saveVersion'>;
    /** Starts a bot: it may trade from now on, as far as no switch halts it. */
    start: Mutation<'bots.start'>;
    /** Stops a bot, and ends its run: it may not trade from now on. */
    stop: Mutation<'bots.stop'>;
    /** The configurations of a bot, newest first; none of a bot that is not there. */
    versions: Pages<'bots.versions'>;
    /**
     * Says after how many seconds without a heartbeat a bot has gone quiet, and what is done then. A heartbeat ends the
     * quiet; where it was paused, a person starts it again.
     */
    watch: Mutation<'bots.watch'>;
  };
  candleSets: Namespace & {
    /** The team's own candles, the newest set first. */
    list: Pages<'candleSets.list'>;
    /** Takes a set of candles away. One that backtests are over stays. */
    remove: Mutation<'candleSets.remove'>;
    /**
     * Brings candles as a file: a form of `name`, `venue`, `symbol`, `interval` and then `file`, which has a candle a line,
     * or a trade a line, of which candles are made. Lines that are none are refused one by one, and the others stand.
     */
    upload: Mutation<'candleSets.upload'>;
  };
  equity: Namespace & {
    /** How the team or a bot stands, and how it came there: a point a minute, or fewer of a longer time. */
    get: Query<'equity.get'>;
    /** What a bot's trading came to, each time it changes. */
    onChange: Subscription<'equity.onChange'>;
  };
  fills: Namespace & {
    /** What traded, newest first. */
    list: Pages<'fills.list'>;
    /** Each execution as it is stored. */
    onNew: Subscription<'fills.onNew'>;
  };
  health: Namespace & {
    /** The version and the time of the server. */
    ping: Pages<'health.ping'>;
  };
  identities: Namespace & {
    /** The person's identities: there are a hundred at most. */
    list: Pages<'identities.list'>;
    /** From then on whoever has the identity elsewhere does not come in by it. Sessions go on. */
    unlink: Mutation<'identities.unlink'>;
  };
  instruments: Namespace & {
    /** What can be traded, by venue and symbol. */
    list: Pages<'instruments.list'>;
  };
  invitations: Namespace & {
    /**
     * Takes the place that a link offers: as somebody new, who is logged in by that; or as the person who is logged in with
     * the address, whose session goes on in the tenant. Null where the person has to log in now.
     */
    accept: Mutation<'invitations.accept'>;
    /** Offers a place in the tenant to whoever has the address: a link is sent there. Owners are invited by owners. */
    create: Mutation<'invitations.create'>;
    /** What a link offers, to whoever has it. */
    get: Query<'invitations.get'>;
    /** The tenant's invitations, newest first: those that stand, and those that did. */
    list: Pages<'invitations.list'>;
    /** Sends an invitation again. It stands anew, and the link that was sent before is worth nothing. */
    resend: Mutation<'invitations.resend'>;
    /** Takes an invitation back: its link is worth nothing from here on. */
    revoke: Mutation<'invitations.revoke'>;
  };
  jobs: Namespace & {
    /** The tenant's background work, one of a kind: what failed for good first, then what comes next. */
    list: Pages<'jobs.list'>;
    /** Has a job begun at once, whether it waits or failed for good; one that is being done stays as it is. */
    retry: Mutation<'jobs.retry'>;
  };
  keys: Namespace & {
    /** Makes an API key. What it is, is told in this answer and never again. */
    create: Mutation<'keys.create'>;
    /** The tenant's API keys, newest first: those in force, and those that were. */
    list: Pages<'keys.list'>;
    /** Takes an API key back: within a second it opens nothing, on open sockets too. */
    revoke: Mutation<'keys.revoke'>;
    /**
     * Replaces an API key by one that may do the same; the old one lives on for the overlap, and no longer than it would
     * have. What the new one is, is told in this answer and never again.
     */
    rotate: Mutation<'keys.rotate'>;
  };
  market: Namespace & {
    /** What an instrument's price did, a page at a time, from the newest back; a page is in the order of time. */
    candles: Pages<'market.candles'>;
    /**
     * The newest price, at once where one is known, and then as it changes, four times a second at most. Prices between are
     * left out, and none is kept for who is away.
     */
    onTick: Subscription<'market.onTick'>;
  };
  members: Namespace & {
    /** Makes a member something else. Owners are made, and unmade, by owners. */
    changeRole: Mutation<'members.changeRole'>;
    /** Gives the caller's own place in the tenant up. The session ends with it: the next login is in another tenant. */
    leave: Mutation<'members.leave'>;
    /** The tenant's members, in the order in which they came. */
    list: Pages<'members.list'>;
    /**
     * Takes a member's place away: within a second they see nothing of the tenant, on open sockets too. Owners are removed
     * by owners.
     */
    remove: Mutation<'members.remove'>;
  };
  orders: Namespace & {
    /** Asks for the end of an order; that it came, `orders.onChange` tells. Until then it may trade. */
    cancel: Mutation<'orders.cancel'>;
    /** Asks for the end of every order to which anything may still happen. */
    cancelAll: Mutation<'orders.cancelAll'>;
    /** An order, what happened to it, and what it traded. */
    get: Query<'orders.get'>;
    /** The team's orders, newest first. */
    list: Pages<'orders.list'>;
    /** An order each time something happens to it, as it then stands. */
    onChange: Subscription<'orders.onChange'>;
    /**
     * Places an order for a bot, as a signal of its own: what becomes of it, `signals.onChange` and `orders.onChange` tell.
     * The bot need not run.
     */
    place: Mutation<'orders.place'>;
  };
  positions: Namespace & {
    /** Closes a position at the market, by a signal of its bot, which need not run. */
    close: Mutation<'positions.close'>;
    /** Flattens: asks for the end of every order and closes every position at the market. */
    closeAll: Mutation<'positions.closeAll'>;
    /** A position, open or closed, its orders and its fills. */
    get: Query<'positions.get'>;
    /** The tenant's positions, newest first. */
    getAll: Pages<'positions.getAll'>;
    /** A position each time it opens, changes or closes, as it then stands. */
    onChange: Subscription<'positions.onChange'>;
  };
  risk: Namespace & {
    /**
     * How the team's risk stands: its switches, its limits and how much of each is used, its locks, and what was refused
     * of late.
     */
    get: Pages<'risk.get'>;
    /** Halts trading: from a second later on no order leaves. It holds until it is resumed, whatever restarts. */
    halt: Mutation<'risk.halt'>;
    /** Locks an instrument: until then nothing is opened in it. What makes a position smaller passes. */
    lockPair: Mutation<'risk.lockPair'>;
    /** That a switch, a limit or a lock changed. */
    onChange: Subscription<'risk.onChange'>;
    /** Takes a limit away. */
    removeLimit: Mutation<'risk.removeLimit'>;
    /** Lets trading go on; what is not halted goes on. Takes a recent proof of who one is. */
    resume: Mutation<'risk.resume'>;
    /** Sets a limit; one of the same kind takes the value. */
    setLimit: Mutation<'risk.setLimit'>;
    /** Takes a lock of an instrument away. */
    unlockPair: Mutation<'risk.unlockPair'>;
  };
  secondFactor: Namespace & {
    /** Makes a secret. It counts once `secondFactor.confirm` was given a code of it. */
    begin: Mutation<'secondFactor.begin'>;
    /** From here on logging in asks for a code. Ends the person's other sessions; answers recovery codes, once. */
    confirm: Mutation<'secondFactor.confirm'>;
    /** Logging in asks for the password alone again. Every recovery code is void. */
    disable: Mutation<'secondFactor.disable'>;
    /** Whether logging in asks for a code, and how many recovery codes are left. */
    get: Pages<'secondFactor.get'>;
    /** Answers other recovery codes, once. Those that were there are void. */
    regenerateCodes: Mutation<'secondFactor.regenerateCodes'>;
  };
  sessions: Namespace & {
    /** All sessions of the person that are not over: there are fifty at most. */
    list: Pages<'sessions.list'>;
    /** Ends a session of the person; its sockets are closed within a second. */
    revoke: Mutation<'sessions.revoke'>;
  };
  signals: Namespace & {
    /** The tenant's signals, newest first. */
    list: Pages<'signals.list'>;
    /** A signal each time its status changes, as it then stands. */
    onChange: Subscription<'signals.onChange'>;
    /** Each signal as it is received. */
    onNew: Subscription<'signals.onNew'>;
    /** Stores a signal and acknowledges it; its outcome arrives by `signals.onChange`. */
    submit: Mutation<'signals.submit'>;
  };
  tenants: Namespace & {
    /**
     * Makes a tenant that the person owns. Its slug follows from its name. The session stays where it is:
     * `tenants.switch` goes there.
     */
    create: Mutation<'tenants.create'>;
    /** The tenants in which the person has a place, the first joined first: 200 at most. */
    list: Pages<'tenants.list'>;
    /** Gives the tenant another name. Its slug stays, for addresses hold it. */
    rename: Mutation<'tenants.rename'>;
    /**
     * Moves the session into another tenant of the person's, and sets another cookie in place of the one before: what was
     * opened under that one ends within a second.
     */
    switch: Mutation<'tenants.switch'>;
  };
  trades: Namespace & {
    /** Round trips: positions from flat to flat, the last closed first. That one closed, `positions.onChange` tells. */
    list: Pages<'trades.list'>;
  };
}
//# sourceMappingURL=tanstack.d.ts.map
