/** `/` is nobody's page: a person has a tenant, anyone else has the login. */
import { redirect } from 'next/navigation';
import { readMe } from './session';

export default async function RootPage() {
  const me = await readMe();
  redirect(me ? `/t/${me.tenant.slug}` : '/login');
}
