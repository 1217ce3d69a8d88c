/** What the forms say by which people come in, in the browser and on the server. */
import type {
  CompleteRegistrationError,
  CompleteSignInError,
  LoginError,
  ResetPasswordError,
} from '@tickwire/bindings';
import { PASSWORD_SENTENCES } from './password-sentences';
import { weakness } from './weak-password';

const CODE = { missing: 'Enter the code.', wrong: 'The code has six digits; a recovery code is longer.' };
const NAME = { missing: 'Enter your name.', wrong: 'One line of at most 64 characters, with no space at either end.' };

export const LOGIN_SENTENCES = {
  email: { missing: 'Enter your e-mail address.', wrong: 'This is not an e-mail address.' },
  password: { missing: 'Enter your password.', wrong: 'This password is too long.' },
  code: CODE,
};

export const LOGIN_REFUSALS: Record<LoginError['type'] | 'TooManyCalls', string> = {
  WrongCredentials: 'E-mail or password is wrong.',
  SecondFactorRequired: 'Enter the code that your authenticator shows.',
  WrongCode: 'This code is wrong, or was used before. Wait for the next one.',
  NoTenant: 'You are not a member of any team yet. Ask for an invitation.',
  TooManyCalls: 'Too many attempts. Wait a minute, then try again.',
};

/** Of a code, wherever it is asked for alone or beside. */
export const CODE_PLACES = { WrongCode: 'code' } as const;

export const SIGN_IN_SENTENCES = { code: CODE };

export const SIGN_IN_REFUSALS: Record<CompleteSignInError['type'] | 'TooManyCalls', string> = {
  NotBegun: 'This took too long, or began in another browser. Sign in again.',
  WrongCode: LOGIN_REFUSALS.WrongCode,
  Taken: 'This sign-in belongs to another account.',
  InvitationOver: 'This invitation was accepted, taken back, or is for another address.',
  NoTenant: LOGIN_REFUSALS.NoTenant,
  TooManyCalls: LOGIN_REFUSALS.TooManyCalls,
};

export const MAIL_SENTENCES = { email: LOGIN_SENTENCES.email };

export const MAIL_REFUSALS = {
  TooManyCalls: 'Too many e-mails to this address. Wait some minutes, then try again.',
};

export const REGISTRATION_SENTENCES = {
  name: NAME,
  teamName: { ...NAME, missing: 'Enter a name for your team.' },
  password: PASSWORD_SENTENCES,
};

const REGISTRATION: Record<Exclude<CompleteRegistrationError['type'], 'WeakPassword'>, string> = {
  InvalidLink: 'This link was used before, or is too old.',
  AlreadyRegistered: 'This address has an account already.',
};

/** Why nobody was registered; a weak password has its own reasons. */
export function registrationRefusals(error: unknown): Record<string, string> {
  return { ...REGISTRATION, WeakPassword: weakness(error) ?? '' };
}

export const RESET_SENTENCES = { password: PASSWORD_SENTENCES };

const RESET: Record<Exclude<ResetPasswordError['type'], 'WeakPassword'>, string> = {
  InvalidLink: REGISTRATION.InvalidLink,
};

/** Why a password stays; a weak one has its own reasons. */
export function resetRefusals(error: unknown): Record<string, string> {
  return { ...RESET, WeakPassword: weakness(error) ?? '' };
}

/** Of a password that is chosen where there is none yet. */
export const PASSWORD_PLACES = { WeakPassword: 'password' } as const;
