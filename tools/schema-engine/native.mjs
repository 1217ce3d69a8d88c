// @ts-check
// Prisma downloads a native schema engine from a host of its own; where that one is missing (offline, or install
// scripts blocked), the project's stand-in takes its place.

import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from '../project.mjs';

/** Tells the Prisma CLI, which runs in this process, which engine there is. */
export function ensureSchemaEngine() {
  if (!isNative()) process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= path.join(root, 'tools/schema-engine.mjs');
}

function isNative() {
  const require = createRequire(createRequire(import.meta.url).resolve('prisma/package.json'));
  const folder = path.dirname(require.resolve('@prisma/engines/package.json'));
  return existsSync(folder) && readdirSync(folder).some((name) => name.startsWith('schema-engine-'));
}
