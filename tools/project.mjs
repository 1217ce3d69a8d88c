// @ts-check
// Where the project is, and what its environment says.

import { existsSync, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const root = path.resolve(fileURLToPath(import.meta.url), '../..');

/** What running the project leaves behind: database, logs, build stamps. Never committed. */
export const dataFolder = path.join(root, '.data');

/** Makes sure that the data folder is there, and that it is the caller's. */
export function checkDataFolder() {
  mkdirSync(dataFolder, { recursive: true });
  const [owner, caller] = [statSync(dataFolder).uid, process.getuid?.()];
  if (caller === undefined || caller === 0 || caller === owner) return;
  throw new Error(
    `${dataFolder} belongs to another account (number ${owner}): remove it, or run this as that account.`,
  );
}

/** Reads `.env` as the server does: what the environment already says stands. */
export function loadEnvironment() {
  const file = path.join(root, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
}
