/** Which team a page’s calls are meant for: its session may have gone to another one before they arrive. */

/** The header that says it, and the parameter of a socket. */
export const MEANT = { header: 'x-tenant', parameter: 'tenant' } as const;

/** The team’s slug in the page’s path, as links write it; none where the page is no team’s. */
export function slugIn(path: string): string | undefined {
  const [, area, slug] = path.split('/');
  if (area !== 't' || !slug) return undefined;
  try {
    return encodeURIComponent(decodeURIComponent(slug));
  } catch {
    return slug;
  }
}

/** The header for a call from the page at that path. */
export function meantAt(path: string): Record<string, string> {
  const slug = slugIn(path);
  return slug === undefined ? {} : { [MEANT.header]: slug };
}

/** The same for a call from this page. */
export function meantHere(): Record<string, string> {
  return meantAt(window.location.pathname);
}
