/**
 * `candleSets.upload`, passed on as it arrives: the proxy would keep a file in memory, and cut it off after 10 MB. Who
 * sent it without a script is led back to the page, which tells what came of it.
 */
import type { NextRequest } from 'next/server';
import { toldBy, toldCookie, type Told } from '@/features/candle-sets/told';
import { apiUrl } from '@/trpc/api-url';
import { meantAt } from '@/trpc/meant';

/** What belongs to the connection that a request came over, and not to the next one. */
const HOP = ['connection', 'content-length', 'expect', 'host', 'keep-alive', 'transfer-encoding'];
/** What the page is told where there was no answer. */
const UNREACHABLE: Told = { sentence: 'The server cannot be reached, or does not take a file of this size.' };
/** The body is unpacked on its way. */
const PACKED = ['content-encoding', 'content-length', 'transfer-encoding', 'connection'];

export async function POST(request: NextRequest): Promise<Response> {
  const page = request.headers.get('accept')?.includes('text/html') ? request.headers.get('referer') : null;
  try {
    const answer = await pass(request, page === null ? {} : meantAt(new URL(page).pathname));
    return page === null ? answer : leadBack(page, await toldBy(answer), answer.headers.getSetCookie());
  } catch {
    // The server is away, or whoever sent it has gone.
    return page === null ? new Response(null, { status: 502 }) : leadBack(page, UNREACHABLE);
  }
}

function leadBack(page: string, told: Told, cookies: string[] = []): Response {
  const path = new URL(page).pathname.replace(/^\/+/, '/').replaceAll(';', '%3B');
  const headers = new Headers({ location: path });
  for (const cookie of [...cookies, toldCookie(told, path)]) headers.append('set-cookie', cookie);
  return new Response(null, { status: 303, headers });
}

async function pass(request: NextRequest, meant: Record<string, string>): Promise<Response> {
  const answer = await fetch(`${apiUrl()}/trpc/candleSets.upload${request.nextUrl.search}`, {
    method: 'POST',
    headers: { ...Object.fromEntries(without(request.headers, HOP)), ...meant },
    body: request.body,
    // Who goes away ends it there too.
    signal: request.signal,
    redirect: 'manual',
    duplex: 'half',
  } as RequestInit & { duplex: 'half' });
  return new Response(answer.body, { status: answer.status, headers: without(answer.headers, PACKED) });
}

function without(headers: Headers, names: readonly string[]): Headers {
  const kept = new Headers(headers);
  for (const name of names) kept.delete(name);
  return kept;
}
