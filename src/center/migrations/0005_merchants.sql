-- What was a canteen of the meals is a merchant of the community now; the defaults are for the canteens there are.
ALTER TABLE "meals_canteen" RENAME TO "merchant";--> statement-breakpoint
ALTER TABLE "meals_dish" RENAME COLUMN "canteen_id" TO "merchant_id";--> statement-breakpoint
ALTER TABLE "meals_menu" RENAME COLUMN "canteen_id" TO "merchant_id";--> statement-breakpoint
DROP INDEX "meals_dish_community_id_canteen_id_index";--> statement-breakpoint
DROP INDEX "meals_menu_once";--> statement-breakpoint
ALTER TABLE "merchant" DROP CONSTRAINT "meals_canteen_community_id_id_pk";--> statement-breakpoint
ALTER TABLE "merchant" ADD CONSTRAINT "merchant_community_id_id_pk" PRIMARY KEY("community_id","id");--> statement-breakpoint
ALTER TABLE "staff" ADD COLUMN "merchant_id" uuid;--> statement-breakpoint
ALTER TABLE "request" ADD COLUMN "merchant_id" uuid;--> statement-breakpoint
ALTER TABLE "request" ADD COLUMN "mine" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "request" ADD COLUMN "expected_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "merchant" ADD COLUMN "kind" text NOT NULL DEFAULT 'canteen';--> statement-breakpoint
ALTER TABLE "merchant" ALTER COLUMN "kind" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "merchant" ADD COLUMN "phone" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "merchant" ADD COLUMN "hours" jsonb NOT NULL DEFAULT '{"from":"06:00","to":"19:00"}';--> statement-breakpoint
ALTER TABLE "merchant" ALTER COLUMN "hours" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "merchant" ADD COLUMN "services" text[] NOT NULL DEFAULT '{meals}';--> statement-breakpoint
ALTER TABLE "merchant" ALTER COLUMN "services" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "merchant" ADD COLUMN "open" boolean DEFAULT true NOT NULL;--> statement-breakpoint
CREATE INDEX "meals_dish_community_id_merchant_id_index" ON "meals_dish" USING btree ("community_id","merchant_id");--> statement-breakpoint
CREATE UNIQUE INDEX "meals_menu_once" ON "meals_menu" USING btree ("community_id","merchant_id","day","meal");--> statement-breakpoint
UPDATE "request" SET "mine" = true WHERE "service" IN ('meals', 'sos');--> statement-breakpoint
UPDATE "request" r SET "merchant_id" = m."merchant_id" FROM "meals_order" o JOIN "meals_menu" m ON m."community_id" = o."community_id" AND m."id" = o."menu_id" WHERE o."community_id" = r."community_id" AND o."id" = r."id";
