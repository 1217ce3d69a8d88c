/** `/account/appearance`: how the pages look to this browser. */
import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { AppearanceForm } from '@/features/account/appearance-form';
import { PageHeading } from '@/ui/page-heading';
import { readPalette, readTheme } from '@/ui/preferences';

export const metadata: Metadata = { title: 'Appearance · Tickwire' };

export default async function AppearancePage() {
  const jar = await cookies();
  return (
    <>
      <PageHeading title="Appearance" />
      <AppearanceForm theme={readTheme(jar.get('theme')?.value)} palette={readPalette(jar.get('palette')?.value)} />
    </>
  );
}
