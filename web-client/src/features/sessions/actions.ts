'use server';
/** The forms of sessions without a script. */
import { sessionsRevokeInput } from '@tickwire/bindings/zod';
import { redirect } from 'next/navigation';
import { NO_INPUT, post } from '@/trpc/post';
import { client } from '@/trpc/server';
import type { Posted } from '@/ui/form/posted';
import { REVOKE_REFUSALS } from './sentences';

export async function revokeSession(_: Posted, form: FormData): Promise<Posted> {
  return post(form, {
    schema: sessionsRevokeInput,
    sentences: {},
    read: () => ({ id: form.get('id') }),
    call: (input) => client.sessions.revoke.mutate(input),
    refusals: REVOKE_REFUSALS,
  });
}

export async function logOutEverywhere(_: Posted, form: FormData): Promise<Posted> {
  const posted = await post(form, {
    schema: NO_INPUT,
    sentences: {},
    call: () => client.auth.logoutEverywhere.mutate(),
  });
  if (posted.isDone) redirect('/login');
  return posted;
}
