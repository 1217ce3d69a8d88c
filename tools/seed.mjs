// @ts-check
// `prisma db seed`: the demo data, into the database that the Prisma CLI works on.

import { databaseUrl } from './database/state.mjs';
import { runProgram } from './program.mjs';
import { step } from './progress.mjs';
import { buildServer, migrate, seed } from './server.mjs';

async function main() {
  const url = databaseUrl();
  if (url === undefined)
    throw new Error('There is no database: set DATABASE_URL, or start one (`just database start`).');
  const binary = process.env.TICKWIRE_BINARY ?? (await step('Building the server', () => buildServer()));
  // What is pending, and the logins of the roles that write the data.
  await step('Migrating', () => migrate(binary, url));
  await step('Seeding', () => seed(binary, url));
  return 0;
}

await runProgram(main, { statusWhenStopped: 130 });
