/** The id to quote to whoever reads the logs. */
import { Copy } from './copy';

export function RequestId({ id }: { id: string }) {
  return (
    <span className="flex min-w-0 items-center gap-1 text-note text-muted">
      Request{' '}
      <code className="min-w-0 truncate font-mono" title={id}>
        {id}
      </code>
      <Copy text={id} label="Copy request id" />
    </span>
  );
}
