// @ts-check
// The npm packages: installed when they are missing or do not match the lock file.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseJson } from './json.mjs';
import { withLock } from './lock.mjs';
import { run } from './processes.mjs';
import { root } from './project.mjs';

/** @typedef {{ version?: string, optional?: boolean, link?: boolean }} LockedPackage */

const PATIENCE_SECONDS = 600;

/** Whether `node_modules` holds what the lock file asks for. */
export function packagesMatchLock() {
  const wanted = readPackages('package-lock.json');
  const installed = readPackages('node_modules/.package-lock.json');
  if (!wanted || !installed) return false;
  return Object.entries(wanted).every(([folder, entry]) => {
    // The project's own packages (the root and the workspaces) are not installed, only linked.
    if (!folder.includes('node_modules/')) return true;
    const found = installed[folder];
    // Optional ones may be for another platform.
    return found ? found.version === entry.version : entry.optional === true;
  });
}

/** Installs the packages unless they are there. Needs no package itself. */
export async function ensurePackages() {
  if (packagesMatchLock()) return;
  await withLock('packages', PATIENCE_SECONDS, async () => {
    if (packagesMatchLock()) return;
    await run('npm-ci', 'npm', ['ci']);
  });
}

/**
 * @param {string} lockFile
 * @returns {Record<string, LockedPackage> | undefined}
 */
function readPackages(lockFile) {
  try {
    const content = readFileSync(path.join(root, lockFile), 'utf8');
    return /** @type {{ packages?: Record<string, LockedPackage> }} */ (parseJson(content)).packages;
  } catch {
    return undefined;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await ensurePackages();
