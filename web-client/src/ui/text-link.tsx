/** A link amid text. */
import type { Route } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';

/** What every one looks like. */
export const LINK = 'font-medium text-ink underline underline-offset-4';

export function TextLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href as Route} className={LINK}>
      {children}
    </Link>
  );
}
