/** What a team is made of, and who may do what in it. */
import type { ReactNode } from 'react';
import { SideNav } from '@/ui/side-nav';
import { requireTenant } from '../../../session';

type Props = { children: ReactNode; params: Promise<{ slug: string }> };

export default async function SettingsLayout({ children, params }: Props) {
  const { tenant } = await requireTenant((await params).slug);
  const base = `/t/${tenant.slug}/settings`;
  const links = [
    { href: `${base}/team`, name: 'Team' },
    { href: `${base}/members`, name: 'Members' },
    { href: `${base}/keys`, name: 'API keys' },
    { href: `${base}/audit`, name: 'Audit log' },
    { href: `${base}/jobs`, name: 'Background work' },
  ];
  return (
    <div className="flex flex-1 max-lg:flex-col lg:min-h-0">
      <SideNav label="Settings" links={links} />
      <main id="content" tabIndex={-1} className="min-w-0 flex-1 outline-hidden lg:overflow-y-auto">
        {children}
      </main>
    </div>
  );
}
