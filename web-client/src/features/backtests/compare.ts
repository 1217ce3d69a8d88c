/** Which backtests are looked at side by side. */
import { isId } from './id';

/** The form that the boxes of the list belong to. */
export const COMPARE_FORM = 'compare-backtests';

/** As many as lines can be told apart. */
export const MOST = 4;
export const LEAST = 2;

/** The backtests that `?id=…&id=…` names, each once. */
export function readIds(value: string | string[] | undefined): string[] {
  const named = value === undefined ? [] : [value].flat();
  return [...new Set(named.map((id) => id.toLowerCase()))].filter(isId);
}
