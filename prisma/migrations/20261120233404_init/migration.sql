-- The first migration. Up to "Written by hand" it is what the Prisma CLI makes of the schema, but for these lines:
-- `users.email` is of a type that an extension brings. It is trusted, so a plain owner may create it.
CREATE EXTENSION IF NOT EXISTS citext;

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('OWNER', 'ADMIN', 'TRADER', 'VIEWER');

-- CreateEnum
CREATE TYPE "ApiKeyScope" AS ENUM ('READ', 'SIGNALS', 'TRADE');

-- CreateEnum
CREATE TYPE "BotStatus" AS ENUM ('STOPPED', 'RUNNING', 'PAUSED');

-- CreateEnum
CREATE TYPE "SignalSource" AS ENUM ('API', 'TRADINGVIEW');

-- CreateEnum
CREATE TYPE "SignalAction" AS ENUM ('ORDER', 'CLOSE');

-- CreateEnum
CREATE TYPE "Side" AS ENUM ('BUY', 'SELL');

-- CreateEnum
CREATE TYPE "SignalStatus" AS ENUM ('RECEIVED', 'ACCEPTED', 'REJECTED', 'EXECUTED');

-- CreateEnum
CREATE TYPE "OrderType" AS ENUM ('MARKET', 'LIMIT');

-- CreateEnum
CREATE TYPE "TimeInForce" AS ENUM ('GTC', 'IOC', 'FOK');

-- CreateEnum
CREATE TYPE "OrderStatus" AS ENUM ('INITIALIZED', 'DENIED', 'SUBMITTED', 'ACCEPTED', 'REJECTED', 'CANCELED', 'EXPIRED', 'TRIGGERED', 'PENDING_UPDATE', 'PENDING_CANCEL', 'PARTIALLY_FILLED', 'FILLED');

-- CreateEnum
CREATE TYPE "Liquidity" AS ENUM ('MAKER', 'TAKER');

-- CreateEnum
CREATE TYPE "PositionStatus" AS ENUM ('OPEN', 'CLOSED');

-- CreateTable
CREATE TABLE "users" (
    "id" UUID NOT NULL,
    "email" CITEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "idle_expires_at" TIMESTAMPTZ(6) NOT NULL,
    "ip" TEXT,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tenants" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "tenants_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "memberships" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" "Role" NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "memberships_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_keys" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "bot_id" UUID,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "scopes" "ApiKeyScope"[],
    "last_used_at" TIMESTAMPTZ(6),
    "expires_at" TIMESTAMPTZ(6),
    "revoked_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "instruments" (
    "id" UUID NOT NULL,
    "venue" TEXT NOT NULL,
    "symbol" TEXT NOT NULL,
    "base" TEXT NOT NULL,
    "quote" TEXT NOT NULL,
    "price_tick" DECIMAL(28,12) NOT NULL,
    "lot_step" DECIMAL(28,12) NOT NULL,
    "min_qty" DECIMAL(28,12) NOT NULL,
    "max_qty" DECIMAL(28,12),
    "min_notional" DECIMAL(28,12) NOT NULL,
    "multiplier" DECIMAL(28,12) NOT NULL DEFAULT 1,
    "last_price" DECIMAL(28,12),
    "last_price_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "instruments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bots" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "status" "BotStatus" NOT NULL DEFAULT 'STOPPED',
    "desired_status" "BotStatus" NOT NULL DEFAULT 'STOPPED',
    "last_heartbeat_at" TIMESTAMPTZ(6),
    "hook_token_hash" BYTEA,
    "max_order_notional" DECIMAL(28,12),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "bots_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "signals" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "bot_id" UUID NOT NULL,
    "instrument_id" UUID NOT NULL,
    "source" "SignalSource" NOT NULL,
    "dedup_key" TEXT NOT NULL,
    "action" "SignalAction" NOT NULL,
    "side" "Side",
    "qty" DECIMAL(28,12),
    "price" DECIMAL(28,12),
    "status" "SignalStatus" NOT NULL DEFAULT 'RECEIVED',
    "reject_reason" TEXT,
    "raw" JSONB NOT NULL,
    "occurred_at" TIMESTAMPTZ(6) NOT NULL,
    "received_at" TIMESTAMPTZ(6) NOT NULL,
    "seq" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "signals_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "orders" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "bot_id" UUID NOT NULL,
    "signal_id" UUID NOT NULL,
    "instrument_id" UUID NOT NULL,
    "client_order_id" TEXT NOT NULL,
    "venue_order_id" TEXT,
    "side" "Side" NOT NULL,
    "type" "OrderType" NOT NULL,
    "time_in_force" "TimeInForce" NOT NULL,
    "qty" DECIMAL(28,12) NOT NULL,
    "price" DECIMAL(28,12),
    "reduce_only" BOOLEAN NOT NULL DEFAULT false,
    "status" "OrderStatus" NOT NULL,
    "previous_status" "OrderStatus",
    "filled_qty" DECIMAL(28,12) NOT NULL DEFAULT 0,
    "avg_price" DECIMAL(28,12),
    "seq" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "orders_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "fills" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "bot_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "position_id" UUID NOT NULL,
    "instrument_id" UUID NOT NULL,
    "trade_id" TEXT NOT NULL,
    "side" "Side" NOT NULL,
    "qty" DECIMAL(28,12) NOT NULL,
    "price" DECIMAL(28,12) NOT NULL,
    "fee" DECIMAL(28,12) NOT NULL,
    "fee_currency" TEXT NOT NULL,
    "liquidity" "Liquidity" NOT NULL,
    "executed_at" TIMESTAMPTZ(6) NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "fills_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "positions" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "bot_id" UUID NOT NULL,
    "instrument_id" UUID NOT NULL,
    "status" "PositionStatus" NOT NULL,
    "signed_qty" DECIMAL(28,12) NOT NULL,
    "open_cost" DECIMAL(28,12) NOT NULL,
    "gross_realized" DECIMAL(28,12) NOT NULL,
    "fees" DECIMAL(28,12) NOT NULL,
    "funding" DECIMAL(28,12) NOT NULL DEFAULT 0,
    "mark_price" DECIMAL(28,12) NOT NULL,
    "marked_at" TIMESTAMPTZ(6) NOT NULL,
    "opened_at" TIMESTAMPTZ(6) NOT NULL,
    "closed_at" TIMESTAMPTZ(6),
    "seq" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "positions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "events" (
    "tenant_id" UUID NOT NULL,
    "seq" BIGINT NOT NULL,
    "type" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "events_pkey" PRIMARY KEY ("tenant_id","seq")
);

-- CreateTable
CREATE TABLE "stream_heads" (
    "tenant_id" UUID NOT NULL,
    "seq" BIGINT NOT NULL DEFAULT 0,
    "epoch" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "stream_heads_pkey" PRIMARY KEY ("tenant_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE UNIQUE INDEX "sessions_token_hash_key" ON "sessions"("token_hash");

-- CreateIndex
CREATE INDEX "sessions_user_id_idx" ON "sessions"("user_id");

-- CreateIndex
CREATE INDEX "sessions_tenant_id_idx" ON "sessions"("tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "tenants_slug_key" ON "tenants"("slug");

-- CreateIndex
CREATE INDEX "memberships_user_id_idx" ON "memberships"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "memberships_tenant_id_id_key" ON "memberships"("tenant_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "memberships_tenant_id_user_id_key" ON "memberships"("tenant_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_keys_hash_key" ON "api_keys"("hash");

-- CreateIndex
CREATE INDEX "api_keys_tenant_id_bot_id_idx" ON "api_keys"("tenant_id", "bot_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_keys_tenant_id_id_key" ON "api_keys"("tenant_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "instruments_venue_symbol_key" ON "instruments"("venue", "symbol");

-- CreateIndex
CREATE UNIQUE INDEX "bots_hook_token_hash_key" ON "bots"("hook_token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "bots_tenant_id_id_key" ON "bots"("tenant_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "bots_tenant_id_name_key" ON "bots"("tenant_id", "name");

-- CreateIndex
CREATE INDEX "signals_tenant_id_received_at_id_idx" ON "signals"("tenant_id", "received_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "signals_status_received_at_idx" ON "signals"("status", "received_at");

-- CreateIndex
CREATE UNIQUE INDEX "signals_tenant_id_id_key" ON "signals"("tenant_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "signals_tenant_id_bot_id_dedup_key_key" ON "signals"("tenant_id", "bot_id", "dedup_key");

-- CreateIndex
CREATE INDEX "orders_tenant_id_created_at_id_idx" ON "orders"("tenant_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "orders_status_created_at_idx" ON "orders"("status", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "orders_tenant_id_id_key" ON "orders"("tenant_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "orders_tenant_id_client_order_id_key" ON "orders"("tenant_id", "client_order_id");

-- CreateIndex
CREATE UNIQUE INDEX "orders_tenant_id_signal_id_key" ON "orders"("tenant_id", "signal_id");

-- CreateIndex
CREATE INDEX "fills_tenant_id_order_id_idx" ON "fills"("tenant_id", "order_id");

-- CreateIndex
CREATE INDEX "fills_tenant_id_position_id_idx" ON "fills"("tenant_id", "position_id");

-- CreateIndex
CREATE UNIQUE INDEX "fills_tenant_id_id_key" ON "fills"("tenant_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "fills_tenant_id_instrument_id_trade_id_key" ON "fills"("tenant_id", "instrument_id", "trade_id");

-- CreateIndex
CREATE INDEX "positions_tenant_id_opened_at_id_idx" ON "positions"("tenant_id", "opened_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "positions_tenant_id_status_opened_at_id_idx" ON "positions"("tenant_id", "status", "opened_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "positions_tenant_id_id_key" ON "positions"("tenant_id", "id");

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_tenant_id_bot_id_fkey" FOREIGN KEY ("tenant_id", "bot_id") REFERENCES "bots"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bots" ADD CONSTRAINT "bots_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "signals" ADD CONSTRAINT "signals_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "signals" ADD CONSTRAINT "signals_tenant_id_bot_id_fkey" FOREIGN KEY ("tenant_id", "bot_id") REFERENCES "bots"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "signals" ADD CONSTRAINT "signals_instrument_id_fkey" FOREIGN KEY ("instrument_id") REFERENCES "instruments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "orders" ADD CONSTRAINT "orders_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "orders" ADD CONSTRAINT "orders_tenant_id_bot_id_fkey" FOREIGN KEY ("tenant_id", "bot_id") REFERENCES "bots"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "orders" ADD CONSTRAINT "orders_tenant_id_signal_id_fkey" FOREIGN KEY ("tenant_id", "signal_id") REFERENCES "signals"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "orders" ADD CONSTRAINT "orders_instrument_id_fkey" FOREIGN KEY ("instrument_id") REFERENCES "instruments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fills" ADD CONSTRAINT "fills_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fills" ADD CONSTRAINT "fills_tenant_id_bot_id_fkey" FOREIGN KEY ("tenant_id", "bot_id") REFERENCES "bots"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fills" ADD CONSTRAINT "fills_tenant_id_order_id_fkey" FOREIGN KEY ("tenant_id", "order_id") REFERENCES "orders"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fills" ADD CONSTRAINT "fills_tenant_id_position_id_fkey" FOREIGN KEY ("tenant_id", "position_id") REFERENCES "positions"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fills" ADD CONSTRAINT "fills_instrument_id_fkey" FOREIGN KEY ("instrument_id") REFERENCES "instruments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "positions" ADD CONSTRAINT "positions_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "positions" ADD CONSTRAINT "positions_tenant_id_bot_id_fkey" FOREIGN KEY ("tenant_id", "bot_id") REFERENCES "bots"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "positions" ADD CONSTRAINT "positions_instrument_id_fkey" FOREIGN KEY ("instrument_id") REFERENCES "instruments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "events" ADD CONSTRAINT "events_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stream_heads" ADD CONSTRAINT "stream_heads_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Written by hand ─────────────────────────────────────────────────────────────────────────────────
-- What the Prisma schema cannot say. Prisma's drift check does not see it either: the server reads the catalogue at
-- start and refuses to serve when a policy or an attribute of a role is not as it is here.

-- Rules that no code path may forget

-- A bot holds one open position in an instrument at a time.
CREATE UNIQUE INDEX "positions_one_open_key" ON "positions"("tenant_id", "bot_id", "instrument_id") WHERE "status" = 'OPEN';

ALTER TABLE "tenants" ADD CONSTRAINT "tenants_slug_check" CHECK ("slug" = lower("slug"));

ALTER TABLE "instruments"
  ADD CONSTRAINT "instruments_steps_check" CHECK ("price_tick" > 0 AND "lot_step" > 0 AND "multiplier" > 0),
  ADD CONSTRAINT "instruments_limits_check" CHECK ("min_qty" >= 0 AND "max_qty" >= "min_qty" AND "min_notional" >= 0),
  ADD CONSTRAINT "instruments_last_price_check" CHECK ("last_price" > 0);

-- An order says what and how much; a close says neither, for both follow from the position.
ALTER TABLE "signals"
  ADD CONSTRAINT "signals_action_check" CHECK (("action" = 'ORDER') = ("side" IS NOT NULL) AND ("action" = 'ORDER') = ("qty" IS NOT NULL)),
  ADD CONSTRAINT "signals_amounts_check" CHECK ("qty" > 0 AND "price" > 0),
  ADD CONSTRAINT "signals_reject_reason_check" CHECK (("status" = 'REJECTED') = ("reject_reason" IS NOT NULL));

-- `filled_qty` may pass `qty`: an overfill is recorded, never hidden.
ALTER TABLE "orders"
  ADD CONSTRAINT "orders_amounts_check" CHECK ("qty" > 0 AND "price" > 0 AND "filled_qty" >= 0),
  ADD CONSTRAINT "orders_price_check" CHECK (("type" = 'LIMIT') = ("price" IS NOT NULL));

ALTER TABLE "fills" ADD CONSTRAINT "fills_amounts_check" CHECK ("qty" > 0 AND "price" > 0);

ALTER TABLE "positions"
  ADD CONSTRAINT "positions_closed_at_check" CHECK (("status" = 'CLOSED') = ("closed_at" IS NOT NULL)),
  ADD CONSTRAINT "positions_flat_check" CHECK ("status" = 'OPEN' OR "signed_qty" = 0);

ALTER TABLE "events" ADD CONSTRAINT "events_seq_check" CHECK ("seq" > 0);
ALTER TABLE "stream_heads" ADD CONSTRAINT "stream_heads_seq_check" CHECK ("seq" >= 0);

-- Roles: `tickwire_app` serves one tenant at a time, `tickwire_system` does what crosses tenants (logging in, the worker,
-- the seed). Roles belong to the whole cluster and Prisma replays migrations in a shadow database, so each is made only
-- where it is missing. `tickwire migrate` lets them log in.
DO $$
DECLARE
  wanted text;
BEGIN
  FOREACH wanted IN ARRAY ARRAY['tickwire_app', 'tickwire_system'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
      EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOBYPASSRLS', wanted);
    END IF;
  END LOOP;
EXCEPTION
  -- Another database of the cluster made it in the same moment.
  WHEN duplicate_object OR unique_violation THEN NULL;
END
$$;

-- Grants. Fills and events are history: nobody who serves may change or delete them.

GRANT USAGE ON SCHEMA public TO tickwire_app, tickwire_system;

GRANT SELECT ON "tenants", "instruments" TO tickwire_app;
GRANT SELECT, INSERT, UPDATE ON "signals", "orders", "positions", "stream_heads" TO tickwire_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON "memberships", "api_keys", "bots" TO tickwire_app;
GRANT SELECT, INSERT ON "fills", "events" TO tickwire_app;

GRANT SELECT, INSERT, UPDATE, DELETE
  ON "users", "sessions", "tenants", "memberships", "api_keys", "instruments", "bots", "signals", "orders", "positions", "stream_heads"
  TO tickwire_system;
GRANT SELECT, INSERT ON "fills", "events" TO tickwire_system;

-- Row-level security. A tenant's rows are those of the setting `app.tenant_id`, which lasts as long as its transaction;
-- without it there are none. The sub-select makes the setting a constant of the query rather than a call a row. FORCE
-- binds the owner too, and an owner without a policy would migrate data by silently touching no row: so the owner has
-- one, and the system role has one.

ALTER TABLE "tenants" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "tenants" TO tickwire_app USING ("id" = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
CREATE POLICY system ON "tenants" TO tickwire_system USING (true);
CREATE POLICY owner ON "tenants" TO CURRENT_USER USING (true);

ALTER TABLE "memberships" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "memberships" TO tickwire_app USING ("tenant_id" = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
CREATE POLICY system ON "memberships" TO tickwire_system USING (true);
CREATE POLICY owner ON "memberships" TO CURRENT_USER USING (true);

ALTER TABLE "api_keys" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "api_keys" TO tickwire_app USING ("tenant_id" = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
CREATE POLICY system ON "api_keys" TO tickwire_system USING (true);
CREATE POLICY owner ON "api_keys" TO CURRENT_USER USING (true);

ALTER TABLE "bots" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "bots" TO tickwire_app USING ("tenant_id" = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
CREATE POLICY system ON "bots" TO tickwire_system USING (true);
CREATE POLICY owner ON "bots" TO CURRENT_USER USING (true);

ALTER TABLE "signals" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "signals" TO tickwire_app USING ("tenant_id" = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
CREATE POLICY system ON "signals" TO tickwire_system USING (true);
CREATE POLICY owner ON "signals" TO CURRENT_USER USING (true);

ALTER TABLE "orders" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "orders" TO tickwire_app USING ("tenant_id" = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
CREATE POLICY system ON "orders" TO tickwire_system USING (true);
CREATE POLICY owner ON "orders" TO CURRENT_USER USING (true);

ALTER TABLE "fills" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "fills" TO tickwire_app USING ("tenant_id" = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
CREATE POLICY system ON "fills" TO tickwire_system USING (true);
CREATE POLICY owner ON "fills" TO CURRENT_USER USING (true);

ALTER TABLE "positions" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "positions" TO tickwire_app USING ("tenant_id" = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
CREATE POLICY system ON "positions" TO tickwire_system USING (true);
CREATE POLICY owner ON "positions" TO CURRENT_USER USING (true);

ALTER TABLE "events" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "events" TO tickwire_app USING ("tenant_id" = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
CREATE POLICY system ON "events" TO tickwire_system USING (true);
CREATE POLICY owner ON "events" TO CURRENT_USER USING (true);

ALTER TABLE "stream_heads" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "stream_heads" TO tickwire_app USING ("tenant_id" = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
CREATE POLICY system ON "stream_heads" TO tickwire_system USING (true);
CREATE POLICY owner ON "stream_heads" TO CURRENT_USER USING (true);
