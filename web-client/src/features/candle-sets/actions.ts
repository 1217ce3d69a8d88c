'use server';
/** The forms of candle sets without a script. */
import { candleSetsRemoveInput } from '@tickwire/bindings/zod';
import { post } from '@/trpc/post';
import { client } from '@/trpc/server';
import { closing } from '@/ui/closing';
import type { Posted } from '@/ui/form/posted';
import { REMOVE_REFUSALS } from './sentences';

export async function removeCandles(_: Posted, form: FormData): Promise<Posted> {
  const posted = await post(form, {
    schema: candleSetsRemoveInput,
    sentences: {},
    read: () => ({ id: form.get('id') }),
    call: (input) => client.candleSets.remove.mutate(input),
    refusals: REMOVE_REFUSALS,
  });
  return closing(posted);
}
