/** The two hues that a palette gives to profit and loss. */
import type { Palette } from './preferences';

export function Swatch({ palette }: { palette: Palette }) {
  return (
    <span data-palette={palette} className="numbers flex gap-1 text-row font-medium" aria-hidden>
      <span style={{ color: 'var(--profit)' }}>+</span>
      <span style={{ color: 'var(--loss)' }}>−</span>
    </span>
  );
}
