'use client';
/** `auth.confirm`, where somebody who signed in a while ago connects a provider: then it goes on there. */
import type { ProviderDto } from '@tickwire/bindings';
import clsx from 'clsx';
import dynamic from 'next/dynamic';
import { useActionState } from 'react';
import { BUTTON, LOOKS } from '@/ui/button';
import { Dialog, DialogActions, useDialog } from '@/ui/dialog';
import { LINK } from '@/ui/text-link';
import { confirmToConnect } from './actions';
import { wayAgain, wayTo } from './way-to';

/** The form comes when it is asked for: that is seldom. */
const ConfirmForm = dynamic(() => import('@/features/auth/confirm-form').then((module) => module.ConfirmForm));

/** `others` are connected already: whoever has no password is asked by one of them. */
export function ConnectDialog({ provider, others }: { provider: ProviderDto; others: ProviderDto[] }) {
  // The server opens it, where it refuses to connect the provider before.
  const dialog = `connect-${provider.id}`;
  const [isOpen, setOpen] = useDialog(dialog);
  const [posted, action] = useActionState(confirmToConnect, {});
  return (
    <Dialog
      name={dialog}
      isOpen={isOpen}
      onOpenChange={setOpen}
      title={`Connect ${provider.name}`}
      description="This needs your password once more: you signed in more than a few minutes ago."
    >
      {posted.isDone ? (
        <DialogActions>
          <a href={wayTo(provider)} className={clsx(BUTTON, LOOKS.solid)}>
            Go on to {provider.name}
          </a>
        </DialogActions>
      ) : (
        <ConfirmForm posted={posted} action={action} onConfirmed={() => window.location.assign(wayTo(provider))} />
      )}
      {!posted.isDone && others.length > 0 && (
        <ul className="flex flex-col gap-1 text-row text-muted">
          {others.map((other) => (
            <li key={other.id}>
              <a href={wayAgain(other)} className={LINK}>
                Sign in again with {other.name}
              </a>{' '}
              in its place, and come back.
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}
