export type Role = 'OWNER' | 'ADMIN' | 'TRADER' | 'VIEWER';
export type Me = { user: { id: string; email: string }; tenant: { id: string; slug: string; name: string }; role: Role };
export type Ping = { version: string; time: Date };
export type BotRef = { id: string; name: string };
export type InstrumentRef = { venue: string; symbol: string; base: string; quote: string; priceTick: string; lotStep: string };
export type StreamPosition = string;
export type PositionStatus = 'OPEN' | 'CLOSED';
export type PositionSide = 'LONG' | 'SHORT' | 'FLAT';
export type Position = {
  id: string; bot: BotRef; instrument: InstrumentRef; status: PositionStatus; side: PositionSide; signedQty: string;
  avgPrice: string | null; openCost: string; grossRealized: string; fees: string; funding: string; netPnl: string;
  markPrice: string; markedAt: Date; unrealizedPnl: string; openedAt: Date; closedAt: Date | null; seq: number;
};
export type Side = 'BUY' | 'SELL';
export type SignalSource = 'API' | 'TRADINGVIEW';
export type SignalAction = 'ORDER' | 'CLOSE';
export type SignalStatus = 'RECEIVED' | 'ACCEPTED' | 'REJECTED' | 'EXECUTED';
export type Signal = {
  id: string; bot: BotRef; instrument: InstrumentRef; source: SignalSource; dedupKey: string; action: SignalAction;
  side: Side | null; qty: string | null; price: string | null; status: SignalStatus; rejectReason: string | null;
  occurredAt: Date; receivedAt: Date; seq: number;
};
export type Page<T> = { items: T[]; nextCursor: string | null; asOf: StreamPosition };
export type ApiError = { type: string };
export type AuthLoginInput = { email: string; password: string };
export type PositionsGetAllInput = { status?: PositionStatus | null; cursor?: string | null; limit?: number | null };
export type SignalsListInput = { botId?: string | null; status?: SignalStatus | null; cursor?: string | null; limit?: number | null };
export type SignalsSubmitInput = {
  botId?: string | null; dedupKey: string; venue: string; symbol: string; action?: SignalAction | null; side?: Side | null;
  qty?: string | null; price?: string | null; occurredAt?: Date | null;
};
export type StreamInput = { lastEventId?: string | null };
