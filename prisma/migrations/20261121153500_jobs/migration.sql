-- CreateEnum
CREATE TYPE "JobStatus" AS ENUM ('WAITING', 'RUNNING', 'DEAD');

-- CreateTable
CREATE TABLE "jobs" (
    "id" UUID NOT NULL,
    "tenant_id" UUID,
    "kind" TEXT NOT NULL,
    "status" "JobStatus" NOT NULL DEFAULT 'WAITING',
    "run_at" TIMESTAMPTZ(6) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "claim" BIGINT NOT NULL DEFAULT 0,
    "leased_until" TIMESTAMPTZ(6),
    "started_at" TIMESTAMPTZ(6),
    "done_at" TIMESTAMPTZ(6),
    "failed_at" TIMESTAMPTZ(6),
    "error" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "jobs_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "jobs_status_run_at_idx" ON "jobs"("status", "run_at");

-- CreateIndex
CREATE INDEX "bot_messages_created_at_idx" ON "bot_messages" USING BRIN ("created_at");

-- CreateIndex
CREATE INDEX "events_created_at_idx" ON "events" USING BRIN ("created_at");

-- AddForeignKey
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- Written by hand ─────────────────────────────────────────────────────────────────────────────────

-- One of a kind, whether a tenant's or the service's. The condition that always holds hides the index from Prisma, which
-- cannot say NULLS NOT DISTINCT and would drop it.
CREATE UNIQUE INDEX "jobs_one_key" ON "jobs"("tenant_id", "kind") NULLS NOT DISTINCT WHERE "kind" IS NOT NULL;
ALTER TABLE "jobs"
  ADD CONSTRAINT "jobs_lease_check" CHECK (("status" = 'RUNNING') = ("leased_until" IS NOT NULL)),
  ADD CONSTRAINT "jobs_error_check" CHECK ("status" <> 'DEAD' OR "error" IS NOT NULL),
  ADD CONSTRAINT "jobs_counts_check" CHECK ("attempts" >= 0 AND "claim" >= 0);

-- Grants. A tenant sees its jobs and may have one tried again; workers do the rest. Events are forgotten in time: whoever
-- comes from before them reads anew.

GRANT SELECT, UPDATE ("status", "run_at", "attempts", "updated_at") ON "jobs" TO tickwire_app;
GRANT SELECT, INSERT, UPDATE ON "jobs" TO tickwire_system;
GRANT DELETE ON "events" TO tickwire_system;

-- Row-level security, as in the first migration.

ALTER TABLE "jobs" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "jobs" TO tickwire_app USING ("tenant_id" = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
CREATE POLICY system ON "jobs" TO tickwire_system USING (true);
CREATE POLICY owner ON "jobs" TO CURRENT_USER USING (true);
