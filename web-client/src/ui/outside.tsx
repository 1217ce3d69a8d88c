/** The pages of who is not signed in: one narrow column, one act. */
import type { ReactNode } from 'react';
import { Wordmark } from './wordmark';

type OutsideProps = { title: string; note?: ReactNode; children: ReactNode; footer?: ReactNode };

export function Outside({ title, note, children, footer }: OutsideProps) {
  return (
    <main className="grid min-h-dvh place-items-center px-4 pt-8 pb-24">
      <div className="w-full max-w-80">
        <Wordmark className="mb-8" />
        <h1 className="text-figure font-semibold tracking-tight">{title}</h1>
        {note && <div className="mt-2 text-row text-muted">{note}</div>}
        <div className="mt-6">{children}</div>
        {footer && <div className="mt-6 border-t border-line pt-4 text-row text-muted">{footer}</div>}
      </div>
    </main>
  );
}
