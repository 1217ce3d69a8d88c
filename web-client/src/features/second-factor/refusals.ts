/** What the second factor refuses, in sentences, and at which field. */
import type { SecondFactorRefused } from '@tickwire/bindings';

export const REFUSALS: Record<SecondFactorRefused['type'] | 'TooManyCalls', string> = {
  WrongPassword: 'This password is wrong.',
  SignInAgain: 'You have no password here: sign in again as you always do, then come back within ten minutes.',
  WrongCode: 'This code is wrong, or was used before. Wait for the next one.',
  AlreadyEnabled: 'There is a second factor already. Reload the page.',
  NotEnabled: 'There is no second factor. Reload the page.',
  NotBegun: 'The secret has expired. Close this and begin again.',
  TooManyCalls: 'Too many attempts. Wait a minute, then try again.',
};

export const PLACES = { WrongPassword: 'password', WrongCode: 'code' } as const;

export const SENTENCES = {
  password: { missing: 'Enter your password.', wrong: 'This password is too long.' },
  code: { missing: 'Enter the code.', wrong: 'The code has six digits; a recovery code is longer.' },
};
