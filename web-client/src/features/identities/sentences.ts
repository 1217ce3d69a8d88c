/** What is said where a provider stays connected, in the browser and on the server. */
import type { UnlinkIdentityError } from '@tickwire/bindings';
import { PROOF_PLACES, PROOF_REFUSALS, PROOF_SENTENCES } from '@/features/auth/proof';

export const UNLINK_SENTENCES = PROOF_SENTENCES;

export const UNLINK_REFUSALS: Record<UnlinkIdentityError['type'] | 'TooManyCalls', string> = {
  ...PROOF_REFUSALS,
  UnknownIdentity: 'This is disconnected already. Reload the page.',
  LastWayIn: 'This is your last way in: choose a password first, or connect another provider.',
};

export const UNLINK_PLACES = PROOF_PLACES;
