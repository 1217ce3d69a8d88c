/** The product's name: a tick on a wire, and the word. */
import clsx from 'clsx';

export function Wordmark({ className }: { className?: string }) {
  return (
    <span className={clsx('inline-flex items-center gap-2 text-body font-semibold', className)}>
      <svg
        viewBox="0 0 16 16"
        className="size-4"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.75"
        aria-hidden
      >
        <path d="M0 9h4l2 4 4-11 2 7h4" strokeLinejoin="round" strokeLinecap="round" />
      </svg>
      Tickwire
    </span>
  );
}
