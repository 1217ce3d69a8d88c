-- Candles, what tenants bring of them, and backtests. Up to "Written by hand" it is what the Prisma CLI makes of the schema.

-- CreateEnum
CREATE TYPE "CandleInterval" AS ENUM ('M1', 'M5', 'M15', 'H1', 'H4', 'D1');

-- CreateEnum
CREATE TYPE "CandleSetStatus" AS ENUM ('UPLOADING', 'READY');

-- CreateEnum
CREATE TYPE "StrategyKind" AS ENUM ('MA_CROSSOVER', 'RSI');

-- CreateEnum
CREATE TYPE "BacktestStatus" AS ENUM ('QUEUED', 'RUNNING', 'FINISHED', 'CANCELED', 'FAILED');

-- CreateTable
CREATE TABLE "candles" (
    "instrument_id" UUID NOT NULL,
    "interval" "CandleInterval" NOT NULL,
    "open_time" TIMESTAMPTZ(6) NOT NULL,
    "open" DECIMAL(28,12) NOT NULL,
    "high" DECIMAL(28,12) NOT NULL,
    "low" DECIMAL(28,12) NOT NULL,
    "close" DECIMAL(28,12) NOT NULL,
    "volume" DECIMAL(28,12) NOT NULL,

    CONSTRAINT "candles_pkey" PRIMARY KEY ("instrument_id","interval","open_time")
);

-- CreateTable
CREATE TABLE "candle_sets" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "instrument_id" UUID NOT NULL,
    "interval" "CandleInterval" NOT NULL,
    "status" "CandleSetStatus" NOT NULL DEFAULT 'UPLOADING',
    "count" INTEGER NOT NULL DEFAULT 0,
    "first_at" TIMESTAMPTZ(6),
    "last_at" TIMESTAMPTZ(6),
    "missing" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "candle_sets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "candle_set_candles" (
    "tenant_id" UUID NOT NULL,
    "set_id" UUID NOT NULL,
    "open_time" TIMESTAMPTZ(6) NOT NULL,
    "open" DECIMAL(28,12) NOT NULL,
    "high" DECIMAL(28,12) NOT NULL,
    "low" DECIMAL(28,12) NOT NULL,
    "close" DECIMAL(28,12) NOT NULL,
    "volume" DECIMAL(28,12) NOT NULL,

    CONSTRAINT "candle_set_candles_pkey" PRIMARY KEY ("tenant_id","set_id","open_time")
);

-- CreateTable
CREATE TABLE "backtests" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "strategy" "StrategyKind" NOT NULL,
    "configuration" JSONB NOT NULL,
    "instrument_id" UUID NOT NULL,
    "candle_set_id" UUID,
    "interval" "CandleInterval" NOT NULL,
    "from_time" TIMESTAMPTZ(6) NOT NULL,
    "to_time" TIMESTAMPTZ(6) NOT NULL,
    "seed" BIGINT NOT NULL,
    "status" "BacktestStatus" NOT NULL DEFAULT 'QUEUED',
    "cancel_requested" BOOLEAN NOT NULL DEFAULT false,
    "candles_done" INTEGER NOT NULL DEFAULT 0,
    "candles_total" INTEGER NOT NULL DEFAULT 0,
    "statistics" JSONB,
    "error" TEXT,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "leased_until" TIMESTAMPTZ(6),
    "started_at" TIMESTAMPTZ(6),
    "finished_at" TIMESTAMPTZ(6),
    "seq" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "backtests_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "backtest_trades" (
    "tenant_id" UUID NOT NULL,
    "backtest_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "side" "Side" NOT NULL,
    "qty" DECIMAL(28,12) NOT NULL,
    "price" DECIMAL(28,12) NOT NULL,
    "fee" DECIMAL(28,12) NOT NULL,
    "realized" DECIMAL(28,12) NOT NULL,
    "signed_qty" DECIMAL(28,12) NOT NULL,

    CONSTRAINT "backtest_trades_pkey" PRIMARY KEY ("tenant_id","backtest_id","number")
);

-- CreateTable
CREATE TABLE "backtest_equity" (
    "tenant_id" UUID NOT NULL,
    "backtest_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "equity" DECIMAL(28,12) NOT NULL,

    CONSTRAINT "backtest_equity_pkey" PRIMARY KEY ("tenant_id","backtest_id","at")
);

-- CreateIndex
CREATE INDEX "candle_sets_tenant_id_created_at_id_idx" ON "candle_sets"("tenant_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "candle_sets_tenant_id_id_key" ON "candle_sets"("tenant_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "candle_sets_tenant_id_name_key" ON "candle_sets"("tenant_id", "name");

-- CreateIndex
CREATE INDEX "backtests_tenant_id_created_at_id_idx" ON "backtests"("tenant_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "backtests_status_created_at_idx" ON "backtests"("status", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "backtests_tenant_id_id_key" ON "backtests"("tenant_id", "id");

-- AddForeignKey
ALTER TABLE "candles" ADD CONSTRAINT "candles_instrument_id_fkey" FOREIGN KEY ("instrument_id") REFERENCES "instruments"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "candle_sets" ADD CONSTRAINT "candle_sets_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "candle_sets" ADD CONSTRAINT "candle_sets_instrument_id_fkey" FOREIGN KEY ("instrument_id") REFERENCES "instruments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "candle_set_candles" ADD CONSTRAINT "candle_set_candles_tenant_id_set_id_fkey" FOREIGN KEY ("tenant_id", "set_id") REFERENCES "candle_sets"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "backtests" ADD CONSTRAINT "backtests_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "backtests" ADD CONSTRAINT "backtests_instrument_id_fkey" FOREIGN KEY ("instrument_id") REFERENCES "instruments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "backtests" ADD CONSTRAINT "backtests_tenant_id_candle_set_id_fkey" FOREIGN KEY ("tenant_id", "candle_set_id") REFERENCES "candle_sets"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "backtest_trades" ADD CONSTRAINT "backtest_trades_tenant_id_backtest_id_fkey" FOREIGN KEY ("tenant_id", "backtest_id") REFERENCES "backtests"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "backtest_equity" ADD CONSTRAINT "backtest_equity_tenant_id_backtest_id_fkey" FOREIGN KEY ("tenant_id", "backtest_id") REFERENCES "backtests"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Written by hand ─────────────────────────────────────────────────────────────────────────────────

-- A candle that no market can have made is refused, wherever it comes from.
ALTER TABLE "candles" ADD CONSTRAINT "candles_prices_check"
  CHECK ("low" > 0 AND "low" <= least("open", "close") AND "high" >= greatest("open", "close") AND "volume" >= 0);
ALTER TABLE "candle_set_candles" ADD CONSTRAINT "candle_set_candles_prices_check"
  CHECK ("low" > 0 AND "low" <= least("open", "close") AND "high" >= greatest("open", "close") AND "volume" >= 0);
ALTER TABLE "candle_sets" ADD CONSTRAINT "candle_sets_counts_check" CHECK ("count" >= 0 AND "missing" >= 0);

ALTER TABLE "backtests"
  ADD CONSTRAINT "backtests_time_check" CHECK ("from_time" < "to_time"),
  ADD CONSTRAINT "backtests_error_check" CHECK (("status" = 'FAILED') = ("error" IS NOT NULL)),
  ADD CONSTRAINT "backtests_statistics_check" CHECK ("status" <> 'FINISHED' OR "statistics" IS NOT NULL);
ALTER TABLE "backtest_trades" ADD CONSTRAINT "backtest_trades_amounts_check" CHECK ("number" > 0 AND "qty" > 0 AND "price" > 0);

-- Grants. Market data is everybody's to read; what a tenant brings stays its own. The jobs of the service compute backtests as
-- their tenant, and look for work as the system role.

GRANT SELECT ON "candles" TO tickwire_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON "candles" TO tickwire_system;
GRANT SELECT, INSERT, UPDATE, DELETE
  ON "candle_sets", "candle_set_candles", "backtests", "backtest_trades", "backtest_equity"
  TO tickwire_app, tickwire_system;

-- Row-level security, as in the first migration.

ALTER TABLE "candle_sets" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "candle_sets" TO tickwire_app USING ("tenant_id" = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
CREATE POLICY system ON "candle_sets" TO tickwire_system USING (true);
CREATE POLICY owner ON "candle_sets" TO CURRENT_USER USING (true);

ALTER TABLE "candle_set_candles" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "candle_set_candles" TO tickwire_app USING ("tenant_id" = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
CREATE POLICY system ON "candle_set_candles" TO tickwire_system USING (true);
CREATE POLICY owner ON "candle_set_candles" TO CURRENT_USER USING (true);

ALTER TABLE "backtests" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "backtests" TO tickwire_app USING ("tenant_id" = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
CREATE POLICY system ON "backtests" TO tickwire_system USING (true);
CREATE POLICY owner ON "backtests" TO CURRENT_USER USING (true);

ALTER TABLE "backtest_trades" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "backtest_trades" TO tickwire_app USING ("tenant_id" = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
CREATE POLICY system ON "backtest_trades" TO tickwire_system USING (true);
CREATE POLICY owner ON "backtest_trades" TO CURRENT_USER USING (true);

ALTER TABLE "backtest_equity" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "backtest_equity" TO tickwire_app USING ("tenant_id" = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
CREATE POLICY system ON "backtest_equity" TO tickwire_system USING (true);
CREATE POLICY owner ON "backtest_equity" TO CURRENT_USER USING (true);
