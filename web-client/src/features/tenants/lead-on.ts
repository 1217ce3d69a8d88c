/** What was made has a page of its own: where no script leads there, the browser is sent there. */
import 'server-only';
import type { Route } from 'next';
import { redirect } from 'next/navigation';
import { client } from '@/trpc/server';

/** To a page of the team that the session is at, such as `/bots/new`. */
export async function leadOn(path: string): Promise<never> {
  const { tenant } = await client.auth.me.query();
  redirect(`/t/${tenant.slug}${path}` as Route);
}
