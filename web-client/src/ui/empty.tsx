/** Nothing to show: why, and what to do next. */
import type { ReactNode } from 'react';

export function Empty({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-1 px-4 py-8 text-row text-muted">
      <p className="font-medium text-ink">{title}</p>
      <div className="max-w-prose">{children}</div>
    </div>
  );
}
