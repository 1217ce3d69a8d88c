'use server';
/** The forms of positions without a script. */
import { positionsCloseAllInputSchema, positionsCloseInput } from '@tickwire/bindings/zod';
import { post } from '@/trpc/post';
import { client } from '@/trpc/server';
import { closing } from '@/ui/closing';
import type { Posted } from '@/ui/form/posted';
import { CLOSE_ALL_REFUSALS, CLOSE_REFUSALS } from './sentences';

export async function closePosition(_: Posted, form: FormData): Promise<Posted> {
  const posted = await post(form, {
    schema: positionsCloseInput,
    sentences: {},
    read: () => ({ id: form.get('id'), idempotencyKey: form.get('idempotencyKey') }),
    call: (input) => client.positions.close.mutate(input),
    refusals: CLOSE_REFUSALS,
  });
  return closing(posted);
}

export async function closeAllPositions(_: Posted, form: FormData): Promise<Posted> {
  const posted = await post(form, {
    schema: positionsCloseAllInputSchema,
    sentences: {},
    read: () => ({ botId: form.get('botId') ?? undefined, idempotencyKey: form.get('idempotencyKey') }),
    call: (input) => client.positions.closeAll.mutate(input),
    refusals: CLOSE_ALL_REFUSALS,
  });
  return closing(posted);
}
