'use client';
/** `auth.logout`, and the page once more as nobody. */
import { useMutation } from '@tanstack/react-query';
import { useActionState } from 'react';
import { useTRPC } from '@/trpc/client';
import { Act } from '@/ui/form/act';
import { logOut } from './actions';

export function LogOutButton() {
  const [, action] = useActionState(logOut, {});
  const logout = useMutation(useTRPC().auth.logout.mutationOptions({ onSuccess: () => window.location.reload() }));
  return (
    <Act action={action} fields={{}} isBusy={logout.isPending} onAct={() => logout.mutate()} className="h-10 w-full">
      {logout.isPending ? 'Logging out…' : 'Log out'}
    </Act>
  );
}
