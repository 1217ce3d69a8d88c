'use client';
/** `tenants.list`: the person's teams, and the way to another one. */
import { Menu as Base } from '@base-ui/react/menu';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { Me, SwitchError } from '@tickwire/bindings';
import { Check, Plus } from 'lucide-react';
import { useTRPC } from '@/trpc/client';
import { describe } from '@/trpc/errors';
import { Menu } from '@/ui/menu';
import type { MenuPlace } from '@/ui/menu-button';
import { MENU_ITEM } from '@/ui/menu-item';
import { goToTenant } from './go-to-tenant';

const REFUSALS: Record<SwitchError['type'], string> = { UnknownTenant: 'You are no member of this team any more.' };

type TenantMenuProps = { place: MenuPlace; me: Me; onNew: () => void };

export function TenantMenu({ place, me, onNew }: TenantMenuProps) {
  const trpc = useTRPC();
  const list = useQuery({ ...trpc.tenants.list.queryOptions(), enabled: place.isOpen });
  const move = useMutation(trpc.tenants.switch.mutationOptions({ onSuccess: ({ tenant }) => goToTenant(tenant.slug) }));
  const error = list.error ?? move.error;
  return (
    <Menu {...place} align="start">
      {error && (
        <p role="alert" className="px-2 py-1 text-note text-danger">
          {describe(error, REFUSALS).sentence}
        </p>
      )}
      {list.isPending && <p className="px-2 py-1.5 text-row text-muted">Reading…</p>}
      <Base.RadioGroup
        value={me.tenant.id}
        onValueChange={(id) => {
          const chosen = list.data?.find((tenant) => tenant.id === id);
          if (chosen && chosen.id !== me.tenant.id) move.mutate({ id: chosen.id });
        }}
      >
        {list.data?.map((tenant) => (
          <Base.RadioItem key={tenant.id} value={tenant.id} closeOnClick={false} className={MENU_ITEM}>
            <span className="min-w-0 flex-1 truncate">{tenant.name}</span>
            <span className="text-note text-muted">{tenant.role.toLowerCase()}</span>
            <Base.RadioItemIndicator keepMounted className="data-unchecked:invisible">
              <Check className="size-4" aria-hidden />
            </Base.RadioItemIndicator>
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
      <Base.Separator className="-mx-1 my-1 h-px bg-line" />
      <Base.Item className={MENU_ITEM} onClick={onNew}>
        <Plus className="size-4 text-muted" aria-hidden />
        New team
      </Base.Item>
    </Menu>
  );
}
