-- A team's highest equity is what its fall is counted from: limits ask for it with every signal that they bind, retention keeps it.
CREATE INDEX "equity_snapshots_peak_idx" ON "equity_snapshots"("tenant_id", "equity" DESC) WHERE "bot_id" IS NULL;
