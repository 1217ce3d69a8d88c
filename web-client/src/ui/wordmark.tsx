/** The product's name: a tick on a wire, and the word. */
import clsx from 'clsx';

type WordmarkProps = { className?: string; wordClassName?: string };

export function Wordmark({ className, wordClassName }: WordmarkProps) {
  return (
    <span className={clsx('inline-flex items-center gap-2 text-body font-semibold', className)}>
      <svg
        viewBox="0 0 16 16"
        className="size-4 shrink-0"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.75"
        strokeLinejoin="round"
        strokeLinecap="round"
        aria-hidden
      >
        <path d="M1 9h3l2 4 3.5-10 2 6H15" />
      </svg>
      <span className={wordClassName}>Tickwire</span>
    </span>
  );
}
