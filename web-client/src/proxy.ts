/**
 * Carries `/api/trpc` to the API, HTTP and WebSocket upgrades alike, so that the page has one origin and one cookie.
 *
 * A proxy, because `rewrites` in the configuration are written into the build, while the API's address is known when
 * the server starts; measured under `next start` and `next dev`: upgrades pass, and an idle socket stays open.
 */
import { NextResponse, type NextRequest } from 'next/server';
import { apiUrl } from '@/trpc/api-url';

const MOUNT = '/api/trpc';

export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  return NextResponse.rewrite(`${apiUrl()}/trpc${pathname.slice(MOUNT.length)}${search}`);
}

export const config = { matcher: ['/api/trpc', '/api/trpc/:path*'] };
