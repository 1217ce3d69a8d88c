'use client';
/** A menu below the button that opened it. */
import { Menu as Base } from '@base-ui/react/menu';
import type { ReactNode } from 'react';
import type { MenuPlace } from './menu-button';
import { MENU_POPUP } from './menu-item';

type MenuProps = MenuPlace & { align: 'start' | 'end'; children: ReactNode };

export function Menu({ isOpen, onOpenChange, button, home, align, children }: MenuProps) {
  return (
    <Base.Root
      open={isOpen}
      onOpenChange={(open, { event }) => {
        // A press of the button is the button's.
        const isButtons = event.target instanceof Node && button.current?.contains(event.target);
        if (open || !isButtons || event.type.startsWith('key')) onOpenChange(open);
      }}
    >
      <Base.Portal container={home}>
        <Base.Positioner anchor={button} sideOffset={4} align={align} className="z-20 outline-hidden">
          <Base.Popup finalFocus={button} className={MENU_POPUP}>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
