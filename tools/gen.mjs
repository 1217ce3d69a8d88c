// @ts-check
// `just gen`: everything generated, from its sources. `generate` is what `just check` compares with.

import { pathToFileURL } from 'node:url';
import { ensurePackages, packagesMatchLock } from './packages.mjs';
import { run } from './processes.mjs';
import { runProgram } from './program.mjs';
import { step } from './progress.mjs';
import { buildServer } from './server.mjs';

/** The folders that hold nothing but generated files. */
export const GENERATED = ['crates/prisma/src', 'bindings/generated'];

/**
 * Writes every generated file anew.
 * @param {() => Promise<string>} build builds the server, and says where its binary is
 */
export async function generate(build = buildServer) {
  if (!packagesMatchLock()) await step('Installing the npm packages', ensurePackages);
  await step('Generating the Rust client from the schema', () => run('prisma-generate', 'npx', ['prisma', 'generate']));
  await step('Formatting it', () => run('format-client', 'cargo', ['fmt', '--package', 'tickwire-prisma']));
  // The server is built on the client, and the bindings are what it says of its procedures.
  const binary = await step('Building the server', () => build());
  await step('Generating the TypeScript bindings', () => run('bindings', binary, ['bindings']));
  await step('Formatting them', () => run('format-bindings', 'npx', ['prettier', '--write', 'bindings/generated']));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await runProgram(() => generate().then(() => 0), { statusWhenStopped: 130 });
}
