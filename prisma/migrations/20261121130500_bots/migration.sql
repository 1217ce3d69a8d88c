-- CreateEnum
CREATE TYPE "QuietAction" AS ENUM ('TELL', 'PAUSE', 'CLOSE');

-- CreateEnum
CREATE TYPE "MessageLevel" AS ENUM ('INFO', 'WARNING', 'ERROR');

-- AlterTable
ALTER TABLE "bots" ADD COLUMN     "on_quiet" "QuietAction" NOT NULL DEFAULT 'TELL',
ADD COLUMN     "quiet_after" INTEGER,
ADD COLUMN     "quiet_since" TIMESTAMPTZ(6),
ADD COLUMN     "seq" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "strategy" "StrategyKind",
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "bot_versions" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "bot_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "sha256" BYTEA NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "bot_versions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bot_runs" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "bot_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(6) NOT NULL,
    "started_by" TEXT NOT NULL,
    "stopped_at" TIMESTAMPTZ(6),
    "stopped_by" TEXT,
    "reason" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "bot_runs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bot_messages" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "bot_id" UUID NOT NULL,
    "level" "MessageLevel" NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "bot_messages_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "bot_versions_tenant_id_id_key" ON "bot_versions"("tenant_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "bot_versions_tenant_id_bot_id_number_key" ON "bot_versions"("tenant_id", "bot_id", "number");

-- CreateIndex
CREATE INDEX "bot_runs_tenant_id_bot_id_started_at_idx" ON "bot_runs"("tenant_id", "bot_id", "started_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "bot_runs_tenant_id_id_key" ON "bot_runs"("tenant_id", "id");

-- CreateIndex
CREATE INDEX "bot_messages_tenant_id_bot_id_id_idx" ON "bot_messages"("tenant_id", "bot_id", "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "bot_messages_tenant_id_id_key" ON "bot_messages"("tenant_id", "id");

-- CreateIndex
CREATE INDEX "bots_desired_status_last_heartbeat_at_idx" ON "bots"("desired_status", "last_heartbeat_at");

-- AddForeignKey
ALTER TABLE "bot_versions" ADD CONSTRAINT "bot_versions_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bot_versions" ADD CONSTRAINT "bot_versions_tenant_id_bot_id_fkey" FOREIGN KEY ("tenant_id", "bot_id") REFERENCES "bots"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bot_runs" ADD CONSTRAINT "bot_runs_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bot_runs" ADD CONSTRAINT "bot_runs_tenant_id_bot_id_fkey" FOREIGN KEY ("tenant_id", "bot_id") REFERENCES "bots"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bot_messages" ADD CONSTRAINT "bot_messages_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bot_messages" ADD CONSTRAINT "bot_messages_tenant_id_bot_id_fkey" FOREIGN KEY ("tenant_id", "bot_id") REFERENCES "bots"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema has no words for.

CREATE UNIQUE INDEX "bot_runs_open_key" ON "bot_runs"("tenant_id", "bot_id") WHERE "stopped_at" IS NULL;
ALTER TABLE "bots" ADD CONSTRAINT "bots_quiet_after_check" CHECK ("quiet_after" > 0);
ALTER TABLE "bot_versions" ADD CONSTRAINT "bot_versions_number_check" CHECK ("number" > 0);
ALTER TABLE "bot_runs" ADD CONSTRAINT "bot_runs_stop_check" CHECK (("stopped_at" IS NULL) = ("stopped_by" IS NULL));

-- Grants. Versions are history: nobody who serves may change or delete them. Messages are forgotten in time.

GRANT SELECT, INSERT ON "bot_versions" TO tickwire_app, tickwire_system;
GRANT SELECT, INSERT, UPDATE ON "bot_runs" TO tickwire_app, tickwire_system;
GRANT SELECT, INSERT ON "bot_messages" TO tickwire_app;
GRANT SELECT, INSERT, DELETE ON "bot_messages" TO tickwire_system;

-- Row-level security, as in the first migration.

ALTER TABLE "bot_versions" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "bot_versions" TO tickwire_app USING ("tenant_id" = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
CREATE POLICY system ON "bot_versions" TO tickwire_system USING (true);
CREATE POLICY owner ON "bot_versions" TO CURRENT_USER USING (true);

ALTER TABLE "bot_runs" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "bot_runs" TO tickwire_app USING ("tenant_id" = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
CREATE POLICY system ON "bot_runs" TO tickwire_system USING (true);
CREATE POLICY owner ON "bot_runs" TO CURRENT_USER USING (true);

ALTER TABLE "bot_messages" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "bot_messages" TO tickwire_app USING ("tenant_id" = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
CREATE POLICY system ON "bot_messages" TO tickwire_system USING (true);
CREATE POLICY owner ON "bot_messages" TO CURRENT_USER USING (true);
