'use server';
/** The forms of an account without a script. */
import {
  accountChangeEmailInput,
  accountChangePasswordInput,
  accountConfirmEmailInput,
  accountUpdateProfileInput,
} from '@tickwire/bindings/zod';
import { cookies } from 'next/headers';
import { codeOf } from '@/features/auth/prove';
import { post } from '@/trpc/post';
import { client } from '@/trpc/server';
import type { Posted } from '@/ui/form/posted';
import { PREFERENCE_COOKIE, readPalette, readTheme } from '@/ui/preferences';
import {
  CONFIRM_EMAIL_REFUSALS,
  EMAIL_PLACES,
  EMAIL_REFUSALS,
  EMAIL_SENTENCES,
  NAME_SENTENCES,
  NEW_PASSWORD_SENTENCES,
  PASSWORD_PLACES,
  passwordRefusals,
} from './sentences';

export async function updateProfile(_: Posted, form: FormData): Promise<Posted> {
  return post(form, {
    schema: accountUpdateProfileInput,
    sentences: NAME_SENTENCES,
    call: (input) => client.account.updateProfile.mutate(input),
  });
}

export async function changeEmail(_: Posted, form: FormData): Promise<Posted> {
  return post(form, {
    schema: accountChangeEmailInput,
    sentences: EMAIL_SENTENCES,
    read: codeOf,
    call: (input) => client.account.changeEmail.mutate(input),
    refusals: EMAIL_REFUSALS,
    places: EMAIL_PLACES,
  });
}

export async function confirmEmail(_: Posted, form: FormData): Promise<Posted> {
  return post(form, {
    schema: accountConfirmEmailInput,
    sentences: {},
    read: () => ({ token: form.get('token') }),
    call: (input) => client.account.confirmEmail.mutate(input),
    refusals: CONFIRM_EMAIL_REFUSALS,
  });
}

export async function changePassword(_: Posted, form: FormData): Promise<Posted> {
  return post(form, {
    schema: accountChangePasswordInput,
    sentences: NEW_PASSWORD_SENTENCES,
    read: codeOf,
    call: (input) => client.account.changePassword.mutate(input),
    refusals: passwordRefusals,
    places: PASSWORD_PLACES,
  });
}

/** What the page itself keeps: nothing of it is the server's. */
export async function changeAppearance(_: Posted, form: FormData): Promise<Posted> {
  const jar = await cookies();
  jar.set('theme', readTheme(textOf(form, 'theme')), PREFERENCE_COOKIE);
  jar.set('palette', readPalette(textOf(form, 'palette')), PREFERENCE_COOKIE);
  return { isDone: true };
}

function textOf(form: FormData, name: string): string | undefined {
  const value = form.get(name);
  return typeof value === 'string' ? value : undefined;
}
