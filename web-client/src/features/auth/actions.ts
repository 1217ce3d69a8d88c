'use server';
/** The forms by which people come in, without a script. */
import {
  authCompleteRegistrationInput,
  authCompleteSignInInput,
  authLoginInput,
  authRegisterInput,
  authResetPasswordInput,
} from '@tickwire/bindings/zod';
import type { Route } from 'next';
import { redirect } from 'next/navigation';
import { NO_INPUT, post } from '@/trpc/post';
import { client } from '@/trpc/server';
import type { Posted } from '@/ui/form/posted';
import { readNext } from './next';
import { codeOf } from './prove';
import {
  CODE_PLACES,
  LOGIN_REFUSALS,
  LOGIN_SENTENCES,
  MAIL_REFUSALS,
  MAIL_SENTENCES,
  PASSWORD_PLACES,
  REGISTRATION_SENTENCES,
  registrationRefusals,
  RESET_SENTENCES,
  resetRefusals,
  SIGN_IN_REFUSALS,
  SIGN_IN_SENTENCES,
} from './sentences';

export async function logIn(_: Posted, form: FormData): Promise<Posted> {
  const posted = await post(form, {
    schema: authLoginInput,
    sentences: LOGIN_SENTENCES,
    read: codeOf,
    call: (input) => client.auth.login.mutate(input),
    refusals: LOGIN_REFUSALS,
    places: CODE_PLACES,
  });
  if (posted.answer) goOn(form, posted.answer.tenant.slug);
  return posted;
}

export async function completeSignIn(_: Posted, form: FormData): Promise<Posted> {
  const posted = await post(form, {
    schema: authCompleteSignInInput,
    sentences: SIGN_IN_SENTENCES,
    read: codeOf,
    call: (input) => client.auth.completeSignIn.mutate(input),
    refusals: SIGN_IN_REFUSALS,
    places: CODE_PLACES,
  });
  if (posted.answer) goOn(form, posted.answer.tenant.slug);
  return posted;
}

/** To where the person was sent from; to the tenant's dashboard, if that was nowhere. */
function goOn(form: FormData, slug: string): never {
  const next = form.get('next');
  redirect((readNext(typeof next === 'string' ? next : undefined) ?? `/t/${slug}`) as Route);
}

/** Answers the address. */
export async function register(_: Posted<string>, form: FormData): Promise<Posted<string>> {
  return sendTo(form, (input) => client.auth.register.mutate(input));
}

/** Answers the address. */
export async function forgotPassword(_: Posted<string>, form: FormData): Promise<Posted<string>> {
  return sendTo(form, (input) => client.auth.forgotPassword.mutate(input));
}

function sendTo(form: FormData, send: (input: { email: string }) => Promise<unknown>): Promise<Posted<string>> {
  return post(form, {
    schema: authRegisterInput,
    sentences: MAIL_SENTENCES,
    call: async (input) => {
      await send(input);
      return input.email;
    },
    refusals: MAIL_REFUSALS,
  });
}

export async function completeRegistration(_: Posted, form: FormData): Promise<Posted> {
  const posted = await post(form, {
    schema: authCompleteRegistrationInput,
    sentences: REGISTRATION_SENTENCES,
    read: () => ({ token: form.get('token') }),
    call: (input) => client.auth.completeRegistration.mutate(input),
    refusals: registrationRefusals,
    places: PASSWORD_PLACES,
  });
  if (posted.answer) redirect(`/t/${posted.answer.tenant.slug}/bots/new` as Route);
  return posted;
}

export async function resetPassword(_: Posted, form: FormData): Promise<Posted> {
  return post(form, {
    schema: authResetPasswordInput,
    sentences: RESET_SENTENCES,
    read: () => ({ token: form.get('token') }),
    call: (input) => client.auth.resetPassword.mutate(input),
    refusals: resetRefusals,
    places: PASSWORD_PLACES,
  });
}

/** The page is rendered once more, as nobody's. */
export async function logOut(_: Posted, form: FormData): Promise<Posted> {
  return post(form, { schema: NO_INPUT, sentences: {}, call: () => client.auth.logout.mutate() });
}
