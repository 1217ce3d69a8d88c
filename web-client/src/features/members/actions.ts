'use server';
/** The forms of members without a script. */
import { membersChangeRoleInput, membersRemoveInput } from '@tickwire/bindings/zod';
import { redirect } from 'next/navigation';
import { prove } from '@/features/auth/prove';
import { NO_INPUT, post } from '@/trpc/post';
import { client } from '@/trpc/server';
import { closing } from '@/ui/closing';
import type { Posted } from '@/ui/form/posted';
import { LEAVE_REFUSALS, REMOVE_REFUSALS, ROLE_REFUSALS } from './sentences';

export async function changeRole(_: Posted, form: FormData): Promise<Posted> {
  return post(form, {
    schema: membersChangeRoleInput,
    sentences: {},
    read: () => ({ userId: form.get('userId'), role: form.get('role') }),
    before: prove,
    call: (input) => client.members.changeRole.mutate(input),
    refusals: ROLE_REFUSALS,
  });
}

export async function removeMember(_: Posted, form: FormData): Promise<Posted> {
  const posted = await post(form, {
    schema: membersRemoveInput,
    sentences: {},
    read: () => ({ userId: form.get('userId') }),
    call: (input) => client.members.remove.mutate(input),
    refusals: REMOVE_REFUSALS,
  });
  return closing(posted);
}

export async function leaveTeam(_: Posted, form: FormData): Promise<Posted> {
  const posted = await post(form, {
    schema: NO_INPUT,
    sentences: {},
    call: () => client.members.leave.mutate(),
    refusals: LEAVE_REFUSALS,
  });
  if (posted.isDone) redirect('/login');
  return posted;
}
