/** What the pages of bots say, in the browser and on the server. */
import type { BotRefused, BotStatus, CreateBotError, SaveVersionError, StrategyKind } from '@tickwire/bindings';

export const BOT_REFUSALS: Record<BotRefused['type'], string> = { UnknownBot: 'This bot is gone. Reload the page.' };

export const SAVE_REFUSALS = {
  ...BOT_REFUSALS,
  Outdated: 'Somebody saved another version meanwhile: see above what yours would change in it.',
  TooLong: 'It is too long: at most 64 KiB.',
} satisfies Partial<Record<SaveVersionError['type'], string>>;

export const CREATE_REFUSALS: Record<Exclude<CreateBotError['type'], 'InvalidField'>, string> = {
  NameTaken: 'Another bot of this team has this name.',
  BoundKey: 'This key speaks for one bot alone.',
  UnknownInstrument: 'This instrument is gone. Choose another one.',
};

export const NAME_SENTENCES = {
  name: { missing: 'Enter a name.', wrong: 'One line of at most 64 characters, with no space at either end.' },
};

export const STOP_SENTENCES = {
  reason: { missing: 'Say why, or leave it out.', wrong: 'At most 500 characters.' },
};

/** What each state is asked for by. */
export const ASKS: Record<BotStatus, string> = { RUNNING: 'Start', PAUSED: 'Pause', STOPPED: 'Stop' };

export const STRATEGY_NAMES: Record<StrategyKind, string> = {
  MA_CROSSOVER: 'Moving-average crossover',
  RSI: 'Relative strength index',
};

/** What a bot is: a strategy that is built in, or somebody's program. */
export function kindOf(strategy: StrategyKind | null): string {
  return strategy ? STRATEGY_NAMES[strategy] : 'Program or alerts';
}
