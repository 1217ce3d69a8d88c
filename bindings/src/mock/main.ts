/** `tickwire-mock`: the mock server from the command line. */
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { startMock, type Handlers } from './index';

const USAGE = 'tickwire-mock [--port 4000] [--handlers handlers.ts]\n';

async function main(): Promise<number> {
  const options = { port: { type: 'string', default: '4000' }, handlers: { type: 'string' } } as const;
  const { port, handlers } = parseArgs({ options }).values;
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) throw new Error(`"${port}" is no port`);
  const { url } = await startMock({ port: Number(port), handlers: handlers ? await load(handlers) : {} });
  process.stdout.write(`The API, made up, is at ${url}/trpc\n`);
  return 0;
}

/** What a module exports by default answers for the procedures that it names. */
async function load(file: string): Promise<Handlers> {
  const module = (await import(pathToFileURL(path.resolve(file)).href)) as { default?: Handlers };
  if (!module.default) throw new Error(`${file} exports no handlers by default`);
  return module.default;
}

process.exitCode = await main().catch((failure: unknown) => {
  process.stderr.write(`${failure instanceof Error ? failure.message : String(failure)}\n${USAGE}`);
  return 2;
});
