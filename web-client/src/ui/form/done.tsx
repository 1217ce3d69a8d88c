'use client';
/** Says that it was done. The region stands before its words come, so that they are read out. */
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';

export function Done({ children }: { children?: ReactNode }) {
  return (
    <p role="status" className="flex min-h-5 items-center gap-1.5 text-row text-muted">
      {children && (
        <>
          <Check className="size-3.5 shrink-0" aria-hidden />
          <span>{children}</span>
        </>
      )}
    </p>
  );
}
