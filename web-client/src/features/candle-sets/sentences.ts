/** What is said of a team's own candles. */
import type { RemoveCandlesRefused, UploadCandlesRefused } from '@tickwire/bindings';

export const UPLOAD_REFUSALS: Record<UploadCandlesRefused['type'], string> = {
  InvalidField: 'A field of the form will not do.',
  NameTaken: 'Another set of candles has this name.',
  UnknownInstrument: 'This instrument is gone. Choose another one.',
  NoCandles: 'No line of the file is a candle, so nothing is stored.',
  Removed: 'Somebody took the set away while its file was read.',
};

export const REMOVE_REFUSALS: Record<RemoveCandlesRefused['type'], string> = {
  UnknownCandleSet: 'These candles are gone already.',
  InUse: 'Backtests are over these candles: they stay as long as the backtests do.',
};
