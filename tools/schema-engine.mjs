#!/usr/bin/env node
// @ts-check
// Stands in for Prisma's native schema engine where that one could not be downloaded: same arguments,
// same JSON-RPC on stdin and stdout, over the engine's WebAssembly build and the `pg` driver.
//
// prisma.config.ts names this file to the CLI when the native engine is missing; nobody runs it by hand.

import { parseArgs } from 'node:util';
import { parseJson } from './json.mjs';
import { runCommand } from './schema-engine/commands.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  // The CLI passes more than a PostgreSQL project needs (extension types, preview features).
  strict: false,
  options: {
    datamodels: { type: 'string', multiple: true },
    datasource: { type: 'string' },
    version: { type: 'boolean', short: 'V' },
  },
});

const datasource = /** @type {import('./schema-engine/connection.mjs').Datasource} */ (
  typeof values.datasource === 'string' ? parseJson(values.datasource) : {}
);

if (values.version === true) {
  const { instantiate } = await import('./schema-engine/rpc.mjs');
  const { version } = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  await instantiate();
  process.stdout.write(`schema-engine-wasm ${version()}\n`);
} else if (positionals[0] === 'cli') {
  process.exitCode = await runCommand(positionals[1], datasource);
} else {
  // Loaded only here: the commands above do without the engine, and it is large.
  const { serve } = await import('./schema-engine/rpc.mjs');
  await serve(datasource, /** @type {string[]} */ (values.datamodels ?? []));
}
