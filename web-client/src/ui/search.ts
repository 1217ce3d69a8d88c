/** The parameters of a URL, as a page and as the browser have them. */

/** What can be asked for a parameter. */
export type Search = { get: (name: string) => string | null };

/** What Next.js hands to a page; of several of one name, the first. */
export function searchOf(record: Record<string, string | string[] | undefined>): Search {
  return {
    get: (name) => {
      const value = record[name];
      return (typeof value === 'string' ? value : value?.[0]) ?? null;
    },
  };
}

/** The id that a parameter names; what is no id is none. */
export function idIn(search: Search, name: string): string | undefined {
  const text = search.get(name);
  return text !== null && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text) ? text.toLowerCase() : undefined;
}

/** One of a few words; anything else is none. */
export function wordIn<T extends string>(search: Search, name: string, words: readonly T[]): T | undefined {
  const text = search.get(name);
  return words.find((word) => word === text);
}

/** A day such as `2026-11-20`; what is no day is none. */
export function dayIn(search: Search, name: string): string | undefined {
  const text = search.get(name);
  return text !== null && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined;
}

/** Whether a filter of a list is set. */
export function isFiltered(search: Search, names: readonly string[]): boolean {
  return names.some((name) => search.get(name));
}
