/** Everything of one tenant stands below its strip. */
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { riskOptions } from '@/features/risk/query';
import { getQueryClient, Hydrate, trpc } from '@/trpc/server';
import { NewVersion } from '@/ui/new-version';
import { readPalette, readTheme } from '@/ui/preferences';
import { SkipLink } from '@/ui/skip-link';
import { requireTenant } from '../../session';
import { MainNav } from './main-nav';
import { Places } from './places';
import { Strip } from './strip';

type Props = { children: ReactNode; params: Promise<{ slug: string }> };

export default async function TenantLayout({ children, params }: Props) {
  const me = await requireTenant((await params).slug);
  const jar = await cookies();
  // Whether trading is halted stands in the strip. What fails here is read once more by the browser.
  await Promise.allSettled([getQueryClient().query(riskOptions(trpc))]);
  return (
    <Hydrate>
      <SkipLink />
      <div className="flex min-h-dvh flex-col lg:h-dvh">
        <Strip me={me} theme={readTheme(jar.get('theme')?.value)} palette={readPalette(jar.get('palette')?.value)} />
        <NewVersion />
        <div className="flex flex-1 flex-col lg:min-h-0 lg:flex-row">
          <MainNav slug={me.tenant.slug} />
          <div className="flex min-w-0 flex-1 flex-col lg:overflow-y-auto">{children}</div>
        </div>
        <Places slug={me.tenant.slug} />
      </div>
    </Hydrate>
  );
}
