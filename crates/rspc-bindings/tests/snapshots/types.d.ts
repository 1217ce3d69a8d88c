// Generated from the Rust router. Do not edit: run `just gen`.

/** What an id is the id of: a compiler's knowledge alone. */
declare const brand: unique symbol;

/** Tagged from outside. */
export type Access = ({ Owner: string }) & { Guests?: never } | ({ Guests: {
	at_most: number,
} }) & { Owner?: never };

/** What JSON has no form for. */
export type Answer<T> = {
	id: bigint,
	at: Date,
	closedAt: Date | null,
	byId: Map<bigint, T>,
	seen: Set<string>,
	/**
	 * @deprecated
	 */
	old: boolean,
	page: T[] | null,
};

/** Tagged beside its content. */
export type Beside = { kind: "Nothing"; value?: null } | { kind: "Number"; value: number } | { kind: "Object"; value: Inside };

/** With a parameter. */
export type Between<T> = {
	from: T,
	to?: T | null,
};

/** A bot's own id. */
export type BotId = string & { readonly [brand]: "BotId" };

/** What has an id. */
export type Branded = {
	bot: BotId,
	parent?: BotId | null,
	order: OrderId,
	rank?: Rank | null,
	symbol: Symbol,
	byBot: { [key in BotId]: Rank },
	either: EitherId,
	between: Between<BotId>,
	fleet: Fleet,
};

/** A currency, by its code. */
export type Currency = string;

/** What everything is flattened into. */
export type Drawing = {
	sums: Sums,
	shapes: Placed<Shape>[],
	access: Placed<Access>,
	maybe: Perhaps,
	amount: string,
	drawn_at: string,
	raw: JsonValue,
	raws: { [key in string]: JsonValue },
};

/** Not tagged at all. */
export type Either = string | Span;

/** One of two ids. */
export type EitherId = ({ Bot: BotId }) & { Order?: never } | ({ Order: {
	orderId: OrderId,
} }) & { Bot?: never };

/** Bots, and further ones. */
export type Fleet = {
	bots: BotId[],
	escort?: Fleet | null,
};

/** With one field. */
export type Inside = {
	innerField?: string | null,
};

/** Any JSON: strings, finite numbers, booleans, null, and arrays and objects of these. */
export type JsonValue = unknown;

/** As they are answered. */
export type Known = {
	byBot: { [key in BotId]: Rank },
	byOrder: Map<OrderId, BotId>,
	symbol: Symbol | null,
};

export type Label = {
	label: string,
};

/** The `Map` of JavaScript. */
export type Map<K, V> = globalThis.Map<K, V>;

/** A tree. */
export type Node = {
	name: string,
	children: Node[],
};

/** A note with whatever goes with it. */
export type Note = {
	text: string,
	payload: JsonValue,
	more?: JsonValue | null,
};

/** Tagged from inside. */
export type Order = ({ type: "market" }) & { limitPrice?: never; postOnly?: never } | { type: "limit"; limitPrice: number; postOnly?: boolean | null } | {
	type: "stop",
} & Stop;

/** An order, by its number. */
export type OrderId = bigint & { readonly [brand]: "OrderId" };

/** Tagged from outside. */
export type Outside = "Unit" | ({ One: string }) & { Many?: never; Two?: never } | ({ Two: [number, boolean] }) & { Many?: never; One?: never } | ({ Many: {
	someField: number,
} }) & { One?: never; Two?: never };

/** A shape that need not be there. */
export type Perhaps = {
	x: number,
} & Shape | {
	x: number,
};

/** Something, and where it is. */
export type Placed<T> = {
	x: number,
} & T;

/** A place in a list. */
export type Rank = number & { readonly [brand]: "Rank" };

export type Row = {
	currency: Currency,
};

/** The `Set` of JavaScript. */
export type Set<T> = globalThis.Set<T>;

/** Tagged from inside. */
export type Shape = ({ kind: "point" }) & { radius?: never } | { kind: "circle"; radius: number } | {
	kind: "named",
} & Label;

/** Of every shape. */
export type ShapesEveryInput = {
	id: string,
	eMail?: string | null,
	currency: Currency,
	order: Order,
	outside: Outside,
	beside: Beside,
	either: Either,
	tree: Node,
	prices: Between<number>,
	dates: Between<Date>,
	flag?: boolean,
	letter: string,
	pair: [number, string],
	tags: string[],
	header?: string | null,
	scores: { [key in string]: number },
	fixed: [number, number],
	class: string | null,
	/**
	 * By size.
	 * @deprecated by number now
	 */
	size?: number | null,
	unique: string[],
};

/** From here to there. */
export type Span = {
	from: number,
	to: number,
};

/** What a stop order adds. */
export type Stop = {
	"offset-in-ticks": number,
};

/** Numbers by name, beside its id. */
export type Sums = {
	id: number,
} & { [key in string]: number };

/** A symbol of an exchange. */
export type Symbol = string & { readonly [brand]: "Symbol" };

/** Every procedure: what it takes, what it answers, what it refuses with. */
export type Procedures = {
  'files.form': { kind: 'mutation'; input: FormData; output: string[]; error: never };
  'files.put': { kind: 'mutation'; input: Blob | Uint8Array; output: number; error: never };
  'flat.draw': { kind: 'mutation'; input: Note; output: Drawing; error: never };
  'ids.every': { kind: 'mutation'; input: Branded; output: Known; error: never };
  'ids.one': { kind: 'query'; input: BotId; output: BotId | null; error: never };
  /**
   * Stores nothing.
   * @deprecated use `shapes.every`
   */
  'old.nothing': { kind: 'query'; input: void; output: void; error: never };
  'shapes.every': { kind: 'mutation'; input: ShapesEveryInput; output: Answer<Row>; error: never };
  'shapes.order': { kind: 'mutation'; input: Order; output: void; error: never };
  'values.big': { kind: 'query'; input: bigint; output: bigint; error: never };
  'values.many': { kind: 'mutation'; input: Stop[]; output: void; error: never };
  'values.maybe': { kind: 'query'; input: Date | null | void; output: Date | null; error: never };
  'values.number': { kind: 'query'; input: number; output: number; error: never };
  'values.orders': { kind: 'mutation'; input: Order[]; output: void; error: never };
  'values.text': { kind: 'query'; input: string; output: string; error: never };
};
