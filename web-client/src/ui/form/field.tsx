'use client';
/** A label, a line of text, a hint, and what is wrong with what was entered. */
import clsx from 'clsx';
import { useId, type ComponentProps, type ReactNode } from 'react';
import { CONTROL } from './control';

export type FieldProps = ComponentProps<'input'> & {
  label: string;
  hint?: ReactNode;
  error?: string;
  /** What stands right of the label, such as a link. */
  aside?: ReactNode;
  /** Whether each character counts, as in a code. */
  mono?: boolean;
};

export function Field({ label, hint, error, aside, mono, className, ...input }: FieldProps) {
  const id = useId();
  // What is wrong takes the place of what was advised.
  const note = error ?? hint;
  return (
    <div className={clsx('relative flex flex-col gap-1.5', className)}>
      <label htmlFor={id} className="text-row font-medium">
        {label}
      </label>
      <input
        id={id}
        autoCapitalize="none"
        spellCheck={false}
        aria-invalid={error !== undefined}
        aria-describedby={note ? `${id}-note` : undefined}
        {...input}
        className={clsx(CONTROL, mono && 'font-mono')}
      />
      {/* Beside the label to the eye; the keyboard comes to the field first. */}
      {aside && <div className="absolute top-0 right-0 flex h-5 items-center">{aside}</div>}
      {note && (
        <p id={`${id}-note`} className={clsx('text-note', error ? 'text-danger' : 'text-muted')}>
          {note}
        </p>
      )}
    </div>
  );
}
