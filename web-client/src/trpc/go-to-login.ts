/** Whether a page may go on: its session may have ended, or have moved into another team. */
import { transformer, type AppRouter } from '@tickwire/bindings';
import { createTRPCClient, httpLink } from '@trpc/client';
import { isSignedOut } from './errors';
import { slugIn } from './meant';
import { tellOtherTabs } from './other-tabs';

/** How long a page may take to be left: meanwhile nothing else begins to leave it, which would begin it anew. */
const LEAVING_MS = 5_000;

let leaving = { to: '', since: -LEAVING_MS };

/** The way out, for who is signed out: a full load, so that nothing read by the last person stays in memory. */
export function goToLogin(): void {
  leaveFor('/login');
}

/** To where the session has gone: the other tabs cannot stay where they are either. */
export function leaveFor(path: string): void {
  leave(path, () => window.location.assign(path));
  tellOtherTabs();
}

/**
 * Whether the page stays: what it was refused may have been asked for with a token that the session has had before, as
 * before `auth.confirm`. A page of a team that the session has left would show and do what is another team's: it is
 * loaded anew, and asks where to go.
 */
export async function staysSignedIn(): Promise<boolean> {
  const client = createTRPCClient<AppRouter>({ links: [httpLink({ url: '/api/trpc', transformer })] });
  try {
    const { tenant } = await client.auth.me.query();
    if (isOf(tenant.slug)) return true;
    leave('', () => window.location.reload());
    return false;
  } catch (error) {
    if (!isSignedOut(error)) return true;
    goToLogin();
    return false;
  }
}

/** Whether the page is that team's, or no team's. */
function isOf(slug: string): boolean {
  const here = slugIn(window.location.pathname);
  return here === undefined || here === encodeURIComponent(slug);
}

/** A way out that has a goal takes the place of one that has none, and of no other. */
function leave(to: string, away: () => void): void {
  const now = performance.now();
  if (now - leaving.since < LEAVING_MS && (to === '' || leaving.to !== '')) return;
  leaving = { to, since: now };
  away();
}
