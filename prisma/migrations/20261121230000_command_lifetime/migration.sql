-- AlterTable
ALTER TABLE "bot_commands" ADD COLUMN     "expired_at" TIMESTAMPTZ(6),
ADD COLUMN     "taken_at" TIMESTAMPTZ(6);

-- What Prisma's schema has no words for.

-- Workers look every second for commands that nobody answered in time.
CREATE INDEX "bot_commands_waiting_idx" ON "bot_commands"("sent_at") WHERE "status" = 'WAITING' AND "expired_at" IS NULL;
