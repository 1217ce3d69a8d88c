/** How `positions.onChange` changes a list of positions. */
import type { Position } from '@tickwire/bindings';
import { applyRows, type Pages } from '@/trpc/pages';
import { statusOf, type Filter } from './query';

/** The list after `events`: a position that opens enters at its place, one that closes leaves the open list. */
export function applyPositions(list: Pages<Position>, events: readonly Position[], filter: Filter): Pages<Position> {
  const status = statusOf(filter);
  return applyRows(list, events, {
    since: (position) => position.openedAt,
    belongs: (position) => status === undefined || position.status === status,
  });
}
