/** Buttons have no hue: ink for the one act of a form, a line around everything else. */
import clsx from 'clsx';
import type { ComponentProps } from 'react';

/** What a button, or a link that stands for one, looks like. */
export const LOOKS = {
  solid: 'bg-ink text-canvas hover:opacity-90',
  line: 'border border-control hover:bg-raised',
  danger: 'bg-danger-fill text-white hover:opacity-90',
  plain: 'text-muted hover:bg-raised hover:text-ink',
} as const;

/** What all of them have in common. */
export const BUTTON = clsx(
  'inline-flex h-8 cursor-pointer items-center justify-center gap-2 rounded px-3',
  'text-row font-medium whitespace-nowrap transition-[opacity,background-color] duration-120',
  'disabled:cursor-default disabled:opacity-60 pointer-coarse:min-h-11',
);

type ButtonProps = ComponentProps<'button'> & { look?: keyof typeof LOOKS };

export function Button({ look = 'line', className, type = 'button', ...props }: ButtonProps) {
  return <button type={type} className={clsx(BUTTON, LOOKS[look], className)} {...props} />;
}
