/** What charts draw: exact numbers as text, which become floats only where they become pixels. */

/** A value at a time. */
export type Point = readonly [at: Date, value: string];

/** What a price did in an interval. */
export type Bar = {
  openTime: Date;
  open: string;
  high: string;
  low: string;
  close: string;
  /** Whether some of it was not seen. */
  isPartial?: boolean;
};

/** Something that happened at a time. */
export type Marker = { at: Date; side: 'BUY' | 'SELL'; text: string };

/** A price that matters, such as an order's limit. */
export type PriceLine = { price: string; title: string; side: 'BUY' | 'SELL' };

/** How the numbers of a chart are written: digits after the point, and what they count. */
export type Scale = { places: number; unit: string };

/** A line of points, the oldest first. */
export type Line = {
  name: string;
  points: readonly Point[];
  /** Hue means profit and loss; what is neither is ink. */
  tone: 'ink' | 'muted' | 'profit' | 'loss';
  isFilled?: boolean;
  isDashed?: boolean;
};
