/** Who may do what, as the server's own table has it: what it would refuse need not be offered. */
import { permissionScopes, procedureAccess, rolePermissions } from '../generated/permissions';
import type { ApiKeyScope, Permission, Role } from '../generated/types';

export { permissionScopes, procedureAccess, rolePermissions };

/** A procedure, by its name on the wire. */
export type ProcedureName = keyof typeof procedureAccess;

/** Whether a person of that role may do it. */
export function mayDo(role: Role, permission: Permission): boolean {
  const allowed: readonly Permission[] = rolePermissions[role];
  return allowed.includes(permission);
}

/** Whether a person of that role may call it. */
export function mayCall(role: Role, procedure: ProcedureName): boolean {
  const access = procedureAccess[procedure];
  return access === 'PUBLIC' || access === 'PERSON' || mayDo(role, access);
}

/** The scopes of the keys that a person of that role may make: no key does what its maker may not. */
export function grantableScopes(role: Role): ApiKeyScope[] {
  const scopes = new Set<ApiKeyScope>();
  const beyond = new Set<ApiKeyScope>();
  for (const [permission, scope] of Object.entries(permissionScopes) as [Permission, ApiKeyScope | null][]) {
    if (scope !== null) (mayDo(role, permission) ? scopes : beyond).add(scope);
  }
  return [...scopes].filter((scope) => !beyond.has(scope));
}
