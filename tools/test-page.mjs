// @ts-check
// The page on which `tests/react` plays its scenes.

import { NextBuild } from './next-build.mjs';
import { freePort } from './ports.mjs';
import { ready } from './server.mjs';

/** Its build. */
export const testPage = new NextBuild('test-page', 'tests/react/page', [
  'tests/react/page',
  'trpc-versions/11.19.0',
  'package-lock.json',
  'tsconfig.json',
]);

/** Starts the page on a free port, and waits until it is served. */
export async function startTestPage() {
  await testPage.make();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = testPage.start(port);
  await ready(child, url);
  return { url, stop: () => child.stop() };
}
