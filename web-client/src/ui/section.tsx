/** A part of a page of settings: what it is about on the left, what to do about it on the right. */
import { useId, type ReactNode } from 'react';

type SectionProps = { title: string; note?: ReactNode; children: ReactNode };

export function Section({ title, note, children }: SectionProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className="grid gap-x-8 gap-y-4 border-b border-line px-4 py-6 last:border-b-0 sm:px-6 xl:grid-cols-[16rem_minmax(0,32rem)]"
    >
      <div className="flex max-w-prose flex-col gap-1">
        <h2 id={id} className="text-body font-semibold">
          {title}
        </h2>
        {note && <div className="text-row text-muted">{note}</div>}
      </div>
      <div className="max-w-lg min-w-0">{children}</div>
    </section>
  );
}
