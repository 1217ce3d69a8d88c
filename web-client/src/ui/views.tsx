'use client';
/** The few ways in which a page can be looked at; links, so that the choice is in the URL and needs no script. */
import clsx from 'clsx';
import { UrlLink } from './url-link';
import type { UrlChanges } from './use-url';

type ViewsProps<T extends string> = {
  label: string;
  /** The parameter that names the view. */
  param: string;
  /** Each with what it is called; the first is what no parameter means. */
  names: Record<T, string>;
  value: T;
  /** What does not go with another view. */
  clears?: UrlChanges;
};

export function Views<T extends string>({ label, param, names, value, clears }: ViewsProps<T>) {
  const [first] = Object.keys(names);
  return (
    <nav aria-label={label} className="flex self-stretch">
      {Object.entries<string>(names).map(([view, name]) => (
        <UrlLink
          key={view}
          to={{ ...clears, [param]: view === first ? undefined : view }}
          aria-current={view === value ? 'page' : undefined}
          className={clsx(
            'relative flex items-center justify-center px-2.5 text-row -outline-offset-2 pointer-coarse:min-w-11',
            view === value
              ? 'font-medium text-ink after:absolute after:inset-x-2.5 after:-bottom-px after:h-0.5 after:bg-ink'
              : 'text-muted hover:text-ink',
          )}
        >
          {name}
        </UrlLink>
      ))}
    </nav>
  );
}
