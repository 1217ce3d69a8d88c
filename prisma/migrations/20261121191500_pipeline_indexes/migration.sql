-- Nothing looks into these.

-- DropIndex
DROP INDEX "orders_status_created_at_idx";

-- DropIndex
DROP INDEX "signals_status_received_at_idx";
