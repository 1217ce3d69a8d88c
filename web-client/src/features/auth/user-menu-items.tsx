'use client';
/** What the menu of the signed-in person offers. */
import { Menu as Base } from '@base-ui/react/menu';
import { useMutation } from '@tanstack/react-query';
import type { Me } from '@tickwire/bindings';
import { Check, LogOut, UserRound } from 'lucide-react';
import Link from 'next/link';
import { useState, type ReactNode } from 'react';
import { useTRPC } from '@/trpc/client';
import { describe } from '@/trpc/errors';
import { goToLogin } from '@/trpc/go-to-login';
import { Menu } from '@/ui/menu';
import type { MenuPlace } from '@/ui/menu-button';
import { MENU_ITEM } from '@/ui/menu-item';
import { PALETTE_NAMES, THEME_NAMES } from '@/ui/preference-names';
import { applyPalette, applyTheme, type Palette, type Theme } from '@/ui/preferences';
import { Swatch } from '@/ui/swatch';

type UserMenuItemsProps = { place: MenuPlace; me: Me; theme: Theme; palette: Palette };

export function UserMenuItems({ place, me, theme, palette }: UserMenuItemsProps) {
  const [shownTheme, setTheme] = useState<Theme>(theme);
  const [shownPalette, setPalette] = useState<Palette>(palette);
  return (
    <Menu {...place} align="end">
      <p className="px-2 pt-2 pb-1 text-note text-muted">
        <span className="block truncate text-row text-ink">{me.user.email}</span>
        {me.role.toLowerCase()} of {me.tenant.name}
      </p>
      <Separator />
      <Choice
        label="Theme"
        names={THEME_NAMES}
        value={shownTheme}
        onChange={(chosen) => {
          setTheme(chosen);
          applyTheme(chosen);
        }}
      />
      <Separator />
      <Choice
        label="Profit and loss"
        names={PALETTE_NAMES}
        value={shownPalette}
        onChange={(chosen) => {
          setPalette(chosen);
          applyPalette(chosen);
        }}
        mark={(name) => <Swatch palette={name} />}
      />
      <Separator />
      <Base.LinkItem closeOnClick className={MENU_ITEM} render={<Link href="/account/profile" />}>
        <UserRound className="size-4 text-muted" aria-hidden />
        Your account
      </Base.LinkItem>
      <LogOutItem />
    </Menu>
  );
}

function LogOutItem() {
  const trpc = useTRPC();
  const logout = useMutation(trpc.auth.logout.mutationOptions({ onSuccess: goToLogin }));
  return (
    <>
      <Base.Item className={MENU_ITEM} closeOnClick={false} onClick={() => logout.mutate()}>
        <LogOut className="size-4 text-muted" aria-hidden />
        {logout.isPending ? 'Logging out…' : 'Log out'}
      </Base.Item>
      {logout.error && (
        <p role="alert" className="px-2 pb-1 text-note text-danger">
          {describe(logout.error).sentence}
        </p>
      )}
    </>
  );
}

type ChoiceProps<T extends string> = {
  label: string;
  names: Record<T, string>;
  value: T;
  onChange: (value: T) => void;
  mark?: (value: T) => ReactNode;
};

function Choice<T extends string>({ label, names, value, onChange, mark }: ChoiceProps<T>) {
  return (
    <Base.RadioGroup value={value} onValueChange={onChange}>
      <Base.GroupLabel className="px-2 pt-1 pb-1 text-note text-muted">{label}</Base.GroupLabel>
      {keysOf(names).map((name) => (
        <Base.RadioItem key={name} value={name} closeOnClick={false} className={MENU_ITEM}>
          <span className="flex-1">{names[name]}</span>
          {mark?.(name)}
          <Base.RadioItemIndicator keepMounted className="data-unchecked:invisible">
            <Check className="size-4" aria-hidden />
          </Base.RadioItemIndicator>
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  );
}

function Separator() {
  return <Base.Separator className="-mx-1 my-1 h-px bg-line" />;
}

function keysOf<T extends string>(names: Record<T, string>): T[] {
  const keys: T[] = [];
  for (const name in names) keys.push(name);
  return keys;
}
