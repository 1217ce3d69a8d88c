/** A person's own pages, which belong to no tenant. */
import { cookies } from 'next/headers';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import type { ReactNode } from 'react';
import { UserMenu } from '@/features/auth/user-menu';
import { Hydrate } from '@/trpc/server';
import { NewVersion } from '@/ui/new-version';
import { readPalette, readTheme } from '@/ui/preferences';
import { SideNav } from '@/ui/side-nav';
import { SkipLink } from '@/ui/skip-link';
import { Wordmark } from '@/ui/wordmark';
import { readMe } from '../session';

const LINKS = [
  { href: '/account/profile', name: 'Profile' },
  { href: '/account/security', name: 'Security' },
  { href: '/account/appearance', name: 'Appearance' },
];

export default async function AccountLayout({ children }: { children: ReactNode }) {
  const me = await readMe();
  if (!me) redirect('/login');
  const jar = await cookies();
  return (
    <Hydrate>
      <SkipLink />
      <div className="flex min-h-dvh flex-col">
        <header className="sticky top-0 z-10 flex h-12 shrink-0 items-center gap-3 border-b border-line bg-canvas pr-2 pl-4">
          <Link
            href={`/t/${me.tenant.slug}`}
            className="flex items-center gap-3 rounded pointer-coarse:min-h-11 pointer-coarse:min-w-11"
          >
            <Wordmark wordClassName="max-sm:sr-only" />
            <span className="h-4 w-px bg-line max-sm:hidden" aria-hidden />
            <span className="truncate text-row font-medium">
              <span className="sr-only">Back to </span>
              {me.tenant.name}
            </span>
          </Link>
          <div className="ml-auto">
            <UserMenu
              me={me}
              theme={readTheme(jar.get('theme')?.value)}
              palette={readPalette(jar.get('palette')?.value)}
            />
          </div>
        </header>
        <NewVersion />
        <div className="flex flex-1 max-lg:flex-col">
          <SideNav label="Account" links={LINKS} />
          <main id="content" tabIndex={-1} className="min-w-0 flex-1 outline-hidden">
            {children}
          </main>
        </div>
      </div>
    </Hydrate>
  );
}
