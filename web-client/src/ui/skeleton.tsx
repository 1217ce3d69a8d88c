/** Rows that are being read: the boxes of the page, quiet and still. */
const ROWS = ['60%', '45%', '55%', '40%'] as const;

export function Skeleton({ label }: { label: string }) {
  return (
    <div role="status" className="flex flex-col">
      <span className="sr-only">{label}</span>
      {ROWS.map((width) => (
        <div key={width} className="flex h-10 items-center border-b border-line px-4">
          <span className="h-3 rounded-sm bg-sunken" style={{ width }} />
        </div>
      ))}
    </div>
  );
}
