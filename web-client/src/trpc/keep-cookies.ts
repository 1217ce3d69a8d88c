/** A fetch that hands the API's cookies on to the browser, as when an action renews the session. */
import 'server-only';
import { cookies } from 'next/headers';
import { NextResponse } from 'next/server';

export async function keepCookies(input: RequestInfo | URL | string, init?: RequestInit): Promise<Response> {
  const response = await fetch(input, init);
  if (!response.headers.has('set-cookie')) return response;
  const jar = await cookies();
  // Next's own reading of the header, attributes and all.
  for (const cookie of new NextResponse(null, { headers: response.headers }).cookies.getAll()) jar.set(cookie);
  return response;
}
