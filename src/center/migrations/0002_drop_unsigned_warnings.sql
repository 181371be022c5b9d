ALTER TABLE "broadcast_warning" DISABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP TABLE "broadcast_warning" CASCADE;--> statement-breakpoint
ALTER TABLE "request" ALTER COLUMN "household_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "community" ADD COLUMN "district" jsonb;