/** The subject: the Rust program of `crates/rspc-axum/examples/oracle`. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { buildOracle } from '../../tools/server.mjs';

/** Starts it on a free port; pages of `origin` may call it. */
export async function startSubject(origin?: string) {
  // The test runner has built it already and says where it is.
  const binary = process.env['ORACLE_BINARY'] || (await buildOracle());
  const child = spawn(binary, {
    env: { ...process.env, ORACLE_ORIGIN: origin },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const lines = createInterface({ input: child.stdout });
  const url = await new Promise<string>((resolve, reject) => {
    lines.once('line', resolve);
    void ended.then(() => reject(new Error(`${binary} ended before it listened.`)));
  });
  return {
    url,
    stop: async () => {
      child.kill();
      await ended;
    },
  };
}
