/** A fetch that tells how much of the body has gone, which the browser's own does not. */

/** Bytes that have gone, and that there are. */
export type Progress = { sent: number; total: number };

type Init = {
  method?: string;
  headers?: HeadersInit | Record<string, string>;
  body?: unknown;
  signal?: AbortSignal | null;
};

export function uploadFetch(onProgress: (progress: Progress) => void) {
  return (input: RequestInfo | URL | string, { method = 'GET', headers, body, signal }: Init = {}): Promise<Response> =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open(method, input instanceof Request ? input.url : input);
      for (const [name, value] of new Headers(headers)) request.setRequestHeader(name, value);
      request.upload.onprogress = ({ loaded, total }) => onProgress({ sent: loaded, total });
      request.onload = () => resolve(responseOf(request));
      request.onerror = () => reject(new TypeError('The server cannot be reached.'));
      request.onabort = () => reject(new DOMException('The upload was cancelled.', 'AbortError'));
      signal?.addEventListener('abort', () => request.abort(), { once: true });
      request.send(body instanceof FormData ? body : null);
    });
}

function responseOf(request: XMLHttpRequest): Response {
  const headers = new Headers();
  for (const line of request.getAllResponseHeaders().trim().split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.append(line.slice(0, colon), line.slice(colon + 1).trim());
  }
  return new Response(request.responseText, { status: request.status, headers });
}
