/** Everything of one tenant stands below its strip. */
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { Hydrate } from '@/trpc/server';
import { readPalette, readTheme } from '@/ui/preferences';
import { requireTenant } from '../../session';
import { Places } from './places';
import { Strip } from './strip';

type Props = { children: ReactNode; params: Promise<{ slug: string }> };

export default async function TenantLayout({ children, params }: Props) {
  const me = await requireTenant((await params).slug);
  const jar = await cookies();
  return (
    <Hydrate>
      <a
        href="#content"
        className="sr-only z-30 rounded bg-ink px-3 py-2 text-canvas focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to content
      </a>
      <div className="flex min-h-dvh flex-col lg:h-dvh">
        <Strip me={me} theme={readTheme(jar.get('theme')?.value)} palette={readPalette(jar.get('palette')?.value)} />
        {children}
        <Places />
      </div>
    </Hydrate>
  );
}
