'use client';
/** A labelled choice of a file. */
import clsx from 'clsx';
import { useId, type ComponentProps } from 'react';

type FileFieldProps = Omit<ComponentProps<'input'>, 'type'> & { label: string; error?: string };

export function FileField({ label, error, ...input }: FileFieldProps) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-row font-medium">
        {label}
      </label>
      <input
        id={id}
        type="file"
        aria-invalid={error !== undefined}
        aria-describedby={error ? `${id}-note` : undefined}
        {...input}
        className={clsx(
          'w-full rounded border bg-canvas p-1.5 text-row',
          'file:mr-3 file:h-7 file:cursor-pointer file:rounded file:bg-raised file:px-3 file:text-row file:font-medium',
          error ? 'border-danger' : 'border-control',
        )}
      />
      {error && (
        <p id={`${id}-note`} className="text-note text-danger">
          {error}
        </p>
      )}
    </div>
  );
}
