// Prisma's command line for the blog: `npx prisma …` in this folder, on the database of DATABASE_URL.

import { defineConfig } from 'prisma/config';
import { ensureSchemaEngine } from '../../tools/schema-engine/native.mjs';

ensureSchemaEngine();

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: {
    path: 'prisma/migrations',
    seed: 'cargo run --quiet --package tickwire-example-t3-posts -- seed',
  },
  datasource: { url: process.env.DATABASE_URL ?? '' },
});
