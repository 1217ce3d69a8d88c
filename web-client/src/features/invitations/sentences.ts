/** What the forms of invitations say, in the browser and on the server. */
import type { InviteError, ResendError, RevokeInvitationError } from '@tickwire/bindings';

export const INVITE_SENTENCES = {
  email: { missing: 'Enter an e-mail address.', wrong: 'This is not an e-mail address.' },
};

export const INVITE_REFUSALS: Record<InviteError['type'], string> = {
  AlreadyMember: 'Whoever has this address is a member already.',
  AlreadyInvited: 'An invitation to this address still stands: send it again from the list.',
  TooManyInvitations: 'The team has sent as many invitations as it may in a day.',
};

export const INVITE_PLACES = { AlreadyMember: 'email', AlreadyInvited: 'email' } as const;

/** Of an invitation that stands in the list. */
export const STANDING_REFUSALS: Record<ResendError['type'] | RevokeInvitationError['type'], string> = {
  UnknownInvitation: 'This invitation is gone.',
  InvitationOver: 'This invitation is over.',
  InvitationAccepted: 'This invitation was accepted meanwhile.',
};
