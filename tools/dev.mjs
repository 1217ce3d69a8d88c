// @ts-check
// `just dev`: everything running from its sources. The page reloads itself; the server is built and
// started again when Rust or a migration changes.

import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { holdDatabase } from './database.mjs';
import { ensurePackages, packagesMatchLock } from './packages.mjs';
import { run } from './processes.mjs';
import { atEnd, runProgram } from './program.mjs';
import { say, step } from './progress.mjs';
import { root } from './project.mjs';
import { buildServer, migrate, seed, serve } from './server.mjs';
import { readSettings, requireFreePorts } from './settings.mjs';
import { startWebClient } from './web-client.mjs';

const WATCHED = ['crates', 'prisma/migrations'];
const SOURCE = /\.(rs|sql)$|Cargo\.toml$/;
const POLL_MS = 300;

/** @returns {Promise<never>} it ends when it is stopped, or with the web client */
async function dev() {
  const settings = readSettings();
  await requireFreePorts(settings);
  const { apiPort: port, webPort, apiUrl, publicUrl } = settings;
  if (!packagesMatchLock()) await step('Installing the npm packages', ensurePackages);
  const database = await step('Starting the database', () => holdDatabase(say));
  atEnd(() => database.release());

  const changes = new Changes();
  let binary = await step('Building the server', () => buildServer());
  await step('Preparing the database', () => prepare(binary, database.url));
  const start = () => serve(binary, { databaseUrl: database.url, port, publicUrl, settings: settings.server });
  let server = await step('Starting the server', start);
  const web = await step('Starting the web client', () => startWebClient({ port: webPort, apiUrl, reload: true }));
  void web.ended.then(() => changes.fail(new Error(web.report())));
  say(`\n  ${publicUrl} follows the sources. Ctrl-C ends everything.\n`);

  for (;;) {
    await changes.next();
    try {
      binary = await step('Building the server', () => buildServer());
      // The page's types follow the procedures at once.
      await run('bindings', binary, ['bindings']);
      await server.stop();
      await step('Preparing the database', () => prepare(binary, database.url));
      server = await step('Starting the server', start);
    } catch (failure) {
      // What ran goes on running, where it can: the next change may mend it.
      say(`\n${failure instanceof Error ? failure.message : String(failure)}\n`);
    }
  }
}

/**
 * @param {string} binary
 * @param {string} databaseUrl
 */
async function prepare(binary, databaseUrl) {
  await migrate(binary, databaseUrl);
  await seed(binary, databaseUrl);
}

/**
 * The changes of the server's sources. They are looked at from time to time: what systems tell of changes
 * under a folder differs, and an editor that replaces a file escapes some of it.
 */
class Changes {
  #seen = timesOfSources();
  /** @type {Error | undefined} */
  #failure;

  /**
   * Ends the wait for the next change with a failure.
   * @param {Error} failure
   */
  fail(failure) {
    this.#failure = failure;
  }

  /** Waits until something has changed since the last call, and nothing changes any more. */
  async next() {
    for (let before = this.#seen; ;) {
      if (this.#failure) throw this.#failure;
      await sleep(POLL_MS);
      const now = timesOfSources();
      if (now === before && now !== this.#seen) {
        this.#seen = now;
        return;
      }
      before = now;
    }
  }
}

/** Names and times of the sources, to be compared. */
function timesOfSources() {
  const files = WATCHED.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => SOURCE.test(name))
      .map((name) => path.join(root, folder, name)),
  );
  return files.map((file) => `${file} ${statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0}`).join('\n');
}

await runProgram(dev, { statusWhenStopped: 0 });
