/** What a page is called, the ways in which it can be looked at, and what can be done there. */
import type { ReactNode } from 'react';

export function PageHeading({ title, tabs, children }: { title: string; tabs?: ReactNode; children?: ReactNode }) {
  const name = <h1 className="text-title font-semibold tracking-tight">{title}</h1>;
  if (tabs === undefined) {
    return (
      <div className="flex min-h-14 flex-wrap items-center justify-between gap-3 border-b border-line px-4 py-2.5 sm:px-6">
        {name}
        {children}
      </div>
    );
  }
  return (
    <div className="flex min-h-12 shrink-0 flex-wrap items-stretch gap-x-4 border-b border-line px-4">
      <div className="flex min-h-12 items-center">{name}</div>
      {tabs && <div className="-mb-px flex min-h-11 max-sm:order-last max-sm:-ml-2.5 max-sm:basis-full">{tabs}</div>}
      <div className="ml-auto flex items-center gap-3">{children}</div>
    </div>
  );
}
