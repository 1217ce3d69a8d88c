/** Nothing here, or nothing that this person may know of: both read the same. */
import Link from 'next/link';

export default function NotFound() {
  return (
    <main className="mx-auto flex min-h-dvh max-w-sm flex-col justify-center gap-2 px-4">
      <title>Nothing here · Tickwire</title>
      <h1 className="text-figure font-semibold tracking-tight">Nothing here</h1>
      <p className="text-muted">This page does not exist, or it belongs to another tenant.</p>
      <Link href="/" className="mt-2 self-start font-medium underline underline-offset-4">
        Go to your dashboard
      </Link>
    </main>
  );
}
