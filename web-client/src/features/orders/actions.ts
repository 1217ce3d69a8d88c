'use server';
/** The forms of orders without a script. */
import { ordersCancelAllInputSchema, ordersCancelInput } from '@tickwire/bindings/zod';
import { post } from '@/trpc/post';
import { client } from '@/trpc/server';
import { closing } from '@/ui/closing';
import type { Posted } from '@/ui/form/posted';
import { CANCEL_ALL_REFUSALS, CANCEL_REFUSALS } from './sentences';

export async function cancelOrder(_: Posted, form: FormData): Promise<Posted> {
  const posted = await post(form, {
    schema: ordersCancelInput,
    sentences: {},
    read: () => ({ id: form.get('id') }),
    call: (input) => client.orders.cancel.mutate(input),
    refusals: CANCEL_REFUSALS,
  });
  return closing(posted);
}

export async function cancelAllOrders(_: Posted, form: FormData): Promise<Posted> {
  const posted = await post(form, {
    schema: ordersCancelAllInputSchema,
    sentences: {},
    read: () => ({ botId: form.get('botId') ?? undefined }),
    call: (input) => client.orders.cancelAll.mutate(input),
    refusals: CANCEL_ALL_REFUSALS,
  });
  return closing(posted);
}
