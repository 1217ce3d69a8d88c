'use client';
/** A list of which nothing is what its filters let through. */
import { Empty } from '../empty';
import { ClearFilters } from './filters';

export function NoMatch({ names }: { names: readonly string[] }) {
  return (
    <Empty title="No match">
      <ClearFilters names={names} />
    </Empty>
  );
}
