'use client';
/** A pane that rises over the page of a phone: the focus stays in it, and goes back when it is closed. */
import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { BACKDROP } from './dialog-look';

type DrawerProps = { title: string; onClose: () => void; children: ReactNode };

export function Drawer({ title, onClose, children }: DrawerProps) {
  return (
    <Base.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Base.Portal>
        <Base.Backdrop className={BACKDROP} />
        <Base.Popup className="fixed inset-x-0 top-12 bottom-0 z-20 flex flex-col overflow-y-auto rounded-t border-t border-control bg-canvas pb-[env(safe-area-inset-bottom)] outline-hidden transition-[opacity,translate] duration-150 data-ending-style:translate-y-4 data-ending-style:opacity-0 data-starting-style:translate-y-4 data-starting-style:opacity-0">
          <div className="sticky top-0 z-1 flex min-h-12 items-center border-b border-line bg-canvas py-1 pr-14 pl-4">
            <Base.Title className="min-w-0 truncate text-body font-semibold">{title}</Base.Title>
          </div>
          {children}
          {/* Last in the order of the keyboard, first to the eye. */}
          <Base.Close
            aria-label="Close"
            className="fixed top-13 right-2 z-2 inline-grid size-11 cursor-pointer place-items-center rounded text-muted hover:bg-raised hover:text-ink"
          >
            <X className="size-4" aria-hidden />
          </Base.Close>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
