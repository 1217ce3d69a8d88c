/** `/t/[slug]/settings` is its first page. */
import type { Route } from 'next';
import { redirect } from 'next/navigation';

export default async function SettingsPage({ params }: { params: Promise<{ slug: string }> }) {
  redirect(`/t/${encodeURIComponent((await params).slug)}/settings/members` as Route);
}
