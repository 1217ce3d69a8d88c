'use client';
/** The live connection, on the pages that have one: the others read when they are asked. */
import { usePathname } from 'next/navigation';
import { ConnectionState } from '@/ui/connection-state';
import { isAt, placesOf } from './main-places';

export function LiveState({ slug }: { slug: string }) {
  const path = usePathname();
  const isLive = placesOf(slug).some((place) =>
    place.isLive === 'itself' ? path === place.href : place.isLive && isAt(path, place.href, slug),
  );
  return isLive ? <ConnectionState /> : null;
}
