/** What the forms of an account say, in the browser and on the server. */
import type { ChangePasswordError, ConfirmEmailError } from '@tickwire/bindings';
import { PASSWORD_SENTENCES } from '@/features/auth/password-sentences';
import { PROOF_REFUSALS, PROOF_SENTENCES } from '@/features/auth/proof';
import { weakness } from '@/features/auth/weak-password';

export const NAME_SENTENCES = {
  name: { missing: 'Enter a name.', wrong: 'One line of at most 64 characters, with no space at either end.' },
};

export const EMAIL_SENTENCES = {
  email: { missing: 'Enter the new address.', wrong: 'This is not an e-mail address.' },
  ...PROOF_SENTENCES,
};

export const EMAIL_REFUSALS = {
  ...PROOF_REFUSALS,
  TooManyCalls: 'Too many attempts. Wait some minutes, then try again.',
};

export const NEW_PASSWORD_SENTENCES = {
  currentPassword: { missing: 'Enter your current password.', wrong: 'This password is too long.' },
  newPassword: PASSWORD_SENTENCES,
  code: PROOF_SENTENCES.code,
};

const PASSWORD_REFUSALS: Record<Exclude<ChangePasswordError['type'], 'WeakPassword'> | 'TooManyCalls', string> = {
  ...EMAIL_REFUSALS,
  WrongPassword: 'This is not your current password.',
};

/** Why a password was not changed; a weak one has its own reasons. */
export function passwordRefusals(error: unknown): Record<string, string> {
  const weak = weakness(error);
  return weak ? { ...PASSWORD_REFUSALS, WeakPassword: weak } : PASSWORD_REFUSALS;
}

export const CONFIRM_EMAIL_REFUSALS: Record<ConfirmEmailError['type'], string> = {
  InvalidLink: 'This link was used before, or is too old. Ask for another one where you change your address.',
  AddressTaken: 'This address has an account of its own by now.',
};

export const EMAIL_PLACES = { WrongPassword: 'password', WrongCode: 'code' } as const;

export const PASSWORD_PLACES = {
  WrongPassword: 'currentPassword',
  WeakPassword: 'newPassword',
  WrongCode: 'code',
} as const;
