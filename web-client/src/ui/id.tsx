/** An id: cut to what fits, and copied whole. */
import { Copy } from './copy';

export function Id({ id, label }: { id: string; label: string }) {
  return (
    <span className="flex min-w-0 items-center gap-1">
      <code className="min-w-0 truncate font-mono text-note" title={id}>
        {id}
      </code>
      <span className="pointer-coarse:-my-3">
        <Copy text={id} label={`Copy ${label}`} />
      </span>
    </span>
  );
}
