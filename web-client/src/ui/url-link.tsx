'use client';
/** A link to another view of the same page. It loads nothing; without a script, or in another tab, it is a link. */
import type { ComponentProps, MouseEvent } from 'react';
import { useUrl, type UrlChanges } from './use-url';

type UrlLinkProps = Omit<ComponentProps<'a'>, 'href' | 'onClick'> & {
  to: UrlChanges;
  /** Whether Back undoes it. */
  isStep?: boolean;
};

export function UrlLink({ to, isStep = false, ...rest }: UrlLinkProps) {
  const url = useUrl();
  return (
    <a
      {...rest}
      href={url.hrefWith(to)}
      onClick={(event) => {
        if (!isPlain(event)) return;
        event.preventDefault();
        if (isStep) url.push(to);
        else url.replace(to);
      }}
    />
  );
}

/** Whether a click asks for the link here, and not for another tab or a file. */
export function isPlain({ button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent): boolean {
  return button === 0 && !metaKey && !ctrlKey && !shiftKey && !altKey;
}
