'use client';
/** The signed-in person: who, as what, how the page looks, and the way out. */
import { Menu } from '@base-ui/react/menu';
import { useMutation } from '@tanstack/react-query';
import type { Me } from '@tickwire/bindings';
import { Check, ChevronDown, LogOut } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useTRPC } from '@/trpc/client';
import { describe } from '@/trpc/errors';
import { goToLogin } from '@/trpc/go-to-login';
import { applyPalette, applyTheme, type Palette, type Theme } from '@/ui/preferences';

const THEME_NAMES: Record<Theme, string> = { system: 'System', light: 'Light', dark: 'Dark' };

const PALETTE_NAMES: Record<Palette, string> = {
  'blue-orange': 'Blue and orange',
  'green-red': 'Green and red',
  'red-green': 'Red and green',
};

const ITEM =
  'flex min-h-8 cursor-default items-center gap-2 rounded-sm px-2 text-row outline-hidden select-none data-highlighted:bg-sunken pointer-coarse:min-h-11';

type UserMenuProps = { me: Me; theme: Theme; palette: Palette };

export function UserMenu({ me, theme, palette }: UserMenuProps) {
  const [shownTheme, setTheme] = useState<Theme>(theme);
  const [shownPalette, setPalette] = useState<Palette>(palette);
  // Opened inside the strip, so that the menu belongs to a landmark.
  const [home, setHome] = useState<HTMLElement | null>(null);
  return (
    <div ref={setHome}>
      <Menu.Root>
        <Menu.Trigger className="inline-flex h-8 min-w-8 cursor-pointer items-center gap-1 rounded px-2 text-row text-muted hover:bg-raised hover:text-ink data-popup-open:bg-raised data-popup-open:text-ink pointer-coarse:min-h-11 pointer-coarse:min-w-11">
          <span className="max-w-48 truncate max-sm:sr-only">{me.user.email}</span>
          <span className="sm:hidden" aria-hidden>
            {me.user.email.slice(0, 1).toUpperCase()}
          </span>
          <ChevronDown className="size-3.5 shrink-0" aria-hidden />
        </Menu.Trigger>
        <Menu.Portal container={home}>
          <Menu.Positioner sideOffset={4} align="end" className="z-20 outline-hidden">
            <Menu.Popup className="w-60 rounded border border-control bg-raised p-1 outline-hidden transition-opacity duration-120 data-ending-style:opacity-0 data-starting-style:opacity-0">
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
              <LogOutItem />
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
    </div>
  );
}

function LogOutItem() {
  const trpc = useTRPC();
  const logout = useMutation(trpc.auth.logout.mutationOptions({ onSuccess: goToLogin }));
  return (
    <>
      <Menu.Item className={ITEM} closeOnClick={false} onClick={() => logout.mutate()}>
        <LogOut className="size-4 text-muted" aria-hidden />
        {logout.isPending ? 'Logging out…' : 'Log out'}
      </Menu.Item>
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
    <Menu.RadioGroup value={value} onValueChange={onChange}>
      <Menu.GroupLabel className="px-2 pt-1 pb-1 text-note text-muted">{label}</Menu.GroupLabel>
      {keysOf(names).map((name) => (
        <Menu.RadioItem key={name} value={name} closeOnClick={false} className={ITEM}>
          <span className="flex-1">{names[name]}</span>
          {mark?.(name)}
          <Menu.RadioItemIndicator keepMounted className="data-unchecked:invisible">
            <Check className="size-4" aria-hidden />
          </Menu.RadioItemIndicator>
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  );
}

/** The two hues that a palette gives to profit and loss. */
function Swatch({ palette }: { palette: Palette }) {
  return (
    <span data-palette={palette} className="numbers flex gap-1 text-row font-medium" aria-hidden>
      <span style={{ color: 'var(--profit)' }}>+</span>
      <span style={{ color: 'var(--loss)' }}>−</span>
    </span>
  );
}

function Separator() {
  return <Menu.Separator className="-mx-1 my-1 h-px bg-line" />;
}

function keysOf<T extends string>(names: Record<T, string>): T[] {
  const keys: T[] = [];
  for (const name in names) keys.push(name);
  return keys;
}
