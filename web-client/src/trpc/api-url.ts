/** Where the API listens, as this process was told; read at run time, never baked into a build. */
export function apiUrl(): string {
  return (process.env.TICKWIRE_API_URL ?? 'http://127.0.0.1:4000').replace(/\/+$/, '');
}
