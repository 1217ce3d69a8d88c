'use client';
/** By which column a table is sorted, as its URL says: `?sort=net`, or `?sort=-net` from the most down. */
import { useMemo } from 'react';
import { useUrl } from '../use-url';

export type Sort = { id: string; desc: boolean };

/** Nothing, where the rows stand as they were read. */
export function readSort(text: string | null, ids: readonly string[]): Sort | undefined {
  const desc = text?.startsWith('-') ?? false;
  const id = desc ? text?.slice(1) : text;
  return id && ids.includes(id) ? { id, desc } : undefined;
}

/** What a press of a column's head asks for: this way, the other way, and then no order of its own. */
export function nextSort(now: Sort | undefined, id: string, isDescFirst: boolean): string | undefined {
  if (now?.id !== id) return isDescFirst ? `-${id}` : id;
  if (now.desc === isDescFirst) return isDescFirst ? id : `-${id}`;
  return undefined;
}

/** `ids` are the columns that can be sorted by. */
export function useSort(ids: readonly string[]): { sort: Sort | undefined; sorting: Sort[] } {
  const text = useUrl().search.get('sort');
  const sort = useMemo(() => readSort(text, ids), [text, ids]);
  return { sort, sorting: useMemo(() => (sort ? [sort] : []), [sort]) };
}
