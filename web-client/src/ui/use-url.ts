'use client';
/** What the page shows is in its URL: filters, order, the open panel. Changing it asks the server for nothing. */
import { usePathname, useSearchParams } from 'next/navigation';

/** What becomes of each parameter; one that is empty or undefined is not written. */
export type UrlChanges = Record<string, string | undefined>;

export function useUrl() {
  const path = usePathname();
  const search = useSearchParams();
  // What is pressed may have been painted before the last change.
  const now = (changes: UrlChanges) => address(window.location.pathname, window.location.search, changes);
  return {
    path,
    search,
    hrefWith: (changes: UrlChanges) => address(path, search, changes),
    /** Another view of the same page: Back leaves the page. */
    replace: (changes: UrlChanges) => window.history.replaceState(null, '', now(changes)),
    /** A step that Back undoes. */
    push: (changes: UrlChanges) => window.history.pushState(null, '', now(changes)),
  };
}

function address(path: string, search: URLSearchParams | string, changes: UrlChanges): string {
  const next = new URLSearchParams(search);
  for (const [name, value] of Object.entries(changes)) {
    if (value) next.set(name, value);
    else next.delete(name);
  }
  const text = next.toString();
  return text ? `${path}?${text}` : path;
}
