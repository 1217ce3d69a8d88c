/** How `bots.onChange` changes what is known of bots. */
import type { Bot, BotDetail, Page } from '@tickwire/bindings';
import type { Pages } from '@/trpc/pages';

/** The list after `events`, by name: a bot that is not in it yet enters where its name belongs. */
export function applyBots(list: Pages<Bot>, events: readonly Bot[]): Pages<Bot> {
  const pages = events.reduce(applyBot, list.pages);
  return pages === list.pages ? list : { ...list, pages };
}

/** The one bot after `events`, which are about others too. */
export function applyToDetail(detail: BotDetail, events: readonly Bot[]): BotDetail {
  const mine = events.filter((event) => event.id === detail.bot.id);
  const bot = mine.reduce((newest, event) => (event.seq > newest.seq ? event : newest), detail.bot);
  return bot === detail.bot ? detail : { ...detail, bot };
}

function applyBot(pages: Page<Bot>[], event: Bot): Page<Bot>[] {
  for (const [index, page] of pages.entries()) {
    const at = page.items.findIndex((bot) => bot.id === event.id);
    const bot = page.items[at];
    if (!bot) continue;
    return bot.seq >= event.seq ? pages : pages.with(index, { ...page, items: page.items.with(at, event) });
  }
  return insert(pages, event);
}

/** Before the first name that comes after it. One that comes after all that was read waits for its page. */
function insert(pages: Page<Bot>[], bot: Bot): Page<Bot>[] {
  for (const [index, page] of pages.entries()) {
    const found = page.items.findIndex((other) => other.name > bot.name);
    const isEnd = found < 0 && page.nextCursor === null;
    if (found < 0 && !isEnd) continue;
    const at = isEnd ? page.items.length : found;
    return pages.with(index, { ...page, items: page.items.toSpliced(at, 0, bot) });
  }
  return pages;
}
