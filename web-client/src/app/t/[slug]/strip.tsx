/** The strip on top of every page of a tenant: whose money, which kind, is it live, who am I. */
import type { Me } from '@tickwire/bindings';
import Link from 'next/link';
import { UserMenu } from '@/features/auth/user-menu';
import { Halt } from '@/features/risk/halt';
import { TenantSwitcher } from '@/features/tenants/tenant-switcher';
import type { Palette, Theme } from '@/ui/preferences';
import { Wordmark } from '@/ui/wordmark';
import { LiveState } from './live-state';

type StripProps = { me: Me; theme: Theme; palette: Palette };

export function Strip({ me, theme, palette }: StripProps) {
  return (
    <header className="sticky top-0 z-10 flex h-12 shrink-0 items-center gap-3 border-b border-line bg-canvas pr-2 pl-4 max-[24rem]:gap-2">
      <Link
        href={`/t/${me.tenant.slug}`}
        className="flex items-center rounded pointer-coarse:max-sm:-mr-5 pointer-coarse:min-h-11 pointer-coarse:min-w-11"
      >
        <Wordmark wordClassName="max-sm:sr-only" />
      </Link>
      <span className="h-4 w-px bg-line max-sm:hidden" aria-hidden />
      <TenantSwitcher me={me} />
      <span
        title="Orders are simulated: no real money moves"
        className="rounded-sm bg-warn px-1.5 text-note font-semibold tracking-wide"
      >
        PAPER
      </span>
      <div className="ml-auto flex items-center gap-1">
        <LiveState slug={me.tenant.slug} />
        <Halt role={me.role} slug={me.tenant.slug} />
        <UserMenu me={me} theme={theme} palette={palette} />
      </div>
    </header>
  );
}
