'use client';
/** The pages of one bot, and the way to its orders. */
import type { BotId } from '@tickwire/bindings';
import clsx from 'clsx';
import type { Route } from 'next';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { Underway } from '@/ui/underway';

const PAGES = [
  { path: '', name: 'Overview' },
  { path: '/configuration', name: 'Configuration' },
  { path: '/runs', name: 'Runs' },
  { path: '/messages', name: 'Messages' },
  { path: '/commands', name: 'Commands' },
];

const LINK = 'relative flex h-9 items-center px-2.5 text-row -outline-offset-2 pointer-coarse:h-11';

export function BotNav({ slug, id }: { slug: string; id: BotId }) {
  const here = usePathname();
  const base = `/t/${slug}/bots/${id}`;
  return (
    <nav aria-label="Bot" className="flex shrink-0 flex-wrap border-b border-line px-1.5 sm:px-3.5">
      {PAGES.map(({ path, name }) => (
        <Link
          key={path}
          href={`${base}${path}` as Route}
          aria-current={here === `${base}${path}` ? 'page' : undefined}
          className={clsx(
            LINK,
            here === `${base}${path}`
              ? 'font-medium text-ink after:absolute after:inset-x-2.5 after:bottom-0 after:h-0.5 after:bg-ink'
              : 'text-muted hover:text-ink',
          )}
        >
          {name}
          <Underway />
        </Link>
      ))}
      <Link
        href={`/t/${slug}/orders?view=all&bot=${id}` as Route}
        className={clsx(LINK, 'ml-auto text-muted underline-offset-4 hover:text-ink hover:underline')}
      >
        Its orders
        <Underway />
      </Link>
    </nav>
  );
}
