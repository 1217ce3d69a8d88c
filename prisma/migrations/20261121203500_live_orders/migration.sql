-- A turn of the pipeline finds its bot's live orders in an index of those alone: under a row-level policy a status bounds no
-- scan of one with others in it.
CREATE INDEX "orders_live_of_bot_idx" ON "orders"("tenant_id", "bot_id") WHERE "status" IN ('INITIALIZED', 'SUBMITTED', 'ACCEPTED', 'TRIGGERED', 'PARTIALLY_FILLED', 'PENDING_UPDATE', 'PENDING_CANCEL');

-- Workers look every second for orders whose end is asked for.
CREATE INDEX "orders_to_be_ended_idx" ON "orders"("tenant_id", "bot_id") WHERE "cancel_requested_at" IS NOT NULL AND "status" IN ('INITIALIZED', 'SUBMITTED', 'ACCEPTED', 'TRIGGERED', 'PARTIALLY_FILLED', 'PENDING_UPDATE', 'PENDING_CANCEL');
