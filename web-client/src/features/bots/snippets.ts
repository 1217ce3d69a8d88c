/** The first signal of a bot, ready to be pasted; its key is of the moment it is run, so that it can be run again. */

/** As a line for a shell. */
export function curl(apiUrl: string, key: string): string {
  return [
    `curl ${apiUrl}/api/signals.submit \\`,
    `  -H 'authorization: Bearer ${key}' \\`,
    `  -H 'content-type: application/json' \\`,
    `  -d '{"dedupKey":"first-'$(date +%s)'","venue":"BINANCE","symbol":"BTCUSDT","side":"BUY","qty":"0.001"}'`,
  ].join('\n');
}

/** As a program with the standard library alone. */
export function python(apiUrl: string, key: string): string {
  return [
    'import json, time, urllib.request',
    '',
    'dedup_key = f"first-{time.time_ns()}"',
    'signal = {"dedupKey": dedup_key, "venue": "BINANCE", "symbol": "BTCUSDT", "side": "BUY", "qty": "0.001"}',
    `headers = {"authorization": "Bearer ${key}", "content-type": "application/json"}`,
    `request = urllib.request.Request("${apiUrl}/api/signals.submit", json.dumps(signal).encode(), headers)`,
    'print(urllib.request.urlopen(request).read().decode())',
  ].join('\n');
}
