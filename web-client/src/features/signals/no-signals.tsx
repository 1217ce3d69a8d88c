'use client';
/** No signals yet: the line that sends the first one. */
import { Copy } from '@/ui/copy';
import { Empty } from '@/ui/empty';

export function NoSignals({ apiUrl }: { apiUrl: string }) {
  const line = [
    `curl ${apiUrl}/hooks/tradingview/YOUR_HOOK_TOKEN \\`,
    `  -H 'content-type: application/json' \\`,
    `  -d '{"exchange":"BINANCE","ticker":"BTCUSDT","action":"buy","contracts":"0.01"}'`,
  ].join('\n');
  return (
    <Empty title="No signals yet">
      <p>Whatever your bots or alerts send appears here at once. Try it from a shell:</p>
      <div className="relative mt-3 rounded bg-raised">
        <pre className="overflow-x-auto p-3 pr-10 font-mono text-note text-ink" tabIndex={0}>
          {line}
        </pre>
        <span className="absolute top-2 right-2">
          <Copy text={line} label="Copy the command" />
        </span>
      </div>
    </Empty>
  );
}
