'use server';
/** The forms of background work without a script. */
import { jobsRetryInput } from '@tickwire/bindings/zod';
import { post } from '@/trpc/post';
import { client } from '@/trpc/server';
import { closing } from '@/ui/closing';
import type { Posted } from '@/ui/form/posted';
import { RETRY_REFUSALS } from './sentences';

export async function retryJob(_: Posted, form: FormData): Promise<Posted> {
  const posted = await post(form, {
    schema: jobsRetryInput,
    sentences: {},
    read: () => ({ id: form.get('id') }),
    call: (input) => client.jobs.retry.mutate(input),
    refusals: RETRY_REFUSALS,
  });
  return closing(posted);
}
