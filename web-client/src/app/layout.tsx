/** The document: font, theme and zone as the request's cookies ask, so that the first paint is the right one. */
import type { Metadata, Viewport } from 'next';
import localFont from 'next/font/local';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { ClockProvider } from '@/format/clock';
import { isZone } from '@/format/time';
import { ApiProvider } from '@/trpc/client';
import { readPalette, readTheme } from '@/ui/preferences';
import './globals.css';

/** The latin part of Geist, from @fontsource-variable/geist 5.3.0; its licence is beside it. */
const geist = localFont({
  src: './fonts/geist-latin.woff2',
  weight: '100 900',
  variable: '--font-geist',
  display: 'swap',
});

export const metadata: Metadata = {
  description: 'Trading bots, their signals and positions, live.',
};

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#101214' },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const jar = await cookies();
  const zone = jar.get('zone')?.value ?? 'UTC';
  return (
    <html
      lang="en"
      className={geist.variable}
      data-theme={readTheme(jar.get('theme')?.value)}
      data-palette={readPalette(jar.get('palette')?.value)}
    >
      <body>
        <ClockProvider zone={isZone(zone) ? zone : 'UTC'} paintedAt={Date.now()}>
          <ApiProvider>{children}</ApiProvider>
        </ClockProvider>
      </body>
    </html>
  );
}
