'use client';
/** The pages of one place: a column beside them, and on a phone a row above them. */
import clsx from 'clsx';
import type { Route } from 'next';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { Underway } from './underway';

export type SideLink = { href: string; name: string };

export function SideNav({ label, links }: { label: string; links: SideLink[] }) {
  const path = usePathname();
  return (
    <nav
      aria-label={label}
      className="flex shrink-0 overflow-x-auto border-line max-lg:border-b max-lg:px-2 lg:w-52 lg:flex-col lg:gap-px lg:border-r lg:p-2"
    >
      {links.map(({ href, name }) => (
        <Link
          key={href}
          href={href as Route}
          aria-current={path === href ? 'page' : undefined}
          className={clsx(
            'relative flex h-11 shrink-0 items-center px-2.5 text-row -outline-offset-2 lg:h-8 lg:rounded pointer-coarse:h-11',
            path === href
              ? 'font-medium text-ink max-lg:after:absolute max-lg:after:inset-x-2.5 max-lg:after:bottom-0 max-lg:after:h-0.5 max-lg:after:bg-ink lg:bg-sunken'
              : 'text-muted hover:text-ink lg:hover:bg-raised',
          )}
        >
          {name}
          <Underway />
        </Link>
      ))}
    </nav>
  );
}
