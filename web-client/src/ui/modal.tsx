'use client';
/** A dialog with a script: the focus goes in, stays in, and comes back to what opened it. */
import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { BACKDROP, CLOSE, POPUP } from './dialog-look';

type ModalProps = {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: string;
  description?: ReactNode;
  isDismissible: boolean;
  finalFocus: RefObject<HTMLElement | null>;
  children: ReactNode;
};

export function Modal({ isOpen, onOpenChange, title, description, isDismissible, finalFocus, children }: ModalProps) {
  return (
    <Base.Root open={isOpen} onOpenChange={onOpenChange} disablePointerDismissal={!isDismissible}>
      <Base.Portal>
        <Base.Backdrop className={BACKDROP} />
        <Base.Popup finalFocus={finalFocus} className={POPUP}>
          <div className="flex flex-col gap-1 pr-8">
            <Base.Title className="text-title font-semibold">{title}</Base.Title>
            {description && <Base.Description className="text-row text-muted">{description}</Base.Description>}
          </div>
          {children}
          {/* Last in the order of the keyboard, first to the eye. */}
          <Base.Close aria-label="Close" className={CLOSE}>
            <X className="size-4" aria-hidden />
          </Base.Close>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
