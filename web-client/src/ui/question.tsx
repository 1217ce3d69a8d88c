'use client';
/** A question before something that cannot be undone. The focus starts on Cancel; the button says verb and object. */
import { useActionState, useRef, type ReactElement, type ReactNode } from 'react';
import { Dialog, DialogActions, DialogClose, useDialog } from './dialog';
import { Act } from './form/act';
import type { Posted } from './form/posted';
import { Refusal } from './form/refusal';

type QuestionProps = {
  /** What the URL calls it. */
  name: string;
  title: string;
  description: ReactNode;
  trigger: ReactElement<Record<string, unknown>>;
  act: { isPending: boolean; isSuccess: boolean; error: unknown; reset: () => void };
  /** The same without a script, and what it is done to. */
  action: (posted: Posted, form: FormData) => Promise<Posted>;
  fields?: Record<string, string>;
  verb: string;
  /** How to leave it, where `Cancel` would be misunderstood. */
  no?: string;
  busy: string;
  own?: Record<string, string>;
  /** Each time it is asked has a name of its own: what is sent twice under it is done once. */
  onYes: (onceKey: string) => void;
};

export function Question({ name, title, description, trigger, act, action, fields = {}, ...rest }: QuestionProps) {
  const { verb, no = 'Cancel', busy, own, onYes } = rest;
  const [posted, send] = useActionState(action, {});
  const [isOpen, setOpen] = useDialog(name);
  const onceKey = useRef<string>(undefined);
  return (
    <Dialog
      name={name}
      isOpen={isOpen && !posted.isDone && !act.isSuccess}
      onOpenChange={(open) => {
        act.reset();
        onceKey.current = undefined;
        setOpen(open);
      }}
      title={title}
      description={description}
      trigger={trigger}
    >
      <Refusal error={act.error} own={own} sentence={posted.sentence} />
      <DialogActions>
        <DialogClose>{no}</DialogClose>
        <Act
          action={send}
          fields={fields}
          look="danger"
          isBusy={act.isPending}
          onAct={() => onYes((onceKey.current ??= crypto.randomUUID()))}
        >
          {act.isPending ? busy : verb}
        </Act>
      </DialogActions>
    </Dialog>
  );
}
