CREATE TABLE "box_spell" (
	"community_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"box_id" uuid NOT NULL,
	"from_at" timestamp (3) with time zone NOT NULL,
	"until_at" timestamp (3) with time zone,
	"cause" text NOT NULL,
	"state" text NOT NULL,
	"counts_from" timestamp (3) with time zone NOT NULL,
	"ticket_id" uuid,
	CONSTRAINT "box_spell_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE TABLE "box_watch" (
	"community_id" uuid PRIMARY KEY NOT NULL,
	"watched_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "broadcast_approval" (
	"community_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"key" text NOT NULL,
	"holder" jsonb NOT NULL,
	"signature" text NOT NULL,
	"certificate" jsonb NOT NULL,
	"signed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "broadcast_approval_community_id_message_id_key_pk" PRIMARY KEY("community_id","message_id","key")
);
--> statement-breakpoint
CREATE TABLE "broadcast_follow_up" (
	"community_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"household_id" uuid NOT NULL,
	CONSTRAINT "broadcast_follow_up_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE TABLE "broadcast_incident" (
	"community_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"key" text NOT NULL,
	"text" text NOT NULL,
	"box_ids" uuid[] NOT NULL,
	"first_at" timestamp (3) with time zone NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "broadcast_incident_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE TABLE "broadcast_media" (
	"community_id" uuid NOT NULL,
	"hash" text NOT NULL,
	"type" text NOT NULL,
	"bytes" "bytea" NOT NULL,
	"saved_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "broadcast_media_community_id_hash_pk" PRIMARY KEY("community_id","hash")
);
--> statement-breakpoint
CREATE TABLE "broadcast_message" (
	"community_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"state" text NOT NULL,
	"kind" text NOT NULL,
	"draft" jsonb NOT NULL,
	"audience_name" text NOT NULL,
	"author_id" uuid,
	"author" text NOT NULL,
	"source_id" uuid,
	"identifier" text,
	"cap" text,
	"saved_at" timestamp (3) with time zone NOT NULL,
	"content" text,
	"hash" text,
	"words" text,
	"boxes" integer NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone,
	"stopped_at" timestamp (3) with time zone,
	"replaced_by" uuid,
	CONSTRAINT "broadcast_message_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE TABLE "broadcast_signer" (
	"community_id" uuid NOT NULL,
	"key" text NOT NULL,
	"holder_id" uuid NOT NULL,
	"holder" jsonb NOT NULL,
	"certificate" jsonb,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "broadcast_signer_community_id_key_pk" PRIMARY KEY("community_id","key")
);
--> statement-breakpoint
CREATE TABLE "broadcast_source" (
	"community_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"hazards" jsonb NOT NULL,
	"levels" jsonb NOT NULL,
	"audience" jsonb NOT NULL,
	"rule" text NOT NULL,
	"poll_url" text,
	"token_hash" text NOT NULL,
	"enabled" boolean NOT NULL,
	"polled_at" timestamp (3) with time zone,
	"trouble" text NOT NULL,
	"heard_at" timestamp (3) with time zone,
	CONSTRAINT "broadcast_source_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE TABLE "broadcast_statement" (
	"community_id" uuid NOT NULL,
	"serial" integer NOT NULL,
	"text" text NOT NULL,
	"key" text NOT NULL,
	"signature" text NOT NULL,
	CONSTRAINT "broadcast_statement_community_id_serial_pk" PRIMARY KEY("community_id","serial")
);
--> statement-breakpoint
CREATE TABLE "broadcast_template" (
	"community_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"hazard" text NOT NULL,
	"level" text NOT NULL,
	"headline" text NOT NULL,
	"body" text NOT NULL,
	"half_hours" integer NOT NULL,
	"approved_by" text,
	"retired" boolean NOT NULL,
	CONSTRAINT "broadcast_template_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE TABLE "sos_drill" (
	"community_id" uuid NOT NULL,
	"household_id" uuid NOT NULL,
	"started_by" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "sos_drill_community_id_household_id_pk" PRIMARY KEY("community_id","household_id")
);
--> statement-breakpoint
CREATE TABLE "sos_notice" (
	"community_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"alarm_id" uuid NOT NULL,
	"who" text NOT NULL,
	"name" text NOT NULL,
	"relation" text NOT NULL,
	"phone" text NOT NULL,
	"state" text NOT NULL,
	"channel" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"by_name" text,
	"words" text NOT NULL,
	"attempts" integer NOT NULL,
	"next_try_at" timestamp (3) with time zone,
	CONSTRAINT "sos_notice_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
ALTER TABLE "feed_head" ADD COLUMN "changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "building" ADD COLUMN "shape" jsonb;--> statement-breakpoint
ALTER TABLE "building" ADD COLUMN "grid_worker" jsonb;--> statement-breakpoint
ALTER TABLE "community" ADD COLUMN "map" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "community" ADD COLUMN "supervisor" jsonb;--> statement-breakpoint
ALTER TABLE "household" ADD COLUMN "kind" text DEFAULT 'home' NOT NULL;--> statement-breakpoint
ALTER TABLE "household" ADD COLUMN "box_off_at_night" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "household" ADD COLUMN "chain" jsonb;--> statement-breakpoint
ALTER TABLE "newcomer" ADD COLUMN "mode" text DEFAULT 'tv' NOT NULL;--> statement-breakpoint
ALTER TABLE "request" ADD COLUMN "drill" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "sos_alarm" ADD COLUMN "building_id" uuid;--> statement-breakpoint
UPDATE "sos_alarm" SET "building_id" = "household"."building_id" FROM "household"
  WHERE "household"."community_id" = "sos_alarm"."community_id" AND "household"."id" = "sos_alarm"."household_id";--> statement-breakpoint
ALTER TABLE "sos_alarm" ALTER COLUMN "building_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "sos_alarm" ADD COLUMN "drill" boolean NOT NULL DEFAULT false;--> statement-breakpoint
ALTER TABLE "sos_alarm" ALTER COLUMN "drill" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "sos_alarm" ADD COLUMN "waits_since" timestamp (3) with time zone;--> statement-breakpoint
UPDATE "sos_alarm" SET "waits_since" = "pressed_at";--> statement-breakpoint
ALTER TABLE "sos_alarm" ALTER COLUMN "waits_since" SET NOT NULL;--> statement-breakpoint
UPDATE "community" SET "district" = '{"code":"120104000000","name":"南开区"}' WHERE "sample" AND "district" IS NULL;--> statement-breakpoint
ALTER TABLE "sos_alarm" ADD COLUMN "sent_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "sos_alarm" ADD COLUMN "owned_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "sos_alarm" ADD COLUMN "answered_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "sos_alarm" ADD COLUMN "dispatched_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "sos_alarm" ADD COLUMN "arrived_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "sos_alarm" ADD COLUMN "resolved_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "sos_alarm" ADD COLUMN "cancelled_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "sos_alarm" ADD COLUMN "chain" jsonb;--> statement-breakpoint
ALTER TABLE "sos_alarm" ADD COLUMN "call_back" jsonb;--> statement-breakpoint
ALTER TABLE "sos_alarm" ADD COLUMN "handed_by" jsonb;--> statement-breakpoint
CREATE UNIQUE INDEX "box_spell_open" ON "box_spell" USING btree ("community_id","box_id") WHERE until_at IS NULL;--> statement-breakpoint
CREATE INDEX "box_spell_community_id_box_id_from_at_index" ON "box_spell" USING btree ("community_id","box_id","from_at");--> statement-breakpoint
CREATE INDEX "box_spell_community_id_ticket_id_index" ON "box_spell" USING btree ("community_id","ticket_id");--> statement-breakpoint
CREATE INDEX "broadcast_follow_up_community_id_message_id_index" ON "broadcast_follow_up" USING btree ("community_id","message_id");--> statement-breakpoint
CREATE INDEX "broadcast_incident_community_id_message_id_reason_index" ON "broadcast_incident" USING btree ("community_id","message_id","reason");--> statement-breakpoint
CREATE INDEX "broadcast_message_community_id_saved_at_index" ON "broadcast_message" USING btree ("community_id","saved_at");--> statement-breakpoint
CREATE INDEX "broadcast_message_community_id_source_id_identifier_index" ON "broadcast_message" USING btree ("community_id","source_id","identifier");--> statement-breakpoint
CREATE INDEX "broadcast_signer_community_id_holder_id_index" ON "broadcast_signer" USING btree ("community_id","holder_id");--> statement-breakpoint
CREATE INDEX "broadcast_source_token_hash_index" ON "broadcast_source" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "sos_notice_community_id_alarm_id_index" ON "sos_notice" USING btree ("community_id","alarm_id");--> statement-breakpoint
CREATE INDEX "feed_head_changed_at_index" ON "feed_head" USING btree ("changed_at");--> statement-breakpoint
CREATE INDEX "sos_alarm_community_id_pressed_at_index" ON "sos_alarm" USING btree ("community_id","pressed_at");