/** What the forms of API keys say, in the browser and on the server. */
import type { CreateKeyError, RevokeKeyError, RotateKeyError } from '@tickwire/bindings';

export const KEY_SENTENCES = {
  name: { missing: 'Enter a name.', wrong: 'One line of at most 64 characters, with no space at either end.' },
  scopes: { missing: 'Choose at least one.', wrong: 'Choose at least one.' },
};

export const CREATE_REFUSALS: Record<CreateKeyError['type'], string> = {
  UnknownBot: 'This bot is gone. Choose another one.',
  PastExpiry: 'The key would have ended already.',
};

export const ROTATE_REFUSALS: Record<RotateKeyError['type'], string> = {
  UnknownKey: 'This key is gone.',
  KeyEnded: 'This key has ended already: make a new one.',
  PastExpiry: 'The key would have ended already.',
};

export const REVOKE_REFUSALS: Record<RevokeKeyError['type'], string> = { UnknownKey: 'This key is gone already.' };
