// @ts-check
// The clients of `tests/differential`: Rust's, which are committed, and Prisma's own, which are made when tests run.

import { run } from './processes.mjs';

/** The schemas on which both clients are held against each other. */
export const SCHEMAS = ['blog', 'graph', 'ledger', 'odd', 'shop', 'types'];

/** Writes the Rust clients and what drives them. */
export async function generateDrivers() {
  for (const schema of SCHEMAS) await generate(schema, 'rust', 'driver');
}

/** Writes Prisma's clients. */
export async function generateClients() {
  await Promise.all(SCHEMAS.map((schema) => generate(schema, 'client')));
}

/**
 * @param {string} schema
 * @param {string[]} generators
 */
function generate(schema, ...generators) {
  const file = `tests/differential/schemas/${schema}.prisma`;
  const args = ['prisma', 'generate', '--schema', file, ...generators.flatMap((name) => ['--generator', name])];
  return run(`prisma-generate-${schema}`, 'npx', args);
}
