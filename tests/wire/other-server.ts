/** A second server on a stack's database, for what happens while the first one is away. */
import { freePort } from '../../tools/ports.mjs';
import { buildServer, serve } from '../../tools/server.mjs';
import type { Stack } from '../../tools/stack.mjs';

/** Runs a server on a port of its own for as long as `act` takes. */
export async function onOtherServer(stack: Stack, act: (apiUrl: string) => Promise<void>): Promise<void> {
  const port = await freePort();
  const binary = process.env.TICKWIRE_BINARY ?? (await buildServer('other-cargo-build'));
  const { databaseUrl, webUrl } = stack;
  const server = await serve(binary, { databaseUrl, port, publicUrl: webUrl, log: `other-server-${port}` });
  try {
    await act(`http://127.0.0.1:${port}`);
  } finally {
    await server.stop();
  }
}
