'use client';
/** The rail: the places of a tenant, on a screen that is wide enough for it. A phone has them at the bottom. */
import clsx from 'clsx';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { Underway } from '@/ui/underway';
import { groupsOf, isAt, type Place } from './main-places';

export function MainNav({ slug }: { slug: string }) {
  const path = usePathname();
  return (
    <nav
      aria-label="Main"
      className="flex w-14 shrink-0 flex-col gap-4 overflow-y-auto border-r border-line px-2 py-3 max-lg:hidden xl:w-52"
    >
      {groupsOf(slug).map(({ name, places }) => (
        <div key={name}>
          <p className="px-2.5 pb-1 text-note text-muted max-xl:sr-only">{name}</p>
          <ul className="flex flex-col gap-px">
            {places.map((place) => (
              <li key={place.href}>
                <PlaceLink place={place} isHere={isAt(path, place.href, slug)} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

function PlaceLink({ place: { href, name, Icon }, isHere }: { place: Place; isHere: boolean }) {
  return (
    <Link
      href={href}
      title={name}
      aria-current={isHere ? 'page' : undefined}
      className={clsx(
        'relative flex h-8 items-center gap-2.5 rounded px-2.5 text-row -outline-offset-2 max-xl:justify-center max-xl:px-0 pointer-coarse:h-11',
        isHere ? 'bg-sunken font-medium text-ink' : 'text-muted hover:bg-raised hover:text-ink',
      )}
    >
      <Icon className="size-4 shrink-0" strokeWidth={isHere ? 2.25 : 1.75} aria-hidden />
      <span className="max-xl:sr-only">{name}</span>
      <Underway />
    </Link>
  );
}
