/** Compiles the committed bindings of the generator's own sample router, which has every shape, as a client would. */

import type { TRPCClient, TRPCClientErrorLike } from '@trpc/client';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '../../crates/rspc-bindings/tests/snapshots/router';
import type {
  Answer,
  BotId,
  Branded,
  OrderId,
  Row,
  ShapesEveryInput,
} from '../../crates/rspc-bindings/tests/snapshots/types';
import { procedures } from '../../crates/rspc-bindings/tests/snapshots/outputs';
import { botIdSchema, idsEveryInput, shapesEveryInput } from '../../crates/rspc-bindings/tests/snapshots/zod';
import * as z from 'zod/mini';

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

/** Compiles where each is true. */
export const claims: {
  input: Same<inferRouterInputs<AppRouter>['shapes']['every'], ShapesEveryInput>;
  output: Same<inferRouterOutputs<AppRouter>['shapes']['every'], Answer<Row>>;
  map: Same<inferRouterOutputs<AppRouter>['shapes']['every']['byId'], Map<bigint, Row>>;
  message: Same<TRPCClientErrorLike<AppRouter>['message'], string>;
} = { input: true, output: true, map: true, message: true };

/** What the schema gives may be sent as it is. */
export const sent = (input: z.output<typeof shapesEveryInput>): ShapesEveryInput => input;

/** Bytes are what tRPC's own octet streams take, and a form is a form; neither is the other. */
export function uploads(client: TRPCClient<AppRouter>, file: File, bytes: Uint8Array, form: FormData) {
  void client.files.put.mutate(file);
  void client.files.put.mutate(new Blob([]));
  void client.files.put.mutate(bytes);
  void client.files.form.mutate(form).then((names) => names satisfies string[]);
  // @ts-expect-error a form is no file
  void client.files.put.mutate(form);
  // @ts-expect-error a file is no form
  void client.files.form.mutate(file);
  // @ts-expect-error text is neither
  void client.files.put.mutate('text');
}

/** A mock server's answer is the server's. */
export const answered = (answer: z.output<(typeof procedures)['shapes.every']['output']>): Answer<Row> => answer;

/** An id goes wherever its form goes, and nothing else goes where an id does. */
export function ids(client: TRPCClient<AppRouter>, bot: BotId, order: OrderId, text: string) {
  bot satisfies string;
  order satisfies bigint;
  void client.ids.one.query(bot).then((found) => found satisfies BotId | null);
  void client.ids.one.query(z.parse(botIdSchema, text));
  void client.ids.one.query(text as BotId);
  // @ts-expect-error any text is no id
  void client.ids.one.query(text);
  // @ts-expect-error nor is another id
  void client.ids.one.query(order);
}

/** A form holds plain values; the schema makes ids of them. */
export const filled = (form: z.input<typeof idsEveryInput>): Branded => z.parse(idsEveryInput, form);
export const form = { rank: 1, symbol: 'BTCUSD', either: { Bot: 'b' }, byBot: { b: 2 } } satisfies Partial<
  z.input<typeof idsEveryInput>
>;
