/** A part of the page: what it is about, and what can be done about it. */
import { useId, type ReactNode } from 'react';

type PartProps = { id?: string; title: string; note?: ReactNode; act?: ReactNode; children: ReactNode };

export function Part({ id, title, note, act, children }: PartProps) {
  const heading = useId();
  return (
    <section id={id} aria-labelledby={heading} className="scroll-mt-16 border-b border-line target:bg-raised">
      <div className="flex min-h-12 flex-wrap items-center justify-between gap-x-3 gap-y-2 px-4 pt-4 pb-2 sm:px-6">
        <div className="min-w-0">
          <h2 id={heading} className="text-body font-semibold">
            {title}
          </h2>
          {note && <p className="max-w-prose text-note text-muted">{note}</p>}
        </div>
        {act}
      </div>
      {children}
    </section>
  );
}

/** A line of a part that has nothing to show. */
export function None({ children }: { children: ReactNode }) {
  return <p className="px-4 pb-4 text-row text-muted sm:px-6">{children}</p>;
}
