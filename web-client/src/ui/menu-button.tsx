'use client';
/** A button that opens a menu. What the menu is made of comes when the button is reached for, or pressed. */
import { useRef, useState, type ReactNode, type RefObject } from 'react';

/** What a menu has to know of its button. */
export type MenuPlace = {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  button: RefObject<HTMLButtonElement | null>;
  /** Where it is written, so that it belongs to a landmark. */
  home: HTMLElement | null;
};

type MenuButtonProps = {
  label?: string;
  className: string;
  homeClassName?: string;
  /** Begins to load the menu. */
  load: () => unknown;
  menu: (place: MenuPlace) => ReactNode;
  children: ReactNode;
};

export function MenuButton({ label, className, homeClassName, load, menu, children }: MenuButtonProps) {
  const [isOpen, setOpen] = useState(false);
  const [wasOpened, setOpened] = useState(false);
  const [home, setHome] = useState<HTMLElement | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  if (isOpen && !wasOpened) setOpened(true);
  return (
    <div ref={setHome} className={homeClassName}>
      <button
        ref={button}
        type="button"
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        className={className}
        onPointerEnter={() => void load()}
        onFocus={() => void load()}
        onClick={() => setOpen(!isOpen)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          setOpen(true);
        }}
      >
        {children}
      </button>
      {wasOpened && menu({ isOpen, onOpenChange: setOpen, button, home })}
    </div>
  );
}
