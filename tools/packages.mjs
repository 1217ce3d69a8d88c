// @ts-check
// The npm packages: installed when they are missing or do not match the lock file.

import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { withLock } from './lock.mjs'
import { root } from './project.mjs'

/** @typedef {{ version?: string, optional?: boolean, link?: boolean }} LockedPackage */

const PATIENCE_SECONDS = 600

/** Whether `node_modules` holds what the lock file asks for. */
export function packagesMatchLock() {
  const wanted = readPackages('package-lock.json')
  const installed = readPackages('node_modules/.package-lock.json')
  if (!wanted || !installed) return false
  return Object.entries(wanted).every(([folder, entry]) => {
    // The project's own packages (the root and the workspaces) are not installed, only linked.
    if (!folder.includes('node_modules/')) return true
    const found = installed[folder]
    // Optional ones may be for another platform.
    return found ? found.version === entry.version : entry.optional === true
  })
}

/** Installs the packages unless they are there. Needs no package itself. */
export async function ensurePackages() {
  if (packagesMatchLock()) return
  await withLock('packages', PATIENCE_SECONDS, async () => {
    if (packagesMatchLock()) return
    const { status, stderr, error } = spawnSync('npm', ['ci', '--no-fund', '--no-audit'], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    if (status !== 0) throw new Error(`npm ci failed:\n${error?.message ?? stderr}`)
  })
}

/**
 * @param {string} lockFile
 * @returns {Record<string, LockedPackage> | undefined}
 */
function readPackages(lockFile) {
  try {
    return JSON.parse(readFileSync(path.join(root, lockFile), 'utf8')).packages
  } catch {
    return undefined
  }
}
