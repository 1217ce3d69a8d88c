/** How `signals.onNew` and `signals.onChange` change the feed. */
import type { Signal } from '@tickwire/bindings';
import { applyRows, type Pages } from '@/trpc/pages';
import { PAGE_SIZE } from './query';

/**
 * The most signals that stay on the page: a feed left open for a week must not grow for a week. Each page that a
 * person loads makes room for itself.
 */
export const FEED_LIMIT = 100;

/** The feed after `events`, in whatever order the two subscriptions delivered them. */
export function applySignals(feed: Pages<Signal>, events: readonly Signal[]): Pages<Signal> {
  return applyRows(feed, events, {
    since: (signal) => signal.receivedAt,
    limit: FEED_LIMIT + (feed.pages.length - 1) * PAGE_SIZE,
  });
}
