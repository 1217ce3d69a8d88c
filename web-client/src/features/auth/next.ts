/** Where a page sent the person from: a path of this site, and nothing that a browser takes for another one. */
export function readNext(next: string | string[] | undefined): string | undefined {
  return typeof next === 'string' && /^\/(?![/\\])[^\\\s]*$/.test(next) ? next : undefined;
}
