'use client';
/** Which rows of a long table stand in the document: those in view, a few around them, and room for all others. */
import { useVirtualizer, useWindowVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useLayoutEffect, useState, type RefObject } from 'react';
import { useWide } from '../use-wide';

/** A table of no more rows has all of them in the document. */
const WHOLE = 100;
const OVERSCAN = 12;
/** What a row is taken to be high until it is measured, and the head that stays on top. */
const ROW = 41;
const CARD = 61;
const HEAD = 32;

export type RowWindow = {
  /** The places of the rows that stand in the document. */
  indexes: number[];
  /** Room for the rows above them, and for those below. */
  before: number;
  after: number;
  /** For each row, as its `ref`; it has its place as `data-index`. */
  measure?: (row: HTMLElement | null) => void;
  scrollTo: (index: number) => void;
};

/** `scroller` scrolls where panes stand beside each other; elsewhere the page does. */
export function useRowWindow(
  ids: readonly { id: string }[],
  scroller: RefObject<HTMLElement | null>,
  body: RefObject<HTMLElement | null>,
): RowWindow {
  const count = ids.length;
  const isWindowed = count > WHOLE;
  const isPane = useWide();
  const [margin, setMargin] = useState(HEAD);
  useLayoutEffect(() => {
    if (!isWindowed || !body.current || !scroller.current) return;
    const top = body.current.getBoundingClientRect().top;
    const start = isPane ? scroller.current.getBoundingClientRect().top - scroller.current.scrollTop : -window.scrollY;
    setMargin(Math.round(top - start));
  }, [isWindowed, isPane, scroller, body]);

  // The measures of all rows are kept for as long as this is the same.
  const getItemKey = useCallback((index: number) => ids[index]?.id ?? index, [ids]);
  const options = {
    count,
    estimateSize: () => (isPane ? ROW : CARD),
    getItemKey,
    overscan: OVERSCAN,
    scrollMargin: margin,
    scrollPaddingStart: HEAD,
  };
  const pane = useVirtualizer<HTMLElement, HTMLElement>({
    ...options,
    getScrollElement: () => scroller.current,
    enabled: isWindowed && isPane,
  });
  const page = useWindowVirtualizer<HTMLElement>({ ...options, enabled: isWindowed && !isPane });

  if (!isWindowed) return { indexes: [...ids.keys()], before: 0, after: 0, scrollTo: () => undefined };
  const rows = isPane ? pane : page;
  const items = rows.getVirtualItems();
  const [first, last] = [items[0], items.at(-1)];
  return {
    indexes: items.map((item) => item.index),
    before: first ? first.start - margin : 0,
    after: rows.getTotalSize() - (last ? last.end - margin : 0),
    measure: rows.measureElement,
    scrollTo: (index) => rows.scrollToIndex(index, { align: 'auto' }),
  };
}
