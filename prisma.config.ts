// Prisma's command line: where the schema is, which database it means, which engine runs it.

import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'prisma/config';
import { databaseUrl } from './tools/database/state.mjs';

const root = path.dirname(fileURLToPath(import.meta.url));

// Prisma downloads a native engine from a host of its own; where that one is missing (offline, or
// install scripts blocked), the project's stand-in takes its place.
if (!nativeSchemaEngine()) process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= path.join(root, 'tools/schema-engine.mjs');

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: databaseUrl() ?? '' },
});

function nativeSchemaEngine(): boolean {
  const require = createRequire(createRequire(import.meta.url).resolve('prisma/package.json'));
  const folder = path.dirname(require.resolve('@prisma/engines/package.json'));
  return existsSync(folder) && readdirSync(folder).some((name) => name.startsWith('schema-engine-'));
}
