'use client';
/** Buys, sells, or both, as a filter of a list. */
import { FilterSelect } from '@/ui/table/filters';
import { SIDE_NAMES } from './describe-order';

export function SideFilter() {
  return <FilterSelect name="side" label="Side" any="Either side" options={Object.entries(SIDE_NAMES)} />;
}
