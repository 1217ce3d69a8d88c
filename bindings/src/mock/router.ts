/** A router of every procedure, made at run time: answers that satisfy the schemas, or what a handler says. */
import { initTRPC, tracked, type AnyRouter } from '@trpc/server';
import superjson from 'superjson';
import * as z from 'zod/v4-mini';
import { procedures } from '../../generated/outputs';
import type { Procedures } from '../../generated/types';
import { sampleOf, type Schema } from './sample';

/** What is answered; an id may be any text. */
type Answer<K extends keyof Procedures> = z.input<(typeof procedures)[K]['output']>;

/** What answers in place of a sample: a value, or a subscription's values one by one. */
export type Handlers = {
  [K in keyof Procedures]?: (
    input: Procedures[K]['input'],
  ) => Procedures[K]['kind'] extends 'subscription' ? AsyncIterable<Answer<K>> : Answer<K> | Promise<Answer<K>>;
};

/** The same, without the types. */
type Handler = (input: unknown) => unknown;

const t = initTRPC.create({
  transformer: superjson,
  sse: { ping: { enabled: true } },
  errorFormatter: ({ shape, error }) => {
    if (!(error.cause instanceof z.core.$ZodError)) return shape;
    return { ...shape, data: { ...shape.data, zodError: z.flattenError(error.cause) } };
  },
});

/** The router; `handlers` answer for the procedures that they name. */
export function mockRouter(handlers: Handlers = {}): AnyRouter {
  const named = new Map<string, Handler>(Object.entries(handlers) as [string, Handler][]);
  const root: RouterTree = {};
  for (const [path, { kind, input, output }] of Object.entries(procedures)) {
    const names = path.split('.');
    const name = names.pop() ?? path;
    let tree = root;
    for (const namespace of names) tree = (tree[namespace] ??= {}) as RouterTree;
    tree[name] = procedure(kind, input, output, named.get(path));
  }
  return t.router(root);
}

type RouterTree = { [name: string]: RouterTree | ReturnType<typeof procedure> };

function procedure(kind: Procedures[keyof Procedures]['kind'], input: Schema, output: Schema, handler?: Handler) {
  const taking = t.procedure.input((raw: unknown) => z.core.parse(input, withoutProtocolFields(input, raw)));
  const answer = (taken: unknown) => (handler ? handler(taken) : sampleOf(output));
  switch (kind) {
    case 'query':
      return taking.query(({ input }) => answer(input));
    case 'mutation':
      return taking.mutation(({ input }) => answer(input));
    case 'subscription':
      return taking.subscription(async function* ({ input, signal }) {
        const values = handler ? (handler(input) as AsyncIterable<unknown>) : once(sampleOf(output), signal);
        for await (const value of values) yield isTracked(value) ? tracked(value.id, value.data) : value;
      });
  }
}

/** One value; the subscription then stays, and has nothing to say. */
async function* once(value: unknown, signal: AbortSignal | undefined) {
  yield value;
  await new Promise((resolve) => signal?.addEventListener('abort', resolve));
}

function isTracked(value: unknown): value is { id: string; data: unknown } {
  return typeof value === 'object' && value !== null && 'id' in value && 'data' in value && value.id !== '';
}

/** What libraries add to every input, and the server takes out before it looks; unless the procedure asks for it. */
function withoutProtocolFields(schema: Schema, raw: unknown): unknown {
  // An upload is no object of fields.
  if (typeof raw !== 'object' || raw === null || Object.getPrototypeOf(raw) !== Object.prototype) return raw;
  const fields = new Map(Object.entries(raw));
  for (const name of ['direction', 'lastEventId']) {
    if (!asksFor(schema, name)) fields.delete(name);
  }
  return Object.fromEntries(fields);
}

function asksFor(schema: Schema, name: string): boolean {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === 'optional' || def.type === 'nullable') return asksFor(def.innerType, name);
  return def.type === 'object' && name in def.shape;
}
