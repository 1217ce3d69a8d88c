'use client';
/**
 * What a row of a list opens: a pane beside the list, or on a phone a drawer over it. It has a URL of its own, so the
 * server paints it too; what a drawer takes comes when one is opened.
 */
import { X } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useEffect, useLayoutEffect, useRef, type ReactNode } from 'react';
import { UrlLink } from './url-link';
import { useMounted } from './use-mounted';
import { useUrl } from './use-url';
import { useWide } from './use-wide';

const Drawer = dynamic(() => import('./drawer').then((module) => module.Drawer));

type SidePanelProps = {
  /** The parameter of the URL that holds it open, and the row that it is of. */
  param: string;
  of: string;
  title: string;
  children: ReactNode;
};

export function SidePanel({ param, of, title, children }: SidePanelProps) {
  const isMounted = useMounted();
  const isWide = useWide();
  const url = useUrl();
  const heading = useRef<HTMLHeadingElement>(null);
  const row = useRef(of);

  useEffect(() => {
    row.current = of;
    // Whoever opened it goes on in it; whoever came to a page that has it open begins at the top.
    if (document.activeElement !== document.body) heading.current?.focus({ preventScroll: true });
  }, [of]);
  // Before it leaves the document, and the focus with it.
  useLayoutEffect(() => () => focusRow(row.current), []);

  if (isMounted && !isWide) {
    return (
      <Drawer title={title} onClose={() => url.replace({ [param]: undefined })}>
        {children}
      </Drawer>
    );
  }
  return (
    <aside
      aria-label={title}
      className="flex flex-col overflow-y-auto bg-canvas max-lg:fixed max-lg:inset-0 max-lg:z-20 lg:w-104 lg:shrink-0 lg:border-l lg:border-line"
    >
      <div className="sticky top-0 z-1 flex min-h-11 items-center justify-between gap-3 border-b border-line bg-canvas py-1.5 pr-2 pl-4">
        <h2 ref={heading} tabIndex={-1} className="min-w-0 truncate text-body font-semibold outline-hidden">
          {title}
        </h2>
        <UrlLink
          to={{ [param]: undefined }}
          aria-label="Close"
          className="inline-grid size-7 shrink-0 place-items-center rounded text-muted hover:bg-raised hover:text-ink pointer-coarse:size-11"
        >
          <X className="size-4" aria-hidden />
        </UrlLink>
      </div>
      {children}
    </aside>
  );
}

/** The focus goes back to the row that was looked at, unless it has gone elsewhere. */
function focusRow(id: string): void {
  const { activeElement, body } = document;
  if (activeElement !== null && activeElement !== body && activeElement.closest('aside') === null) return;
  document.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`)?.focus({ preventScroll: true });
}
