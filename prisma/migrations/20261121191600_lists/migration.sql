-- DropIndex
DROP INDEX "positions_tenant_id_status_opened_at_id_idx";

-- DropIndex
DROP INDEX "positions_tenant_id_status_closed_at_id_idx";

-- CreateIndex
CREATE INDEX "signals_tenant_id_bot_id_received_at_id_idx" ON "signals"("tenant_id", "bot_id", "received_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "signals_tenant_id_instrument_id_received_at_id_idx" ON "signals"("tenant_id", "instrument_id", "received_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "orders_tenant_id_bot_id_created_at_id_idx" ON "orders"("tenant_id", "bot_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "orders_tenant_id_instrument_id_created_at_id_idx" ON "orders"("tenant_id", "instrument_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "fills_tenant_id_bot_id_executed_at_id_idx" ON "fills"("tenant_id", "bot_id", "executed_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "fills_tenant_id_instrument_id_executed_at_id_idx" ON "fills"("tenant_id", "instrument_id", "executed_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "positions_tenant_id_bot_id_opened_at_id_idx" ON "positions"("tenant_id", "bot_id", "opened_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "positions_tenant_id_instrument_id_opened_at_id_idx" ON "positions"("tenant_id", "instrument_id", "opened_at" DESC, "id" DESC);


-- Under a row-level policy a status bounds no scan of an index (`enum_eq` is not leakproof), but it chooses an index of
-- those rows alone, which the planner takes for the order that it is in.
CREATE INDEX "signals_not_executed_idx" ON "signals"("tenant_id", "received_at" DESC, "id" DESC) WHERE "status" IN ('REJECTED', 'PLACED', 'CANCELED');
CREATE INDEX "orders_live_idx" ON "orders"("tenant_id", "created_at" DESC, "id" DESC) WHERE "status" IN ('INITIALIZED', 'SUBMITTED', 'ACCEPTED', 'TRIGGERED', 'PARTIALLY_FILLED', 'PENDING_UPDATE', 'PENDING_CANCEL');
CREATE INDEX "orders_unfilled_idx" ON "orders"("tenant_id", "created_at" DESC, "id" DESC) WHERE "status" IN ('DENIED', 'REJECTED', 'CANCELED', 'EXPIRED');
CREATE INDEX "positions_open_idx" ON "positions"("tenant_id", "opened_at" DESC, "id" DESC) WHERE "status" = 'OPEN';
CREATE INDEX "positions_closed_idx" ON "positions"("tenant_id", "closed_at" DESC, "id" DESC) WHERE "status" = 'CLOSED';
CREATE INDEX "positions_closed_of_bot_idx" ON "positions"("tenant_id", "bot_id", "closed_at" DESC, "id" DESC) WHERE "status" = 'CLOSED';
CREATE INDEX "positions_closed_of_instrument_idx" ON "positions"("tenant_id", "instrument_id", "closed_at" DESC, "id" DESC) WHERE "status" = 'CLOSED';
