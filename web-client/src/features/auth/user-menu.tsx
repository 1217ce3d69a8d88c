'use client';
/** The signed-in person: who, as what, how the page looks, and the way out. */
import type { Me } from '@tickwire/bindings';
import { ChevronDown } from 'lucide-react';
import dynamic from 'next/dynamic';
import { MenuButton } from '@/ui/menu-button';
import type { Palette, Theme } from '@/ui/preferences';

const load = () => import('./user-menu-items');
const UserMenuItems = dynamic(() => load().then((module) => module.UserMenuItems));

type UserMenuProps = { me: Me; theme: Theme; palette: Palette };

export function UserMenu({ me, theme, palette }: UserMenuProps) {
  return (
    <MenuButton
      className="inline-flex h-8 min-w-8 cursor-pointer items-center gap-1 rounded px-2 text-row text-muted hover:bg-raised hover:text-ink aria-expanded:bg-raised aria-expanded:text-ink pointer-coarse:min-h-11 pointer-coarse:min-w-11"
      load={load}
      menu={(place) => <UserMenuItems {...{ place, me, theme, palette }} />}
    >
      <span className="max-w-48 truncate max-sm:sr-only">{me.user.email}</span>
      <span className="sm:hidden" aria-hidden>
        {me.user.email.slice(0, 1).toUpperCase()}
      </span>
      <ChevronDown className="size-3.5 shrink-0" aria-hidden />
    </MenuButton>
  );
}
