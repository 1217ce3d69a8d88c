'use client';
/** A labelled choice of one from a few. */
import { ChevronDown } from 'lucide-react';
import { useId, type ComponentProps } from 'react';

type SelectProps = ComponentProps<'select'> & { label: string; isLabelHidden?: boolean };

export function Select({ label, isLabelHidden = false, className, children, ...select }: SelectProps) {
  const id = useId();
  return (
    <div className={className}>
      <label htmlFor={id} className={isLabelHidden ? 'sr-only' : 'mb-1.5 block text-row font-medium'}>
        {label}
      </label>
      <span className="relative block">
        <select
          id={id}
          {...select}
          className="h-9 w-full appearance-none rounded border border-control bg-canvas pr-8 pl-3 text-row disabled:text-muted disabled:opacity-70 pointer-coarse:h-11"
        >
          {children}
        </select>
        <ChevronDown className="pointer-events-none absolute top-1/2 right-2.5 size-3.5 -translate-y-1/2" aria-hidden />
      </span>
    </div>
  );
}
