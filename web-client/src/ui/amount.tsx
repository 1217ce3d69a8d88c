'use client';
/** Numbers in cells: exact, tabular, and tinted for a moment when they change. */
import clsx from 'clsx';
import { useState } from 'react';
import { formatDecimal, shownSign } from '@/format/decimal';

type AmountProps = { value: string; places: number; className?: string };

/** A plain quantity or price. */
export function Amount({ value, places, className }: AmountProps) {
  return <Tinted text={formatDecimal(value, { places })} className={className} />;
}

/** Profit or loss: the sign first, the hue beside it, neither for what rounds to zero. */
export function Pnl({ value, places, className }: AmountProps) {
  const text = formatDecimal(value, { places, signed: true });
  const sign = shownSign(text);
  const hue = sign > 0 ? 'text-profit' : sign < 0 ? 'text-loss' : 'text-muted';
  return <Tinted text={text} className={clsx(hue, className)} />;
}

/** Text that fades from a tint whenever it differs from what it was; the first paint is still. */
export function Tinted({ text, className }: { text: string; className?: string }) {
  const [shown, setShown] = useState({ text, changes: 0 });
  if (shown.text !== text) setShown({ text, changes: shown.changes + 1 });
  return (
    <span key={shown.changes} className={clsx('numbers rounded-sm', shown.changes > 0 && 'animate-tint', className)}>
      {text}
    </span>
  );
}
