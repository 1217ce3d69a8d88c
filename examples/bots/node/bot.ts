/** A bot that goes with the market: long above the average of its last prices, short below. It obeys commands. */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { transformer, type AppRouter, type Bot, type BotCommand } from '@tickwire/bindings';
import { TRPCClientError, createTRPCClient, createWSClient, wsLink } from '@trpc/client';
import { WebSocket } from 'ws';

const TICKS = 20;
const HEARTBEAT_MS = 2_000;
/** How long it tries to say its last words. */
const PATIENCE_MS = 5_000;

const { values: options } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://127.0.0.1:4000' },
    key: { type: 'string', default: 'tw_demo_momentum_key' },
    bot: { type: 'string', default: 'momentum' },
    venue: { type: 'string', default: 'BINANCE' },
    symbol: { type: 'string', default: 'ETHUSDT' },
    qty: { type: 'string', default: '0.5' },
  },
});
const { venue, symbol } = options;

// The socket comes back by itself, and each subscription goes on after the last thing that arrived.
const socket = createWSClient({
  url: `${options.url.replace('http', 'ws')}/trpc`,
  WebSocket: WebSocket as unknown as typeof globalThis.WebSocket,
  connectionParams: { token: options.key },
});
const api = createTRPCClient<AppRouter>({ links: [wsLink({ client: socket, transformer })] });

const bot = (await api.bots.list.query({ limit: 200 })).items.find(({ name }) => name === options.bot);
if (!bot) throw new Error(`There is no bot named ${options.bot}.`);
const { id } = bot;

type Status = Bot['status'];

/** What it does, what people asked it to do when it last heard, and how much it trades. */
const state = { status: 'RUNNING' as Status, desired: 'RUNNING' as Status, qty: options.qty, target: '0' };
const prices: number[] = [];
let ended = false;

/** Calls until the server has answered: what carries a name of its own may be sent twice, and is done once. */
async function surely<T>(call: () => Promise<T>): Promise<T | undefined> {
  for (let wait = 100; ; wait = Math.min(wait * 2, 5_000)) {
    try {
      return await call();
    } catch (error) {
      const refusal = error instanceof TRPCClientError ? (error as TRPCClientError<AppRouter>) : undefined;
      // An attempt before this one has arrived, and its answer was lost.
      if ((refusal?.data?.error as { type?: string } | undefined)?.type === 'DuplicateSignal') return undefined;
      // Understood, and refused: asking again would change nothing.
      if (refusal?.data && refusal.data.httpStatus < 500 && refusal.data.httpStatus !== 429) throw error;
      await sleep(wait);
    }
  }
}

/** Goes to a position; `price` is what it was decided by. */
async function hold(targetQty: string, price?: string): Promise<void> {
  state.target = targetQty;
  const dedupKey = `node-${crypto.randomUUID()}`;
  const signal = { botId: id, dedupKey, venue, symbol, action: 'TARGET', targetQty, price } as const;
  await surely(() => api.signals.submit.mutate(signal));
  console.log('target', targetQty);
}

async function decide(price: string): Promise<void> {
  prices.push(Number(price));
  if (prices.length <= TICKS) return;
  prices.shift();
  if (state.status !== 'RUNNING') return;
  const average = prices.reduce((sum, one) => sum + one, 0) / TICKS;
  const target = Number(price) > average ? state.qty : `-${state.qty}`;
  if (target !== state.target) await hold(target, price);
}

/** Does what it is told, and says what came of it. */
async function obey({ kind, payload }: BotCommand): Promise<string> {
  if (kind === 'PAUSE') {
    state.status = 'PAUSED';
    return 'It trades no more until it is started again.';
  }
  if (kind === 'FLATTEN') {
    state.status = 'PAUSED';
    await hold('0');
    return 'It holds nothing, and is paused.';
  }
  const said = kind === 'RELOAD' ? (await api.bots.get.query({ id })).version?.content : payload;
  const qty = said && typeof said === 'object' && 'qty' in said ? said.qty : undefined;
  if (typeof qty !== 'string') throw new Error('Say how much it is to trade: {"qty": "0.5"}.');
  state.qty = qty;
  return `It trades ${qty} from now on.`;
}

async function answer(command: BotCommand): Promise<void> {
  const outcome = await obey(command).then(
    (result) => ({ done: true, result }),
    (error: unknown) => ({ done: false, result: error instanceof Error ? error.message : String(error) }),
  );
  await surely(() => api.bots.acknowledge.mutate({ id: command.id, ...outcome }));
  console.log('command', command.kind, outcome.result);
}

/** Says that it is there, and follows what people newly ask it to do: a start ends every pause. */
async function heartbeat(): Promise<void> {
  const said = await surely(() => api.bots.heartbeat.mutate({ id, status: state.status }));
  if (ended || !said || said.desiredStatus === state.desired) return;
  state.desired = state.status = said.desiredStatus;
  console.log('asked to be', state.status);
}

/** One thing after the other; what cannot be done ends the bot. */
let last: Promise<void> = Promise.resolve();
function then(act: () => Promise<void>): void {
  last = last.then(act).catch((error: unknown) => end(error));
}

function log(text: string, level: 'INFO' | 'ERROR' = 'INFO'): Promise<unknown> {
  const idempotencyKey = crypto.randomUUID();
  return surely(() => api.bots.log.mutate({ id, messages: [{ level, text }], idempotencyKey }));
}

const ticks = api.market.onTick.subscribe(
  { venue, symbol },
  { onData: ({ price }) => then(() => decide(price)), onError: end },
);
const commands = api.bots.onCommand.subscribe({ id }, { onData: ({ data }) => then(() => answer(data)), onError: end });
const beats = setInterval(() => then(heartbeat), HEARTBEAT_MS);
then(heartbeat);
then(async () => void (await log(`It trades ${state.qty} of ${symbol}.`)));

/** Ends cleanly: no more decisions, a last word, and the socket closes. */
function end(error?: unknown): void {
  if (ended) return;
  ended = true;
  ticks.unsubscribe();
  commands.unsubscribe();
  clearInterval(beats);
  state.status = 'STOPPED';
  if (error !== undefined) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
  const said = log(error === undefined ? 'It was asked to end.' : `It ends: ${String(error)}`);
  const goodbye = last
    .then(() => said)
    .then(heartbeat)
    .then(() => socket.close())
    .catch(() => undefined);
  // The server may be away: what `bots.watch` asks for happens then.
  void Promise.race([goodbye, sleep(PATIENCE_MS)]).finally(() => process.exit());
}
process.once('SIGINT', () => end()).once('SIGTERM', () => end());
console.log('running');
