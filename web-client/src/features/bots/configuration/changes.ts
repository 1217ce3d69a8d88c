/** What differs between two configurations, path by path. */

/** A configuration, in whatever names it has. */
export type Content = Record<string, unknown>;

/** A place that one of them has and the other has not, or has otherwise. */
export type Change = { path: string; before?: unknown; after?: unknown };

/** The changes that lead from one to the other, in the order of their paths; none where they say the same. */
export function changesBetween(before: Content, after: Content): Change[] {
  return compareObjects('', before, after);
}

/** What a version holds. */
export function contentOf(content: unknown): Content {
  return isObject(content) ? { ...content } : {};
}

function compare(path: string, before: unknown, after: unknown): Change[] {
  if (Array.isArray(before) && Array.isArray(after)) {
    const length = Math.max(before.length, after.length);
    return Array.from({ length }, (_, at) => compare(`${path}[${at}]`, before[at], after[at])).flat();
  }
  if (isObject(before) && isObject(after)) return compareObjects(path, before, after);
  return before === after ? [] : [{ path, before, after }];
}

function compareObjects(path: string, before: Content, after: Content): Change[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names.flatMap((name) => compare(join(path, name), before[name], after[name]));
}

/** `limits.max`; a name that is no word stands in quotes: `limits["max qty"]`. */
function join(path: string, name: string): string {
  if (!/^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(name)) return `${path}[${JSON.stringify(name)}]`;
  return path === '' ? name : `${path}.${name}`;
}

function isObject(value: unknown): value is Content {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
