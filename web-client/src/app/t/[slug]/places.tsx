'use client';
/** The phone's bottom bar: the places that exist on this page, within a thumb's reach. */
import clsx from 'clsx';
import { Activity, Layers } from 'lucide-react';
import { useEffect, useState } from 'react';

const PLACES = [
  { id: 'positions', name: 'Positions', Icon: Layers },
  { id: 'signals', name: 'Signals', Icon: Activity },
] as const;

export function Places() {
  const current = usePlaceInView();
  return (
    <nav
      aria-label="Places"
      className="sticky bottom-0 z-10 grid grid-cols-2 border-t border-line bg-canvas pb-[env(safe-area-inset-bottom)] lg:hidden"
    >
      {PLACES.map(({ id, name, Icon }) => (
        <a
          key={id}
          href={`#${id}`}
          aria-current={id === current ? 'location' : undefined}
          className={clsx(
            'flex h-14 flex-col items-center justify-center gap-0.5 text-note -outline-offset-2',
            id === current ? 'font-semibold text-ink' : 'text-muted',
          )}
        >
          <Icon className="size-5" strokeWidth={id === current ? 2.25 : 1.75} aria-hidden />
          {name}
        </a>
      ))}
    </nav>
  );
}

/** The last place whose top has passed the upper third of the screen. */
function usePlaceInView(): string {
  const [current, setCurrent] = useState<string>(PLACES[0].id);
  useEffect(() => {
    const find = () => {
      const line = window.innerHeight / 3;
      const passed = PLACES.filter(({ id }) => {
        const place = document.getElementById(id);
        return place !== null && place.getBoundingClientRect().top <= line;
      });
      setCurrent((passed.at(-1) ?? PLACES[0]).id);
    };
    window.addEventListener('scroll', find, { passive: true });
    return () => window.removeEventListener('scroll', find);
  }, []);
  return current;
}
