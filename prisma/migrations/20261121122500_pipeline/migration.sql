-- Orders of every kind, and what bounds them. Up to "Written by hand" it is what the Prisma CLI makes of the schema.

-- CreateEnum
CREATE TYPE "Verdict" AS ENUM ('ACCEPTED', 'REFUSED', 'UNNEEDED');

-- CreateEnum
CREATE TYPE "RiskRule" AS ENUM ('MAX_OPEN_POSITIONS', 'MAX_ORDER_NOTIONAL', 'MAX_TOTAL_NOTIONAL', 'MAX_LEVERAGE', 'MAX_DAILY_LOSS', 'MAX_DRAWDOWN', 'COOLDOWN', 'MAX_SIGNAL_AGE', 'MAX_ORDERS_PER_MINUTE');

-- CreateEnum
CREATE TYPE "HaltState" AS ENUM ('REDUCING', 'HALTED');

-- AlterEnum
ALTER TYPE "SignalSource" ADD VALUE 'MANUAL';
ALTER TYPE "SignalSource" ADD VALUE 'STRATEGY';

-- AlterEnum
ALTER TYPE "SignalAction" ADD VALUE 'TARGET';

-- AlterEnum
ALTER TYPE "SignalStatus" ADD VALUE 'PLACED';
ALTER TYPE "SignalStatus" ADD VALUE 'CANCELED';

-- AlterEnum
ALTER TYPE "OrderType" ADD VALUE 'STOP';
ALTER TYPE "OrderType" ADD VALUE 'STOP_LIMIT';
ALTER TYPE "OrderType" ADD VALUE 'TAKE_PROFIT';
ALTER TYPE "OrderType" ADD VALUE 'TAKE_PROFIT_LIMIT';

-- AlterTable
ALTER TABLE "signals" ADD COLUMN "limit_price" DECIMAL(28,12),
ADD COLUMN "order_type" "OrderType" NOT NULL DEFAULT 'MARKET',
ADD COLUMN "post_only" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN "reduce_only" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN "target_qty" DECIMAL(28,12),
ADD COLUMN "time_in_force" "TimeInForce",
ADD COLUMN "trigger_price" DECIMAL(28,12);

-- AlterTable
ALTER TABLE "orders" ADD COLUMN "cancel_requested_at" TIMESTAMPTZ(6),
ADD COLUMN "events" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "post_only" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN "reason" TEXT,
ADD COLUMN "submitted_at" TIMESTAMPTZ(6),
ADD COLUMN "trigger_price" DECIMAL(28,12);

-- CreateTable
CREATE TABLE "order_events" (
    "tenant_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "status" "OrderStatus" NOT NULL,
    "payload" JSONB NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "order_events_pkey" PRIMARY KEY ("tenant_id","order_id","seq")
);

-- CreateTable
CREATE TABLE "risk_decisions" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "signal_id" UUID NOT NULL,
    "verdict" "Verdict" NOT NULL,
    "rule" TEXT NOT NULL,
    "limit" TEXT NOT NULL,
    "observed" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "risk_decisions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "risk_limits" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "bot_id" UUID,
    "instrument_id" UUID,
    "rule" "RiskRule" NOT NULL,
    "value" DECIMAL(28,12) NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "risk_limits_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "kill_switches" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "bot_id" UUID,
    "state" "HaltState" NOT NULL,
    "reason" TEXT NOT NULL,
    "halted_by" TEXT NOT NULL,
    "halted_at" TIMESTAMPTZ(6) NOT NULL,
    "resumed_by" TEXT,
    "resumed_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "kill_switches_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "system_switches" (
    "id" UUID NOT NULL,
    "state" "HaltState" NOT NULL,
    "reason" TEXT NOT NULL,
    "halted_at" TIMESTAMPTZ(6) NOT NULL,
    "resumed_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "system_switches_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "pair_locks" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "bot_id" UUID,
    "instrument_id" UUID NOT NULL,
    "until" TIMESTAMPTZ(6) NOT NULL,
    "reason" TEXT NOT NULL,
    "locked_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "pair_locks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "paper_accounts" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "bot_id" UUID,
    "currency" TEXT NOT NULL,
    "starting_balance" DECIMAL(28,12) NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "paper_accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bot_accounts" (
    "tenant_id" UUID NOT NULL,
    "bot_id" UUID NOT NULL,
    "realized" DECIMAL(28,12) NOT NULL DEFAULT 0,
    "unrealized" DECIMAL(28,12) NOT NULL DEFAULT 0,
    "exposure" DECIMAL(28,12) NOT NULL DEFAULT 0,
    "open_positions" INTEGER NOT NULL DEFAULT 0,
    "peak" DECIMAL(28,12) NOT NULL DEFAULT 0,
    "day" DATE NOT NULL,
    "day_open" DECIMAL(28,12) NOT NULL DEFAULT 0,
    "last_loss_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "bot_accounts_pkey" PRIMARY KEY ("tenant_id","bot_id")
);

-- CreateTable
CREATE TABLE "equity_snapshots" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "bot_id" UUID,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "equity" DECIMAL(28,12) NOT NULL,
    "realized" DECIMAL(28,12) NOT NULL,
    "unrealized" DECIMAL(28,12) NOT NULL,
    "exposure" DECIMAL(28,12) NOT NULL,
    "open_positions" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "equity_snapshots_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "risk_decisions_tenant_id_signal_id_idx" ON "risk_decisions"("tenant_id", "signal_id");

-- CreateIndex
CREATE INDEX "risk_decisions_tenant_id_verdict_created_at_id_idx" ON "risk_decisions"("tenant_id", "verdict", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "risk_decisions_tenant_id_id_key" ON "risk_decisions"("tenant_id", "id");

-- CreateIndex
CREATE INDEX "risk_limits_tenant_id_bot_id_idx" ON "risk_limits"("tenant_id", "bot_id");

-- CreateIndex
CREATE UNIQUE INDEX "risk_limits_tenant_id_id_key" ON "risk_limits"("tenant_id", "id");

-- CreateIndex
CREATE INDEX "kill_switches_tenant_id_bot_id_idx" ON "kill_switches"("tenant_id", "bot_id");

-- CreateIndex
CREATE UNIQUE INDEX "kill_switches_tenant_id_id_key" ON "kill_switches"("tenant_id", "id");

-- CreateIndex
CREATE INDEX "pair_locks_tenant_id_bot_id_idx" ON "pair_locks"("tenant_id", "bot_id");

-- CreateIndex
CREATE INDEX "pair_locks_tenant_id_until_idx" ON "pair_locks"("tenant_id", "until");

-- CreateIndex
CREATE UNIQUE INDEX "pair_locks_tenant_id_id_key" ON "pair_locks"("tenant_id", "id");

-- CreateIndex
CREATE INDEX "paper_accounts_tenant_id_bot_id_idx" ON "paper_accounts"("tenant_id", "bot_id");

-- CreateIndex
CREATE UNIQUE INDEX "paper_accounts_tenant_id_id_key" ON "paper_accounts"("tenant_id", "id");

-- CreateIndex
CREATE INDEX "equity_snapshots_tenant_id_bot_id_at_idx" ON "equity_snapshots"("tenant_id", "bot_id", "at" DESC);

-- CreateIndex
CREATE INDEX "equity_snapshots_at_idx" ON "equity_snapshots"("at");

-- CreateIndex
CREATE UNIQUE INDEX "equity_snapshots_tenant_id_id_key" ON "equity_snapshots"("tenant_id", "id");

-- CreateIndex
CREATE INDEX "fills_tenant_id_executed_at_id_idx" ON "fills"("tenant_id", "executed_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "positions_tenant_id_status_closed_at_id_idx" ON "positions"("tenant_id", "status", "closed_at" DESC, "id" DESC);

-- AddForeignKey
ALTER TABLE "order_events" ADD CONSTRAINT "order_events_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_events" ADD CONSTRAINT "order_events_tenant_id_order_id_fkey" FOREIGN KEY ("tenant_id", "order_id") REFERENCES "orders"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "risk_decisions" ADD CONSTRAINT "risk_decisions_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "risk_decisions" ADD CONSTRAINT "risk_decisions_tenant_id_signal_id_fkey" FOREIGN KEY ("tenant_id", "signal_id") REFERENCES "signals"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "risk_limits" ADD CONSTRAINT "risk_limits_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "risk_limits" ADD CONSTRAINT "risk_limits_tenant_id_bot_id_fkey" FOREIGN KEY ("tenant_id", "bot_id") REFERENCES "bots"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "risk_limits" ADD CONSTRAINT "risk_limits_instrument_id_fkey" FOREIGN KEY ("instrument_id") REFERENCES "instruments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "kill_switches" ADD CONSTRAINT "kill_switches_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "kill_switches" ADD CONSTRAINT "kill_switches_tenant_id_bot_id_fkey" FOREIGN KEY ("tenant_id", "bot_id") REFERENCES "bots"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pair_locks" ADD CONSTRAINT "pair_locks_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pair_locks" ADD CONSTRAINT "pair_locks_tenant_id_bot_id_fkey" FOREIGN KEY ("tenant_id", "bot_id") REFERENCES "bots"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pair_locks" ADD CONSTRAINT "pair_locks_instrument_id_fkey" FOREIGN KEY ("instrument_id") REFERENCES "instruments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "paper_accounts" ADD CONSTRAINT "paper_accounts_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "paper_accounts" ADD CONSTRAINT "paper_accounts_tenant_id_bot_id_fkey" FOREIGN KEY ("tenant_id", "bot_id") REFERENCES "bots"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bot_accounts" ADD CONSTRAINT "bot_accounts_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bot_accounts" ADD CONSTRAINT "bot_accounts_tenant_id_bot_id_fkey" FOREIGN KEY ("tenant_id", "bot_id") REFERENCES "bots"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "equity_snapshots" ADD CONSTRAINT "equity_snapshots_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "equity_snapshots" ADD CONSTRAINT "equity_snapshots_tenant_id_bot_id_fkey" FOREIGN KEY ("tenant_id", "bot_id") REFERENCES "bots"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Written by hand ─────────────────────────────────────────────────────────────────────────────────

-- What the sender says goes with the action: a target says what to hold, the others do not. (`ORDER` has a side and a
-- quantity, and only it, as before.)
ALTER TABLE "signals"
  ADD CONSTRAINT "signals_target_check" CHECK (("action" IN ('ORDER', 'CLOSE')) = ("target_qty" IS NULL)),
  ADD CONSTRAINT "signals_prices_check" CHECK ("limit_price" > 0 AND "trigger_price" > 0);

-- A limit has a price, what waits for a trigger has that one too. The new kinds are told by being none of the old.
ALTER TABLE "orders" DROP CONSTRAINT "orders_price_check", DROP CONSTRAINT "orders_amounts_check";
ALTER TABLE "orders"
  ADD CONSTRAINT "orders_amounts_check" CHECK ("qty" > 0 AND "price" > 0 AND "trigger_price" > 0 AND "filled_qty" >= 0),
  ADD CONSTRAINT "orders_price_check" CHECK ("type" <> 'MARKET' OR "price" IS NULL),
  ADD CONSTRAINT "orders_limit_check" CHECK ("type" <> 'LIMIT' OR "price" IS NOT NULL),
  ADD CONSTRAINT "orders_trigger_check" CHECK (("type" IN ('MARKET', 'LIMIT')) = ("trigger_price" IS NULL)),
  ADD CONSTRAINT "orders_events_check" CHECK ("events" >= 0);

ALTER TABLE "order_events" ADD CONSTRAINT "order_events_seq_check" CHECK ("seq" > 0);
ALTER TABLE "risk_limits" ADD CONSTRAINT "risk_limits_value_check" CHECK ("value" >= 0);
ALTER TABLE "kill_switches" ADD CONSTRAINT "kill_switches_resumed_check" CHECK (("resumed_at" IS NULL) = ("resumed_by" IS NULL));
ALTER TABLE "paper_accounts" ADD CONSTRAINT "paper_accounts_balance_check" CHECK ("starting_balance" > 0);
ALTER TABLE "bot_accounts" ADD CONSTRAINT "bot_accounts_amounts_check" CHECK ("exposure" >= 0 AND "open_positions" >= 0);

-- One of a kind, where some of what tells them apart may be missing. The conditions that always hold hide the indexes
-- from Prisma, which cannot say NULLS NOT DISTINCT and would drop them.
CREATE UNIQUE INDEX "risk_limits_one_key" ON "risk_limits"("tenant_id", "rule", "bot_id", "instrument_id") NULLS NOT DISTINCT WHERE "tenant_id" IS NOT NULL;
CREATE UNIQUE INDEX "kill_switches_one_key" ON "kill_switches"("tenant_id", "bot_id") NULLS NOT DISTINCT WHERE "resumed_at" IS NULL;
CREATE UNIQUE INDEX "system_switches_one_key" ON "system_switches"((true)) WHERE "resumed_at" IS NULL;
CREATE UNIQUE INDEX "paper_accounts_one_key" ON "paper_accounts"("tenant_id", "bot_id") NULLS NOT DISTINCT WHERE "tenant_id" IS NOT NULL;
CREATE UNIQUE INDEX "equity_snapshots_one_key" ON "equity_snapshots"("tenant_id", "bot_id", "at") NULLS NOT DISTINCT WHERE "tenant_id" IS NOT NULL;

-- What the pipeline looks for: a bot's unfinished signals in their order, and orders that rest.
CREATE INDEX "signals_unfinished_idx" ON "signals"("tenant_id", "bot_id", "received_at", "id") WHERE "status" IN ('RECEIVED', 'ACCEPTED');
CREATE INDEX "orders_resting_idx" ON "orders"("instrument_id") WHERE "status" IN ('ACCEPTED', 'TRIGGERED', 'PARTIALLY_FILLED', 'PENDING_UPDATE', 'PENDING_CANCEL');

-- Every bot has an account: what its positions came to so far.
INSERT INTO "bot_accounts" ("tenant_id", "bot_id", "realized", "open_positions", "day", "updated_at")
  SELECT b."tenant_id", b."id", coalesce(sum(p."gross_realized" - p."fees" + p."funding"), 0),
         count(*) FILTER (WHERE p."status" = 'OPEN'), (CURRENT_TIMESTAMP AT TIME ZONE 'UTC')::date, CURRENT_TIMESTAMP
  FROM "bots" b LEFT JOIN "positions" p ON (p."tenant_id", p."bot_id") = (b."tenant_id", b."id")
  GROUP BY 1, 2;

-- Grants. What happened to an order and what was decided are history: nobody who serves may change or delete them. All
-- trading is halted by the operator alone.

GRANT SELECT, INSERT ON "order_events", "risk_decisions" TO tickwire_app, tickwire_system;
GRANT SELECT, INSERT, UPDATE ON "kill_switches", "bot_accounts" TO tickwire_app, tickwire_system;
GRANT SELECT, INSERT, UPDATE, DELETE ON "risk_limits", "pair_locks", "paper_accounts" TO tickwire_app, tickwire_system;
GRANT SELECT ON "equity_snapshots", "system_switches" TO tickwire_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON "equity_snapshots" TO tickwire_system;
GRANT SELECT, INSERT, UPDATE ON "system_switches" TO tickwire_system;

-- Row-level security, as in the first migration.

ALTER TABLE "order_events" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "order_events" TO tickwire_app USING ("tenant_id" = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
CREATE POLICY system ON "order_events" TO tickwire_system USING (true);
CREATE POLICY owner ON "order_events" TO CURRENT_USER USING (true);

ALTER TABLE "risk_decisions" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "risk_decisions" TO tickwire_app USING ("tenant_id" = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
CREATE POLICY system ON "risk_decisions" TO tickwire_system USING (true);
CREATE POLICY owner ON "risk_decisions" TO CURRENT_USER USING (true);

ALTER TABLE "risk_limits" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "risk_limits" TO tickwire_app USING ("tenant_id" = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
CREATE POLICY system ON "risk_limits" TO tickwire_system USING (true);
CREATE POLICY owner ON "risk_limits" TO CURRENT_USER USING (true);

ALTER TABLE "kill_switches" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "kill_switches" TO tickwire_app USING ("tenant_id" = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
CREATE POLICY system ON "kill_switches" TO tickwire_system USING (true);
CREATE POLICY owner ON "kill_switches" TO CURRENT_USER USING (true);

ALTER TABLE "pair_locks" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "pair_locks" TO tickwire_app USING ("tenant_id" = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
CREATE POLICY system ON "pair_locks" TO tickwire_system USING (true);
CREATE POLICY owner ON "pair_locks" TO CURRENT_USER USING (true);

ALTER TABLE "paper_accounts" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "paper_accounts" TO tickwire_app USING ("tenant_id" = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
CREATE POLICY system ON "paper_accounts" TO tickwire_system USING (true);
CREATE POLICY owner ON "paper_accounts" TO CURRENT_USER USING (true);

ALTER TABLE "bot_accounts" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "bot_accounts" TO tickwire_app USING ("tenant_id" = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
CREATE POLICY system ON "bot_accounts" TO tickwire_system USING (true);
CREATE POLICY owner ON "bot_accounts" TO CURRENT_USER USING (true);

ALTER TABLE "equity_snapshots" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "equity_snapshots" TO tickwire_app USING ("tenant_id" = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
CREATE POLICY system ON "equity_snapshots" TO tickwire_system USING (true);
CREATE POLICY owner ON "equity_snapshots" TO CURRENT_USER USING (true);
