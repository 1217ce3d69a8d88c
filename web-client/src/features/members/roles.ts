/** What roles are called, and what they are for. */
import type { Member, Role } from '@tickwire/bindings';
import { mayDo } from '@tickwire/bindings/permissions';
import { whyNot } from '@/ui/no-permission';

export const ROLES: readonly Role[] = ['OWNER', 'ADMIN', 'TRADER', 'VIEWER'];

export const ROLE_NAMES: Record<Role, string> = {
  OWNER: 'Owner',
  ADMIN: 'Admin',
  TRADER: 'Trader',
  VIEWER: 'Viewer',
};

export const ROLE_NOTES: Record<Role, string> = {
  OWNER: 'everything, the team itself included',
  ADMIN: 'members, keys and the audit log too',
  TRADER: 'sees everything of trading, and trades',
  VIEWER: 'sees everything of trading',
};

/** Why a member is beyond a role's reach: owners are for owners. */
export function whyNotThem(role: Role, member: Member): string | undefined {
  return member.role === 'OWNER' && !mayDo(role, 'OWNERS_MANAGE') ? whyNot(role, 'OWNERS_MANAGE') : undefined;
}
