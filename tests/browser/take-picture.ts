/** Takes the README's picture of the dashboard: `npm run picture --workspace @tickwire/tests`. */
import path from 'node:path';
import { root } from '../../tools/project.mjs';
import { Browsing, alert, signals } from './browsing';

const FILE = path.join(root, 'docs/dashboard.png');

// A market that moves, as in `npx rust-just up`.
const browsing = await Browsing.start({ TICKWIRE_SIMULATOR: '1' });
try {
  const viewport = { width: 1440, height: 900 };
  const page = await browsing.dashboard({ viewport, deviceScaleFactor: 2, colorScheme: 'dark' });
  await page.getByRole('figure', { name: 'Equity' }).locator('canvas').first().waitFor();
  await alert(browsing.stack, { action: 'buy', contracts: '0.015', price: '67250.5' });
  await signals(page).filter({ hasText: 'Buy 0.01500 BTC' }).filter({ hasText: 'Executed' }).waitFor();
  await page.mouse.move(0, 0);
  // What fades in has faded in.
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
  await page.screenshot({ path: FILE });
} finally {
  await browsing.stop();
}
