// @ts-check
// Where the project is, and what its environment says.

import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The checkout. */
export const root = path.resolve(fileURLToPath(import.meta.url), '../..')

/** What running the project leaves behind: database, logs, build stamps. Never committed. */
export const dataFolder = path.join(root, '.data')

/** Reads `.env` as the server does: what the environment already says stands. */
export function loadEnvironment() {
  const file = path.join(root, '.env')
  if (existsSync(file)) process.loadEnvFile(file)
}
