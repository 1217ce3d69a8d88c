/** The keyboard's way past what stands on top of every page. */
export function SkipLink() {
  return (
    <a
      href="#content"
      className="sr-only z-30 rounded bg-ink px-3 py-2 text-canvas focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
    >
      Skip to content
    </a>
  );
}
