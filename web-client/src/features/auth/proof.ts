/** What is said of a proof of who one is: of the password, and of a code. */
import type { ProofRefused } from '@tickwire/bindings';

export const PROOF_REFUSALS: Record<ProofRefused['type'] | 'TooManyCalls', string> = {
  WrongPassword: 'This password is wrong.',
  SignInAgain: 'You have no password here: sign in again as you always do, then come back within ten minutes.',
  SecondFactorRequired: 'Enter the code that your authenticator shows.',
  WrongCode: 'This code is wrong, or was used before. Wait for the next one.',
  TooManyCalls: 'Too many attempts. Wait a minute, then try again.',
};

export const PROOF_SENTENCES = {
  password: { missing: 'Enter your password.', wrong: 'This password is too long.' },
  code: { missing: 'Enter the code.', wrong: 'The code has six digits; a recovery code is longer.' },
};

export const PROOF_PLACES = { WrongPassword: 'password', WrongCode: 'code' } as const;
