// @ts-check
// `just gen`: everything generated, from its sources. `generate` is what `just check` compares with.

import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { SCHEMAS, generateDrivers } from './differential.mjs';
import { ensurePackages, packagesMatchLock } from './packages.mjs';
import { run } from './processes.mjs';
import { runProgram } from './program.mjs';
import { step } from './progress.mjs';
import { buildOracle, buildServer } from './server.mjs';

/** The folders that hold nothing but generated files. */
export const GENERATED = [
  'crates/prisma/src',
  'examples/t3-posts/src/prisma',
  'crates/prisma-client-rust/examples/blog/prisma',
  'bindings/generated',
  'tests/react/page/generated',
  'tests/differential/datamodels',
  ...SCHEMAS.map((schema) => `tests/differential/src/${schema}`),
  'tests/differential/src/drivers',
];

/**
 * Writes every generated file anew.
 * @param {() => Promise<string>} build builds the server, and says where its binary is
 */
export async function generate(build = buildServer) {
  if (!packagesMatchLock()) await step('Installing the npm packages', ensurePackages);
  await step('Generating the Rust client from the schema', () => run('prisma-generate', 'npx', ['prisma', 'generate']));
  await step('Generating the clients of the examples', async () => {
    for (const schema of ['examples/t3-posts/prisma', 'crates/prisma-client-rust/examples/blog']) {
      const args = ['prisma', 'generate', '--schema', `${schema}/schema.prisma`];
      await run(`prisma-generate-${path.basename(path.dirname(schema))}`, 'npx', args);
    }
  });
  await step('Generating the clients of the differential tests', generateDrivers);
  const named = ['prisma', 'prisma-client-rust', 'example-t3-posts', 'differential'];
  const packages = named.flatMap((name) => ['--package', `tickwire-${name}`]);
  await step('Formatting them', () => run('format-client', 'cargo', ['fmt', ...packages]));
  // The server is built on the client, and the bindings are what it says of its procedures.
  const binary = await step('Building the server', () => build());
  await step('Generating the TypeScript bindings', () => run('bindings', binary, ['bindings']));
  const oracle = await step('Building the oracle', buildOracle);
  const page = 'tests/react/page/generated';
  await step('Generating its bindings', () => run('bindings-oracle', oracle, ['bindings', page]));
  const format = ['prettier', '--write', 'bindings/generated', page];
  await step('Formatting them', () => run('format-bindings', 'npx', format));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await runProgram(() => generate().then(() => 0), { statusWhenStopped: 130 });
}
