'use server';
/** The forms of a team without a script. */
import { tenantsRenameInput, tenantsSwitchInput } from '@tickwire/bindings/zod';
import type { Route } from 'next';
import { redirect } from 'next/navigation';
import { post } from '@/trpc/post';
import { client } from '@/trpc/server';
import type { Posted } from '@/ui/form/posted';
import { TEAM_SENTENCES } from './sentences';

export async function renameTeam(_: Posted, form: FormData): Promise<Posted> {
  return post(form, {
    schema: tenantsRenameInput,
    sentences: TEAM_SENTENCES,
    call: (input) => client.tenants.rename.mutate(input),
  });
}

export async function switchTeam(_: Posted, form: FormData): Promise<Posted> {
  const posted = await post(form, {
    schema: tenantsSwitchInput,
    sentences: {},
    read: () => ({ id: form.get('id') }),
    call: (input) => client.tenants.switch.mutate(input),
  });
  if (posted.answer) redirect(`/t/${posted.answer.tenant.slug}` as Route);
  return posted;
}
