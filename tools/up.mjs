// @ts-check
// `just up`: everything running, from nothing; one Ctrl-C ends all of it.

import { holdDatabase } from './database.mjs';
import { ensurePackages, packagesMatchLock } from './packages.mjs';
import { atEnd, runProgram } from './program.mjs';
import { elapsed, say, step } from './progress.mjs';
import { buildServer, migrate, seed, serve } from './server.mjs';
import { readSettings, requireFreePorts } from './settings.mjs';
import { startWebClient, webClient } from './web-client.mjs';

/** @returns {Promise<never>} it ends when it is stopped, or with the first child that ends */
async function up() {
  const settings = readSettings();
  await requireFreePorts(settings);
  if (!packagesMatchLock()) await step('Installing the npm packages', ensurePackages);
  const database = await step('Starting the database', () => holdDatabase(say));
  atEnd(() => database.release());
  const binary = await step('Building the server', () => buildServer());
  await step('Migrating the database', () => migrate(binary, database.url));
  await step('Seeding the demo data', () => seed(binary, database.url));
  if (!webClient.isFresh) await step('Building the web client', () => webClient.make());
  const { apiPort: port, webPort, apiUrl, publicUrl, server } = settings;
  const children = await step('Starting the server and the web client', () =>
    Promise.all([
      serve(binary, { databaseUrl: database.url, port, publicUrl, settings: server }),
      startWebClient({ port: webPort, apiUrl }),
    ]),
  );
  welcome(settings);
  const first = await Promise.race(children.map((child) => child.ended.then(() => child)));
  throw new Error(first.report());
}

/** @param {import('./settings.mjs').Settings} settings */
function welcome({ apiUrl, publicUrl }) {
  say(`
Tickwire is up, after ${elapsed()} s.

  ${publicUrl}
  Log in as demo@tickwire.dev with the password demo-tickwire-2026.
${mailbox(apiUrl)}
Send a signal as TradingView would, and watch it arrive:

  curl ${apiUrl}/hooks/tradingview/demo-hook-momentum \\
    -H 'content-type: application/json' \\
    -d '{"exchange":"BINANCE","ticker":"BTCUSDT","action":"buy","contracts":"0.01","price":"64250.5"}'

Logs are in .data/log. Ctrl-C ends everything.`);
}

/**
 * Where the mails are that nobody sends.
 * @param {string} apiUrl
 */
function mailbox(apiUrl) {
  if (process.env.TICKWIRE_SMTP_URL) return '';
  return `  E-mails are not sent; read them at ${apiUrl}/dev/mail\n`;
}

await runProgram(up, { statusWhenStopped: 0 });
