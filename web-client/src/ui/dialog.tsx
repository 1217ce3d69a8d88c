'use client';
/**
 * A question on top of the page. What opens it is a form that asks for the page with the dialog open, `?open=…`: that
 * is how it opens without a script. With one it opens at once, and what keeps the focus in it comes then.
 */
import clsx from 'clsx';
import { X } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useSearchParams } from 'next/navigation';
import {
  cloneElement,
  createContext,
  useContext,
  useId,
  useRef,
  useState,
  type Dispatch,
  type ReactElement,
  type ReactNode,
  type RefObject,
  type SetStateAction,
} from 'react';
import { Button, BUTTON, LOOKS } from './button';
import { BACKDROP, CLOSE, POPUP } from './dialog-look';
import { Hidden } from './form/hidden';

const load = () => import('./modal');
const Modal = dynamic(() => load().then((module) => module.Modal));

/** How what stands in a dialog closes it; where no script does, a link leads back to the page alone. */
const Closing = createContext<(() => void) | undefined>(undefined);

type DialogProps = {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: string;
  description?: ReactNode;
  /** What the URL calls it; for those that have a trigger. */
  name?: string;
  /** What opens it, where it is one thing on the page. */
  trigger?: ReactElement<Record<string, unknown>>;
  /** Whether a click beside it closes it; not where something is shown once. */
  isDismissible?: boolean;
  /** Where the focus goes at the end, should what opened it be gone. */
  finalFocus?: RefObject<HTMLElement | null>;
  children: ReactNode;
};

/** Whether a dialog is open: from the start, where the URL asks for it. */
export function useDialog(name: string): [boolean, Dispatch<SetStateAction<boolean>>] {
  return useState(useSearchParams().get('open') === name);
}

export function Dialog({
  isOpen,
  onOpenChange,
  name,
  trigger,
  finalFocus,
  isDismissible = true,
  ...rest
}: DialogProps) {
  // Asked for by the URL, and so open from the first paint on: the page's own, until it is closed.
  const [isStanding, setStanding] = useState(isOpen && name !== undefined);
  const [wasOpened, setOpened] = useState(false);
  if (isStanding && !isOpen) setStanding(false);
  if (isOpen && !isStanding && !wasOpened) setOpened(true);
  const opener = useRef<HTMLButtonElement>(null);
  return (
    <>
      {trigger && (
        <form
          method="get"
          className="contents"
          onSubmit={(event) => {
            event.preventDefault();
            onOpenChange(true);
          }}
        >
          <KeptParameters />
          {cloneElement(trigger, {
            ...{ ref: opener, type: 'submit', name: 'open', value: name, 'aria-haspopup': 'dialog' },
            onPointerEnter: () => void load(),
            onFocus: () => void load(),
          })}
        </form>
      )}
      {isStanding && isOpen && <StandingDialog {...rest} />}
      {wasOpened && (
        <Closing value={() => onOpenChange(false)}>
          <Modal
            isOpen={isOpen}
            onOpenChange={onOpenChange}
            isDismissible={isDismissible}
            finalFocus={finalFocus ?? opener}
            {...rest}
          />
        </Closing>
      )}
    </>
  );
}

/** What else the URL says, such as filters: the page with the dialog open is the same page. */
function KeptParameters() {
  const others = [...useSearchParams()].filter(([name]) => name !== 'open');
  return <Hidden fields={Object.fromEntries(others)} />;
}

type StandingDialogProps = Pick<DialogProps, 'title' | 'description' | 'children'>;

function StandingDialog({ title, description, children }: StandingDialogProps) {
  const id = useId();
  return (
    <>
      <div className={BACKDROP} aria-hidden />
      <dialog open aria-labelledby={id} className={clsx(POPUP, 'm-0 text-ink')}>
        <div className="flex flex-col gap-1 pr-8">
          <h2 id={id} className="text-title font-semibold">
            {title}
          </h2>
          {description && <p className="text-row text-muted">{description}</p>}
        </div>
        {children}
        <a href="?" aria-label="Close" className={CLOSE}>
          <X className="size-4" aria-hidden />
        </a>
      </dialog>
    </>
  );
}

/** The row of buttons that a dialog closes with. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap justify-end gap-2 pt-1">{children}</div>;
}

type DialogCloseProps = {
  look?: keyof typeof LOOKS;
  /** Whether the focus starts here; for what comes into the dialog after it was opened. */
  autoFocus?: boolean;
  children: ReactNode;
};

/** Closes the dialog that it stands in. */
export function DialogClose({ look = 'line', autoFocus, children }: DialogCloseProps) {
  const close = useContext(Closing);
  return close ? (
    <Button look={look} autoFocus={autoFocus} onClick={close}>
      {children}
    </Button>
  ) : (
    <a href="?" className={clsx(BUTTON, LOOKS[look])}>
      {children}
    </a>
  );
}
