// @ts-check
// The database that everything else uses: the one that DATABASE_URL names, else an embedded PostgreSQL
// under .data/. As a program: `node tools/database.mjs start [--url] | stop | status`.

import { pathToFileURL } from 'node:url';
import { runningUrl, startEmbedded, stopEmbedded } from './database/embedded.mjs';
import { hold, release } from './database/holders.mjs';
import { configuredUrl, readState } from './database/state.mjs';

/**
 * @typedef {object} HeldDatabase
 * @property {string} url the owner's URL
 * @property {boolean} embedded
 * @property {() => Promise<void>} release stops an embedded server that was started for its holders alone,
 *   when the last one lets go
 */

/**
 * A database for as long as this process wants it.
 * @param {(message: string) => void} tell hears what takes time
 * @returns {Promise<HeldDatabase>}
 */
export async function holdDatabase(tell) {
  const configured = configuredUrl();
  if (configured !== undefined) return { url: configured, embedded: false, release: () => Promise.resolve() };
  // Held before it is started, so that no other process stops it in between.
  hold();
  const url = await startEmbedded({ keep: false, tell });
  const letGo = async () => {
    if (release() && readState()?.keep === false) await stopEmbedded();
  };
  return { url, embedded: true, release: letGo };
}

/**
 * A database that runs until it is stopped.
 * @param {(message: string) => void} tell hears what takes time
 * @returns {Promise<string>} the owner's URL
 */
export async function startDatabase(tell) {
  return configuredUrl() ?? (await startEmbedded({ keep: true, tell }));
}

const USAGE = `usage: node tools/database.mjs <command>
  start                 starts it unless it runs, and prints the owner's URL
  start --url           the same, and says nothing else
  start --url <name>    the same, with the URL of another database on it, which whoever migrates it creates
  stop                  stops the embedded server
  status                says whether it runs`;

/** @param {string[]} args */
async function main([command, option, name]) {
  const say = (/** @type {string} */ line) => process.stderr.write(`${line}\n`);
  switch (command) {
    case 'start': {
      const url = new URL(await startDatabase(option === '--url' ? () => undefined : say));
      if (name !== undefined) url.pathname = `/${name}`;
      process.stdout.write(`${url.href}\n`);
      return 0;
    }
    case 'stop':
      if (configuredUrl() !== undefined) say('DATABASE_URL is set: that database is not ours to stop.');
      else say((await stopEmbedded()) ? 'Stopped.' : 'It was not running.');
      return 0;
    case 'status': {
      const configured = configuredUrl();
      const url = configured ?? (await runningUrl());
      if (url !== undefined) say(`${configured ? 'DATABASE_URL names' : 'Running at'} ${withoutPassword(url)}.`);
      else say('Not running. `just database start` starts it.');
      return url === undefined ? 3 : 0;
    }
    default:
      say(USAGE);
      return 2;
  }
}

/** @param {string} url */
function withoutPassword(url) {
  const parsed = new URL(url);
  parsed.password = '';
  return parsed.href;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    process.exitCode = await main(process.argv.slice(2));
  } catch (failure) {
    process.stderr.write(`${failure instanceof Error ? failure.message : String(failure)}\n`);
    process.exitCode = 1;
  }
}
