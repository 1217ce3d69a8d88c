'use client';
/** A button that copies what stands beside it, and says that it did. */
import { Check, Copy as CopyIcon } from 'lucide-react';
import { useEffect, useState } from 'react';

const SAID_MS = 2_000;

export function Copy({ text, label }: { text: string; label: string }) {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), SAID_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);

  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  const Icon = isCopied ? Check : CopyIcon;
  return (
    <button
      type="button"
      onClick={() => void copy()}
      aria-label={isCopied ? 'Copied' : label}
      className="inline-grid size-6 cursor-pointer place-items-center rounded text-muted hover:bg-raised hover:text-ink pointer-coarse:size-11"
    >
      <Icon className="size-3.5" aria-hidden />
    </button>
  );
}
