/**
 * Carries `/api/trpc` to the API, HTTP and WebSocket upgrades alike, so that the page has one origin and one cookie.
 * Every page goes out with a policy of its own: only scripts and styles with the request's nonce run.
 *
 * A proxy, because `rewrites` in the configuration are written into the build, while the API's address is known when
 * the server starts; measured under `next start` and `next dev`: upgrades pass, and an idle socket stays open.
 */
import { NextResponse, type NextRequest } from 'next/server';
import { apiUrl } from '@/trpc/api-url';
import { MEANT, meantAt } from '@/trpc/meant';
import { contentSecurityPolicy } from '@/security-policy';

const MOUNT = '/api/trpc';
/** The ways to a provider of identity and back: they set the session's cookie on the page's own origin. */
const SIGN_IN = '/auth/oidc/';

export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  if (pathname === MOUNT || pathname.startsWith(`${MOUNT}/`)) {
    return NextResponse.rewrite(`${apiUrl()}/trpc${pathname.slice(MOUNT.length)}${search}`);
  }
  if (pathname.startsWith(SIGN_IN)) return NextResponse.rewrite(`${apiUrl()}${pathname}${search}`);
  const policy = contentSecurityPolicy(crypto.randomUUID(), process.env.NODE_ENV === 'development');
  // Next reads the nonce from the request's policy and puts it on the scripts that it writes.
  const headers = new Headers(request.headers);
  headers.set('content-security-policy', policy);
  headers.delete(MEANT.header);
  for (const [name, slug] of Object.entries(meantAt(pathname))) headers.set(name, slug);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  return response;
}

/** All but what the build wrote, which is files and no pages, and uploads, which have a way of their own. */
export const config = { matcher: ['/((?!_next/static|_next/image|icon.svg|api/trpc/candleSets.upload$).*)'] };
