'use client';
/** The phone's bottom bar: the places that are needed at once, and the rest of them behind More. */
import clsx from 'clsx';
import { Ellipsis } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { Underway } from '@/ui/underway';
import { isAt, placesOf } from './main-places';

const COLUMN = 'relative flex h-14 flex-col items-center justify-center gap-0.5 text-note -outline-offset-2';
const MORE = 'more-places';

export function Places({ slug }: { slug: string }) {
  const path = usePathname();
  const places = placesOf(slug).map((place) => ({ ...place, isHere: isAt(path, place.href, slug) }));
  const others = places.filter((place) => !place.inBar);
  const isElsewhere = others.some((place) => place.isHere);
  return (
    <nav
      aria-label="Places"
      className="sticky bottom-0 z-10 grid auto-cols-fr grid-flow-col border-t border-line bg-canvas pb-[env(safe-area-inset-bottom)] lg:hidden"
    >
      {places
        .filter((place) => place.inBar)
        .map(({ href, inBar, Icon, isHere }) => (
          <Link
            key={href}
            href={href}
            aria-current={isHere ? 'page' : undefined}
            className={clsx(COLUMN, isHere ? 'font-semibold text-ink' : 'text-muted')}
          >
            <Icon className="size-5" strokeWidth={isHere ? 2.25 : 1.75} aria-hidden />
            {inBar}
            <Underway />
          </Link>
        ))}
      <button
        type="button"
        popoverTarget={MORE}
        className={clsx(COLUMN, 'cursor-pointer', isElsewhere ? 'font-semibold text-ink' : 'text-muted')}
      >
        <Ellipsis className="size-5" strokeWidth={isElsewhere ? 2.25 : 1.75} aria-hidden />
        More
      </button>
      {/* Another page's is another one, and closed. */}
      <div
        key={path}
        id={MORE}
        popover="auto"
        className="fixed inset-auto right-2 bottom-[calc(3.75rem+env(safe-area-inset-bottom))] w-56 rounded border border-control bg-raised p-1 text-ink"
      >
        <ul>
          {others.map(({ href, name, Icon, isHere }) => (
            <li key={href}>
              <Link
                href={href}
                aria-current={isHere ? 'page' : undefined}
                className={clsx(
                  'relative flex h-11 items-center gap-2.5 rounded-sm px-2.5 text-row -outline-offset-2 hover:bg-sunken',
                  isHere && 'font-medium',
                )}
              >
                <Icon className="size-4 text-muted" aria-hidden />
                {name}
                <Underway />
              </Link>
            </li>
          ))}
        </ul>
      </div>
    </nav>
  );
}
