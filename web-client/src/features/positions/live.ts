/** How `positions.onChange` changes a list of positions. */
import type { Position } from '@tickwire/bindings';
import { isAmong } from '@/trpc/narrow';
import type { Rules } from '@/trpc/pages';
import { statusOf, type Choice, type Filter } from './query';

/** A position that opens enters at its place, one that closes leaves the open list. */
export function positionRules(filter: Filter, choice: Choice = {}): Rules<Position> {
  const status = statusOf(filter);
  return {
    since: (position) => position.openedAt,
    belongs: (position) =>
      isAmong(position, position.openedAt, choice) &&
      (status === undefined || position.status === status) &&
      (choice.side === undefined || position.side === choice.side),
  };
}
