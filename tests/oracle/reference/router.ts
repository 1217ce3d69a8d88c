/** Each procedure of the Rust program, on `@trpc/server`. */
import { initTRPC, tracked, TRPCError } from 'trpc-server-newest';
import { octetInputParser } from 'trpc-server-newest/http';
import { TRPC_ERROR_CODES_BY_KEY, type TRPC_ERROR_CODE_KEY } from 'trpc-server-newest/rpc';
import type { SuperJSON } from 'superjson';
import { z } from 'zod';
import type { Context } from './context';
import { Life } from './life';
import { pageAt } from './lists';

/** A procedure's own error, as a client matches on it. */
class Refusal extends TRPCError {
  readonly detail: { type: 'Closed'; opensAt: number };
  constructor(opensAt: number) {
    super({ code: 'CONFLICT', message: `The door opens at ${opensAt}.` });
    this.detail = { type: 'Closed', opensAt };
  }
}

const unsigned = z.int().min(0).max(0xffffffff);
const checked = z.strictObject({
  text: z.string().min(1).max(8),
  number: unsigned.max(100),
  kind: z.enum(['BUY', 'SELL']),
});
/** Nothing in it is required, so all of it may be left out. */
const optional = z
  .strictObject({ text: z.string().nullish(), number: z.number().nullish() })
  .nullish()
  .transform((input) => ({ text: input?.text ?? null, number: input?.number ?? null }));
const name = z.strictObject({ name: z.string() });
/** The protocol adds a position to the input of any subscription. */
const position = { lastEventId: z.string().nullish() };
const count = z.strictObject({ to: unsigned, ...position });
const opens = z.strictObject({ opensAt: unsigned });

/** A page of a list. The client adds the direction to every input of an infinite query. */
const range = z.strictObject({
  cursor: unsigned.nullish(),
  limit: unsigned.min(1).max(5),
  direction: z.enum(['forward', 'backward']).nullish(),
});

/** What a subscription yields, one after another. */
async function* each<T>(items: Iterable<T>): AsyncGenerator<T> {
  for (const item of items) {
    await Promise.resolve();
    yield item;
  }
}

function upTo(to: number, from = 1): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}

function* failing(to: number): Generator<number> {
  yield* upTo(to);
  throw new Refusal(to);
}

function* badlyTracked() {
  for (const id of ['1', '2\ndata: 3']) yield tracked(id, 1);
}

const TEXT = 'pong – "ünï\u{2028}cödé" \\ 😀 </script>';

/** The router, with superjson or without a transformer. */
export function routerWith(transformer: typeof SuperJSON | undefined) {
  const t = initTRPC.context<Context>().create({
    ...(transformer && { transformer }),
    isDev: false,
    sse: { ping: { enabled: true, intervalMs: 30_000 }, client: { reconnectAfterInactivityMs: 40_000 } },
    errorFormatter: ({ shape, error }) => ({
      ...shape,
      data: {
        ...shape.data,
        ...(error instanceof Refusal && { error: error.detail }),
        ...(error.cause instanceof z.ZodError && { zodError: z.flattenError(error.cause) }),
      },
    }),
  });
  const p = t.procedure;
  const life = new Life();
  const stored = new Map<string, string[]>();

  return t.router({
    values: {
      text: p.query(() => TEXT),
      dates: p.query(() => [new Date(0), new Date(1_234_567_890_123)]),
      everything: p.query(() => ({
        date: new Date(1_700_000_000_001),
        bigint: -170141183460469231731n,
        map: new Map([
          ['a', new Date(1)],
          ['b', new Date(2)],
        ]),
        set: new Set([3, 1, 2]),
        undefined: undefined,
        null: null,
        nan: NaN,
        infinity: Infinity,
        negativeZero: -0,
        dates: [new Date(3), new Date(4)],
        'a.b\\c': new Date(5),
      })),
      nothing: p.query(() => undefined),
      null: p.query(() => null),
      take: p
        .input(
          z.strictObject({
            date: z.date(),
            bigint: z.bigint(),
            map: z.map(z.string(), unsigned),
            set: z.set(z.string()),
            nan: z.union([z.number(), z.nan()]),
            maybe: z.string().nullish(),
          }),
        )
        .query(({ input }) => input),
      optional: p.input(optional).query(({ input }) => input),
      checked: p.input(checked).query(({ input }) => input),
      mutateChecked: p.input(checked).mutation(({ input }) => input),
      mutateOptional: p.input(optional).mutation(({ input }) => input),
      mutateNothing: p.mutation(() => undefined),
    },
    errors: {
      withCode: p.input(z.strictObject({ code: z.string() })).query(({ input }) => {
        const known = input.code in TRPC_ERROR_CODES_BY_KEY;
        const code = known ? (input.code as TRPC_ERROR_CODE_KEY) : 'BAD_REQUEST';
        throw new TRPCError({ code, message: `Refused with ${input.code}.` });
      }),
      typed: p.input(opens).query(({ input }) => {
        throw new Refusal(input.opensAt);
      }),
      mutateTyped: p.input(opens).mutation(({ input }) => {
        throw new Refusal(input.opensAt);
      }),
      panics: p.query(() => {
        throw new Error('The server failed while it worked on this call.');
      }),
    },
    headers: {
      read: p.query(({ ctx }) => ({ asked: ctx.asked, cookie: ctx.cookie })),
      set: p.mutation(({ ctx }) => {
        ctx.setHeader('set-cookie', ['first=1; Path=/; HttpOnly', 'second=2; Path=/']);
        ctx.setHeader('x-said', 'by a procedure');
      }),
    },
    store: {
      put: p.input(z.strictObject({ key: z.string(), value: z.string() })).mutation(({ input: { key, value } }) => {
        stored.set(key, [...(stored.get(key) ?? []), value]);
      }),
      all: p.input(z.strictObject({ key: z.string() })).query(({ input }) => stored.get(input.key) ?? []),
    },
    life: {
      wait: p.input(z.strictObject({ milliseconds: unsigned })).query(async ({ input: { milliseconds } }) => {
        await new Promise((resolve) => setTimeout(resolve, milliseconds));
        return milliseconds;
      }),
      count: p.input(name).query(({ input }) => life.count(input.name)),
      hold: p.input(name).query(({ input, signal }) => life.hold(input.name, signal)),
      ticks: p
        .input(z.strictObject(position))
        .subscription(({ input, signal }) => life.ticks(input.lastEventId, signal)),
      follow: p.input(name.extend(position)).subscription(({ input, signal }) => life.follow(input.name, signal)),
    },
    lists: {
      page: p.input(range).query(({ input: { cursor, limit } }) => pageAt(cursor, limit, undefined)),
      directed: p.input(range).query(({ input: { cursor, limit, direction } }) => pageAt(cursor, limit, direction)),
    },
    streams: {
      count: p.input(count).subscription(({ input }) => each(upTo(input.to))),
      dates: p.subscription(() => each(upTo(3).map((at) => tracked(String(at), new Date(at))))),
      tracked: p.input(count).subscription(({ input }) => {
        const last = Number(input.lastEventId ?? 0) || 0;
        return each(upTo(input.to, last + 1).map((at) => tracked(String(at), at)));
      }),
      resumed: p
        .input(z.strictObject(position).nullish())
        .subscription(({ input }) => each([input?.lastEventId ?? null])),
      mixed: p
        .input(count)
        .subscription(({ input }) => each(upTo(input.to).map((at) => (at % 2 === 0 ? tracked(`é${at}`, at) : at)))),
      fails: p.input(count).subscription(({ input }) => each(failing(input.to))),
      refused: p.subscription((): AsyncIterable<number> => {
        throw new TRPCError({ code: 'FORBIDDEN', message: 'There is nothing to follow.' });
      }),
      badId: p.subscription(() => each(badlyTracked())),
      empty: p.subscription(() => each<number>([])),
    },
    uploads: {
      bytes: p.input(octetInputParser).mutation(async ({ input }) => {
        let length = 0;
        for await (const chunk of input as unknown as AsyncIterable<Uint8Array>) length += chunk.byteLength;
        return length;
      }),
      form: p.input(z.instanceof(FormData)).mutation(({ input }) =>
        [...input.entries()].map(([field, value]) => ({
          name: field,
          fileName: typeof value === 'string' ? null : value.name,
          contentType: typeof value === 'string' ? null : value.type,
          length: typeof value === 'string' ? Buffer.byteLength(value) : value.size,
        })),
      ),
    },
    context: { name: p.query(({ ctx }) => ctx.name) },
    deep: { er: { ping: p.query(() => TEXT) } },
  });
}

export type ReferenceRouter = ReturnType<typeof routerWith>;
