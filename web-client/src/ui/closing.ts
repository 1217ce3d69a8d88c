/** What was done in a dialog closes it, where no script does: the browser goes on to the page alone. */
import 'server-only';
import type { Route } from 'next';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import type { Posted } from './form/posted';

/** What became of the form; or no answer at all, where it was done. */
export async function closing(posted: Posted): Promise<Posted> {
  const page = (await headers()).get('referer');
  if (posted.isDone && page !== null) redirect(new URL(page).pathname.replace(/^\/+/, '/') as Route);
  return posted;
}
