-- CreateEnum
CREATE TYPE "CommandKind" AS ENUM ('PAUSE', 'FLATTEN', 'RELOAD', 'CUSTOM');

-- CreateEnum
CREATE TYPE "CommandStatus" AS ENUM ('WAITING', 'DONE', 'FAILED');

-- AlterTable
ALTER TABLE "bots" ADD COLUMN     "decided_until" TIMESTAMPTZ(6),
ADD COLUMN     "desired_since" TIMESTAMPTZ(6);

-- CreateTable
CREATE TABLE "bot_commands" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "bot_id" UUID NOT NULL,
    "kind" "CommandKind" NOT NULL,
    "payload" JSONB,
    "status" "CommandStatus" NOT NULL DEFAULT 'WAITING',
    "result" TEXT,
    "sent_at" TIMESTAMPTZ(6) NOT NULL,
    "sent_by" TEXT NOT NULL,
    "answered_at" TIMESTAMPTZ(6),
    "sent_seq" BIGINT NOT NULL,
    "seq" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "bot_commands_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "bot_commands_tenant_id_bot_id_sent_seq_idx" ON "bot_commands"("tenant_id", "bot_id", "sent_seq" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "bot_commands_tenant_id_id_key" ON "bot_commands"("tenant_id", "id");

-- AddForeignKey
ALTER TABLE "bot_commands" ADD CONSTRAINT "bot_commands_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bot_commands" ADD CONSTRAINT "bot_commands_tenant_id_bot_id_fkey" FOREIGN KEY ("tenant_id", "bot_id") REFERENCES "bots"("tenant_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema has no words for.

ALTER TABLE "bot_commands" ADD CONSTRAINT "bot_commands_answer_check" CHECK (("status" = 'WAITING') = ("answered_at" IS NULL));

-- Grants. Commands are forgotten in time.

GRANT SELECT, INSERT, UPDATE ON "bot_commands" TO tickwire_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON "bot_commands" TO tickwire_system;

-- Row-level security, as in the first migration.

ALTER TABLE "bot_commands" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "bot_commands" TO tickwire_app USING ("tenant_id" = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
CREATE POLICY system ON "bot_commands" TO tickwire_system USING (true);
CREATE POLICY owner ON "bot_commands" TO CURRENT_USER USING (true);
