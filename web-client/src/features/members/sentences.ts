/** What the forms of members say, in the browser and on the server. */
import type { ChangeRoleError, LeaveError, RemoveMemberError } from '@tickwire/bindings';

export const ROLE_REFUSALS: Record<ChangeRoleError['type'], string> = {
  UnknownMember: 'This person has left already.',
  LastOwner: 'The last owner has to stay one: make somebody else an owner first.',
};

export const REMOVE_REFUSALS: Record<RemoveMemberError['type'], string> = {
  UnknownMember: 'This person has left already.',
  Yourself: 'This is yourself: leave the team instead.',
  LastOwner: 'The last owner has to stay.',
};

export const LEAVE_REFUSALS: Record<LeaveError['type'], string> = {
  LastOwner: 'The last owner has to stay: make somebody else an owner first.',
};
