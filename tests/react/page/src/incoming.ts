/** What a server component passes on of the request that it answers. */
import 'server-only';
import { headers } from 'next/headers';

/** The origin at which the page was asked for, which is the API's as well, and who asked. */
export async function incoming(): Promise<{ origin: string; headers: Record<string, string> }> {
  const request = await headers();
  const cookie = request.get('cookie');
  return {
    origin: `http://${request.get('host') ?? ''}`,
    headers: cookie === null ? {} : { cookie },
  };
}
