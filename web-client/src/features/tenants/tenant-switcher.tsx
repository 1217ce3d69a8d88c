'use client';
/** Whose money is on the page, and the menu of the other teams. */
import type { Me } from '@tickwire/bindings';
import { ChevronDown } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useEffect, useState } from 'react';
import { staysSignedIn } from '@/trpc/go-to-login';
import { hearOtherTabs } from '@/trpc/other-tabs';
import { MenuButton } from '@/ui/menu-button';

const load = () => import('./tenant-menu');
const TenantMenu = dynamic(() => load().then((module) => module.TenantMenu));

/** Forms come when they are asked for: every page has this menu. */
const NewTeamDialog = dynamic(() => import('./new-team-dialog').then((module) => module.NewTeamDialog));

export function TenantSwitcher({ me }: { me: Me }) {
  const [isMaking, setMaking] = useState<boolean>();
  useEffect(() => hearOtherTabs(() => void staysSignedIn()), []);
  return (
    <>
      <MenuButton
        label={`Team ${me.tenant.name}`}
        className="inline-flex h-8 max-w-full cursor-pointer items-center gap-1 rounded px-1.5 text-row font-medium hover:bg-raised aria-expanded:bg-raised pointer-coarse:min-h-11"
        homeClassName="-mx-1.5 min-w-0"
        load={load}
        menu={(place) => <TenantMenu place={place} me={me} onNew={() => setMaking(true)} />}
      >
        <span className="truncate">{me.tenant.name}</span>
        <ChevronDown className="size-3.5 shrink-0 text-muted" aria-hidden />
      </MenuButton>
      {isMaking !== undefined && <NewTeamDialog isOpen={isMaking} onOpenChange={setMaking} />}
    </>
  );
}
