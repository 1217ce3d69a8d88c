/** What a role may not see, or do: the reason, and who can change it. */
import type { Permission, Role } from '@tickwire/bindings';
import { mayDo } from '@tickwire/bindings/permissions';
import { Lock } from 'lucide-react';

const ROLES: readonly Role[] = ['OWNER', 'ADMIN', 'TRADER', 'VIEWER'];
const PLURALS: Record<Role, string> = { OWNER: 'owners', ADMIN: 'admins', TRADER: 'traders', VIEWER: 'viewers' };
const SINGULARS: Record<Role, string> = {
  OWNER: 'an owner',
  ADMIN: 'an admin',
  TRADER: 'a trader',
  VIEWER: 'a viewer',
};

/** `For owners and admins. You are a viewer: an owner or admin can change that.` */
export function whyNot(role: Role, permission: Permission): string {
  const allowed = ROLES.filter((known) => mayDo(known, permission)).map((known) => PLURALS[known]);
  const last = allowed.pop() ?? '';
  const names = allowed.length > 0 ? `${allowed.join(', ')} and ${last}` : last;
  return `For ${names}. You are ${SINGULARS[role]}: an owner or admin can change that.`;
}

export function NoPermission({ role, permission, what }: { role: Role; permission: Permission; what: string }) {
  return (
    <div className="flex gap-2.5 px-4 py-8 text-row sm:px-6">
      <Lock className="mt-0.5 size-4 shrink-0" aria-hidden />
      <div className="flex max-w-prose flex-col gap-1">
        <p className="font-medium">{what} are not yours to see</p>
        <p className="text-muted">{whyNot(role, permission)}</p>
      </div>
    </div>
  );
}
