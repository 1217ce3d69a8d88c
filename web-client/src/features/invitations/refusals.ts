/** Why an invitation's link offers nothing, in sentences; said by the server's page and by the browser. */
import type { AcceptError, InvitationOver } from '@tickwire/bindings';
import { REGISTRATION_SENTENCES } from '@/features/auth/sentences';
import { weakness } from '@/features/auth/weak-password';

export const OVER: Record<InvitationOver['type'], string> = {
  UnknownInvitation: 'This link leads to no invitation. Perhaps another one was sent since.',
  InvitationExpired: 'This invitation has expired. Ask for another one.',
  InvitationRevoked: 'This invitation was taken back.',
  InvitationAccepted: 'This invitation was accepted already. Sign in to go on.',
};

const ACCEPT: Record<Exclude<AcceptError['type'], 'WeakPassword'>, string> = {
  InvitationOver: 'This invitation is over. Ask for another one.',
  OtherAddress: 'This invitation is for another address: log out, and open its link again.',
  LogInFirst: 'This address has an account: sign in first.',
  NewPersonNeeded: 'Enter your name, and choose a password.',
};

/** Why an invitation was not accepted; a weak password has its own reasons. */
export function acceptRefusals(error: unknown): Record<string, string> {
  return { ...ACCEPT, WeakPassword: weakness(error) ?? '' };
}

export const ACCEPT_SENTENCES = {
  name: REGISTRATION_SENTENCES.name,
  password: REGISTRATION_SENTENCES.password,
};
