// @ts-check
// LLVM's own tools, of the release that the compiler was built with: on this machine, or as root from Debian.

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { run } from './processes.mjs';

/** @returns {Promise<string>} the folder with `llvm-cov` and `llvm-profdata` */
export async function installedLlvm() {
  const said = execFileSync('rustc', ['-vV'], { encoding: 'utf8' });
  const release = /^LLVM version: (\d+)/m.exec(said)?.[1];
  const host = /^host: (.+)$/m.exec(said)?.[1];
  if (release === undefined || host === undefined) throw new Error('rustc does not say which LLVM it has.');
  const sysroot = execFileSync('rustc', ['--print', 'sysroot'], { encoding: 'utf8' }).trim();
  const debian = `/usr/lib/llvm-${release}/bin`;
  const folders = [path.join(sysroot, 'lib/rustlib', host, 'bin'), debian];
  const found = () => folders.find((folder) => existsSync(path.join(folder, 'llvm-cov')));
  if (found() === undefined && process.getuid?.() === 0) {
    await run('apt-update', 'apt-get', ['update', '-qq']);
    await run('apt-llvm', 'apt-get', ['install', '-y', '-qq', '--no-install-recommends', `llvm-${release}`]);
  }
  const folder = found();
  if (folder !== undefined) return folder;
  throw new Error(`There is no llvm-cov of LLVM ${release}: install Debian's llvm-${release}, or rustup's llvm-tools.`);
}
