/** Which positions are listed; links, so that the choice is in the URL and needs no script. */
import clsx from 'clsx';
import Link from 'next/link';
import { FILTERS, type Filter } from './query';

const NAMES: Record<Filter, string> = { open: 'Open', closed: 'Closed', all: 'All' };

export function FilterBar({ filter, slug }: { filter: Filter; slug: string }) {
  return (
    <nav aria-label="Which positions" className="flex self-stretch">
      {FILTERS.map((name) => (
        <Link
          key={name}
          href={`/t/${slug}?status=${name}`}
          scroll={false}
          aria-current={name === filter ? 'page' : undefined}
          className={clsx(
            'relative flex items-center justify-center px-2.5 pointer-coarse:min-w-11 text-row -outline-offset-2',
            name === filter
              ? 'font-medium text-ink after:absolute after:inset-x-2.5 after:-bottom-px after:h-0.5 after:bg-ink'
              : 'text-muted hover:text-ink',
          )}
        >
          {NAMES[name]}
        </Link>
      ))}
    </nav>
  );
}
