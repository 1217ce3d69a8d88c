'use client';
/** `tenants.switch`, where a link led into another of the person's teams. */
import { useMutation } from '@tanstack/react-query';
import type { TenantId } from '@tickwire/bindings';
import { useActionState } from 'react';
import { useTRPC } from '@/trpc/client';
import { Act } from '@/ui/form/act';
import { Refusal } from '@/ui/form/refusal';
import { switchTeam } from './actions';
import { goToTenant } from './go-to-tenant';

export function SwitchButton({ id, name }: { id: TenantId; name: string }) {
  const [posted, action] = useActionState(switchTeam, {});
  const move = useMutation(
    useTRPC().tenants.switch.mutationOptions({ onSuccess: ({ tenant }) => goToTenant(tenant.slug) }),
  );
  return (
    <div className="flex flex-col gap-4">
      <Refusal error={move.error} sentence={posted.sentence} />
      <Act
        look="solid"
        className="h-10"
        action={action}
        fields={{ id }}
        isBusy={move.isPending || move.isSuccess}
        onAct={() => move.mutate({ id })}
      >
        {move.isPending || move.isSuccess ? 'Switching…' : `Switch to ${name}`}
      </Act>
    </div>
  );
}
