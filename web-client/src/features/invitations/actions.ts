'use server';
/** The forms of invitations without a script. */
import {
  invitationsAcceptInput,
  invitationsCreateInput,
  invitationsResendInput,
  invitationsRevokeInput,
} from '@tickwire/bindings/zod';
import type { Route } from 'next';
import { redirect } from 'next/navigation';
import { PASSWORD_PLACES } from '@/features/auth/sentences';
import { post } from '@/trpc/post';
import { client } from '@/trpc/server';
import { closing } from '@/ui/closing';
import type { Posted } from '@/ui/form/posted';
import { ACCEPT_SENTENCES, acceptRefusals } from './refusals';
import { INVITE_PLACES, INVITE_REFUSALS, INVITE_SENTENCES, STANDING_REFUSALS } from './sentences';

export async function invite(_: Posted, form: FormData): Promise<Posted> {
  const posted = await post(form, {
    schema: invitationsCreateInput,
    sentences: INVITE_SENTENCES,
    read: () => ({ role: form.get('role'), idempotencyKey: form.get('idempotencyKey') ?? undefined }),
    call: (input) => client.invitations.create.mutate(input),
    refusals: INVITE_REFUSALS,
    places: INVITE_PLACES,
  });
  return closing(posted);
}

export async function resendInvitation(_: Posted, form: FormData): Promise<Posted> {
  return post(form, {
    schema: invitationsResendInput,
    sentences: {},
    read: () => ({ id: form.get('id') }),
    call: (input) => client.invitations.resend.mutate(input),
    refusals: STANDING_REFUSALS,
  });
}

export async function revokeInvitation(_: Posted, form: FormData): Promise<Posted> {
  return post(form, {
    schema: invitationsRevokeInput,
    sentences: {},
    read: () => ({ id: form.get('id') }),
    call: (input) => client.invitations.revoke.mutate(input),
    refusals: STANDING_REFUSALS,
  });
}

export async function acceptInvitation(_: Posted, form: FormData): Promise<Posted> {
  const posted = await post(form, {
    schema: invitationsAcceptInput,
    sentences: ACCEPT_SENTENCES,
    read: () => ({ token: form.get('token') }),
    call: (input) => client.invitations.accept.mutate(input),
    refusals: acceptRefusals,
    places: PASSWORD_PLACES,
  });
  if (posted.isDone) redirect((posted.answer ? `/t/${posted.answer.tenant.slug}` : '/login') as Route);
  return posted;
}
