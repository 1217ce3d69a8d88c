'use client';
/** A file of candles becomes a set: what it is called and of, and how far it has gone. */
import { useInfiniteQuery } from '@tanstack/react-query';
import type { CandleInterval, RefusedLines } from '@tickwire/bindings';
import { useRef, useState, type SubmitEvent } from 'react';
import { INTERVAL_KEYS, INTERVALS } from '@/features/market/intervals';
import { instrumentPages } from '@/features/market/query';
import { useTRPC } from '@/trpc/client';
import { refusalOf } from '@/trpc/errors';
import { rowsOf } from '@/trpc/pages';
import type { Progress } from '@/trpc/upload-fetch';
import { Button } from '@/ui/button';
import { Field } from '@/ui/form/field';
import { Refusal } from '@/ui/form/refusal';
import { Select } from '@/ui/form/select-field';
import { Submit } from '@/ui/form/submit';
import { FileField } from './file-field';
import { candleSetPages } from './query';
import { RefusedTable, Report } from './report';
import { UPLOAD_REFUSALS } from './sentences';
import type { Told } from './told';
import { useUpload } from './use-upload';

/** Bytes that the server takes. */
const MOST = 64 * 1024 * 1024;

type Errors = { name?: string; file?: string };

/** `told` is what came of a file that was sent without a script. */
export function UploadForm({ told }: { told: Told }) {
  const instruments = rowsOf(useInfiniteQuery(instrumentPages(useTRPC())).data);
  const sets = rowsOf(useInfiniteQuery(candleSetPages(useTRPC())).data);
  const [errors, setErrors] = useState<Errors>(() => errorsIn(told));
  const [chosen, setChosen] = useState<string>();
  const instrument = instruments.find(({ id }) => id === chosen) ?? instruments[0];
  const form = useRef<HTMLFormElement>(null);
  const { upload, progress, isCanceled, cancel } = useUpload();
  const isFresh = upload.isIdle;
  const refusal = isFresh ? told.refusal : refusalOf(upload.error);
  const report = isFresh ? told.report : upload.data;

  const send = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (upload.isPending) return;
    const entered = new FormData(event.currentTarget);
    // A file is not sent in vain for a name that is known to be taken.
    const found = errorsOf(entered, new Set(sets.map(({ name }) => name)));
    setErrors(found);
    if (found.name ?? found.file) return;
    upload.mutate(formOf(entered, instrument), {
      onSuccess: () => form.current?.reset(),
      onError: (error) => {
        if (refusalOf(error)?.type === 'NameTaken') setErrors({ name: UPLOAD_REFUSALS.NameTaken });
      },
    });
  };

  return (
    <div className="flex flex-col gap-4">
      {/* Without a script it goes straight to the API, which reads the fields in this order and takes no others. */}
      <form
        ref={form}
        action="/api/trpc/candleSets.upload"
        method="post"
        encType="multipart/form-data"
        noValidate
        onSubmit={send}
        className="flex flex-col gap-4"
        aria-label="Upload candles"
      >
        {!isCanceled && errors.name === undefined && (
          <Refusal error={upload.error} own={UPLOAD_REFUSALS} sentence={isFresh ? sentenceOf(told) : undefined} />
        )}
        <Field label="Name" name="name" autoComplete="off" maxLength={64} error={errors.name} />
        <div className="grid grid-cols-2 gap-4">
          <Select
            label="Instrument"
            value={instrument?.id ?? ''}
            onChange={(event) => setChosen(event.target.value)}
            className="noscript:hidden"
          >
            {instruments.map(({ id, venue, symbol }) => (
              <option key={id} value={id}>
                {symbol} · {venue}
              </option>
            ))}
          </Select>
          <Words label="Venue" name="venue" words={instruments.map(({ venue }) => venue)} />
          <Words label="Symbol" name="symbol" words={instruments.map(({ symbol }) => symbol)} />
          <Select label="A candle lasts" name="interval" defaultValue={'M1' satisfies CandleInterval}>
            {INTERVAL_KEYS.map((interval) => (
              <option key={interval} value={interval}>
                {INTERVALS[interval].name}
              </option>
            ))}
          </Select>
        </div>
        <FileField label="File" name="file" accept=".csv,.tsv,.txt,text/csv" error={errors.file} />
        <div className="flex flex-wrap items-center gap-3">
          <Submit isBusy={upload.isPending} busy="Uploading…">
            Upload
          </Submit>
          {upload.isPending && <Button onClick={cancel}>Cancel</Button>}
        </div>
        {upload.isPending && <Going progress={progress} />}
      </form>
      <div role="status" className="flex flex-col gap-3 empty:hidden">
        {isCanceled && <p className="text-row">Cancelled. Nothing of the file is kept.</p>}
        {report && <Report report={report} />}
        {refusal?.type === 'NoCandles' && <RefusedTable refused={refusal.refused as RefusedLines} />}
      </div>
    </div>
  );
}

/** What names an instrument where no script finds it by its id. */
function Words({ label, name, words }: { label: string; name: string; words: string[] }) {
  return (
    <Select label={label} name={name} className="not-noscript:hidden">
      {[...new Set(words)].map((word) => (
        <option key={word}>{word}</option>
      ))}
    </Select>
  );
}

/** How much of the file has gone; then the server reads the rest of it. */
function Going({ progress }: { progress: Progress | undefined }) {
  const { sent, total } = progress ?? { sent: 0, total: 0 };
  const isSent = total > 0 && sent >= total;
  const words = isSent ? 'Sent. The last lines are being read.' : `${megabytes(sent)} of ${megabytes(total)} MB`;
  return (
    <div className="flex flex-col gap-1">
      <progress
        aria-label="Upload"
        max={Math.max(total, 1)}
        value={sent}
        className="h-2 w-full overflow-hidden rounded-sm accent-ink"
      />
      <p className="numbers text-note text-muted">{words}</p>
    </div>
  );
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(1);
}

/** What the API refused for its name. */
function errorsIn({ refusal }: Told): Errors {
  if (refusal?.type === 'NameTaken') return { name: UPLOAD_REFUSALS.NameTaken };
  return refusal?.field === 'name' ? { name: `It has to be ${refusal.message}.` } : {};
}

/** What is said of the other refusals. */
function sentenceOf({ refusal, sentence }: Told): string | undefined {
  const sentences: Record<string, string> = UPLOAD_REFUSALS;
  return sentences[refusal?.type ?? ''] ?? sentence;
}

function errorsOf(entered: FormData, taken: ReadonlySet<string>): Errors {
  const [name, file] = [entered.get('name'), entered.get('file')];
  const errors: Errors = {};
  if (typeof name !== 'string' || name.trim() === '') errors.name = 'Enter a name.';
  else if (taken.has(name.trim())) errors.name = UPLOAD_REFUSALS.NameTaken;
  if (!(file instanceof File) || file.size === 0) errors.file = 'Choose a file that is not empty.';
  else if (file.size > MOST) errors.file = 'At most 64 MiB: split it into several.';
  return errors;
}

/** The fields in the order in which the server reads them: the file is the last. */
function formOf(entered: FormData, instrument: { venue: string; symbol: string } | undefined): FormData {
  const form = new FormData();
  const name = entered.get('name');
  form.append('name', typeof name === 'string' ? name.trim() : '');
  form.append('venue', instrument?.venue ?? '');
  form.append('symbol', instrument?.symbol ?? '');
  form.append('interval', entered.get('interval') ?? '');
  form.append('file', entered.get('file') ?? '');
  return form;
}
