/** A list below what else a page has: where there is room it fills the rest of the screen, and scrolls by itself. */
import type { ReactNode } from 'react';

export function Pane({ children }: { children: ReactNode }) {
  return <div className="flex flex-auto flex-col lg:h-0 lg:min-h-64">{children}</div>;
}
