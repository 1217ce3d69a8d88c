// Prisma's command line: where the schema is, which database it means, which engine runs it.

import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'prisma/config';
import { databaseUrl } from './tools/database/state.mjs';
import { ensureSchemaEngine } from './tools/schema-engine/native.mjs';

const root = path.dirname(fileURLToPath(import.meta.url));

ensureSchemaEngine();

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations', seed: `node ${path.join(root, 'tools/seed.mjs')}` },
  // An owner who may not create databases names an empty one for `migrate dev` to replay the migrations on.
  datasource: { url: databaseUrl() ?? '', shadowDatabaseUrl: process.env.SHADOW_DATABASE_URL || undefined },
});
