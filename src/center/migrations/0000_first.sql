CREATE TABLE "audit_entry" (
	"community_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text NOT NULL,
	"deed" text NOT NULL,
	"subject" text NOT NULL,
	"detail" jsonb NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "audit_entry_community_id_seq_pk" PRIMARY KEY("community_id","seq")
);
--> statement-breakpoint
CREATE TABLE "audit_head" (
	"community_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "audit_head_community_id_pk" PRIMARY KEY("community_id")
);
--> statement-breakpoint
CREATE TABLE "capacity" (
	"community_id" uuid NOT NULL,
	"key" text NOT NULL,
	"total" integer NOT NULL,
	"taken" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "capacity_community_id_key_pk" PRIMARY KEY("community_id","key")
);
--> statement-breakpoint
CREATE TABLE "feed_head" (
	"community_id" uuid NOT NULL,
	"scope" text NOT NULL,
	"seq" bigint NOT NULL,
	CONSTRAINT "feed_head_community_id_scope_pk" PRIMARY KEY("community_id","scope")
);
--> statement-breakpoint
CREATE TABLE "feed_message" (
	"community_id" uuid NOT NULL,
	"scope" text NOT NULL,
	"seq" bigint NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"body" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone,
	CONSTRAINT "feed_message_community_id_scope_seq_pk" PRIMARY KEY("community_id","scope","seq")
);
--> statement-breakpoint
CREATE TABLE "feed_receipt" (
	"community_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"box_id" uuid NOT NULL,
	"received_at" timestamp (3) with time zone,
	"shown_at" timestamp (3) with time zone,
	"confirmed_at" timestamp (3) with time zone,
	CONSTRAINT "feed_receipt_community_id_message_id_box_id_pk" PRIMARY KEY("community_id","message_id","box_id")
);
--> statement-breakpoint
CREATE TABLE "box" (
	"community_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"household_id" uuid NOT NULL,
	"name" text NOT NULL,
	"secret_hash" text NOT NULL,
	"enrolled_at" timestamp (3) with time zone NOT NULL,
	"last_seen_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "box_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE TABLE "building" (
	"community_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"place" integer NOT NULL,
	CONSTRAINT "building_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE TABLE "community" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"help_phone" text NOT NULL,
	"sample" boolean NOT NULL,
	"services" text[] NOT NULL,
	"line" text,
	"weather" jsonb
);
--> statement-breakpoint
CREATE TABLE "household" (
	"community_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"building_id" uuid NOT NULL,
	"door" text NOT NULL,
	"access" text NOT NULL,
	"contacts" jsonb NOT NULL,
	CONSTRAINT "household_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE TABLE "medical_card" (
	"community_id" uuid NOT NULL,
	"resident_id" uuid NOT NULL,
	"conditions" text NOT NULL,
	"allergies" text NOT NULL,
	"medicines" text NOT NULL,
	CONSTRAINT "medical_card_community_id_resident_id_pk" PRIMARY KEY("community_id","resident_id")
);
--> statement-breakpoint
CREATE TABLE "newcomer" (
	"secret_hash" text PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "newcomer_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "resident" (
	"community_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"household_id" uuid NOT NULL,
	"name" text NOT NULL,
	"salutation" text NOT NULL,
	"birth_year" integer NOT NULL,
	"diet" jsonb NOT NULL,
	CONSTRAINT "resident_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE TABLE "staff" (
	"id" uuid PRIMARY KEY NOT NULL,
	"community_id" uuid NOT NULL,
	"login" text NOT NULL,
	"name" text NOT NULL,
	"roles" text[] NOT NULL,
	"password_hash" text NOT NULL,
	"disabled_at" timestamp (3) with time zone,
	CONSTRAINT "staff_login_unique" UNIQUE("login")
);
--> statement-breakpoint
CREATE TABLE "staff_session" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"community_id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ask_memory" (
	"community_id" uuid NOT NULL,
	"key" uuid NOT NULL,
	"asker" text NOT NULL,
	"name" text NOT NULL,
	"input_hash" text NOT NULL,
	"reply" jsonb,
	"asked_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "ask_memory_community_id_key_pk" PRIMARY KEY("community_id","key")
);
--> statement-breakpoint
CREATE TABLE "timer" (
	"community_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"ref" text NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"next_at" timestamp (3) with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"payload" jsonb NOT NULL,
	CONSTRAINT "timer_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE TABLE "ledger_account" (
	"community_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"owner_id" uuid NOT NULL,
	"floor" bigint,
	"balance" bigint DEFAULT 0 NOT NULL,
	"lines" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "ledger_account_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE TABLE "ledger_line" (
	"community_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"posting_id" uuid NOT NULL,
	"fen" bigint NOT NULL,
	"balance_after" bigint NOT NULL,
	CONSTRAINT "ledger_line_community_id_account_id_seq_pk" PRIMARY KEY("community_id","account_id","seq")
);
--> statement-breakpoint
CREATE TABLE "ledger_posting" (
	"community_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"memo" text NOT NULL,
	"ref" text,
	"reverses" uuid,
	"reversals" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "ledger_posting_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE TABLE "request" (
	"community_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"service" text NOT NULL,
	"household_id" uuid NOT NULL,
	"state" text NOT NULL,
	"state_since" timestamp (3) with time zone NOT NULL,
	"title" text NOT NULL,
	"where_label" text NOT NULL,
	"who" text NOT NULL,
	"owner_id" uuid,
	"owner_name" text,
	"ringing" boolean NOT NULL,
	"level" integer NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	"version" integer NOT NULL,
	CONSTRAINT "request_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE TABLE "request_event" (
	"community_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"by_name" text NOT NULL,
	"state" text,
	"deed" jsonb NOT NULL,
	"words" text,
	CONSTRAINT "request_event_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE TABLE "broadcast_warning" (
	"community_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"level" text NOT NULL,
	"sender" text NOT NULL,
	"headline" text NOT NULL,
	"body" text NOT NULL,
	"audience" jsonb NOT NULL,
	"audience_name" text NOT NULL,
	"scope" text NOT NULL,
	"boxes" integer NOT NULL,
	"author_id" uuid NOT NULL,
	"author" text NOT NULL,
	"sent_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"cancelled_at" timestamp (3) with time zone,
	CONSTRAINT "broadcast_warning_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE TABLE "meals_canteen" (
	"community_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"place" text NOT NULL,
	CONSTRAINT "meals_canteen_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE TABLE "meals_dish" (
	"community_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"canteen_id" uuid NOT NULL,
	"name" text NOT NULL,
	"picture" text NOT NULL,
	"price_fen" integer NOT NULL,
	"marks" text[] NOT NULL,
	"allergens" text[] NOT NULL,
	"retired" boolean NOT NULL,
	CONSTRAINT "meals_dish_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE TABLE "meals_menu" (
	"community_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"canteen_id" uuid NOT NULL,
	"day" date NOT NULL,
	"meal" text NOT NULL,
	"cutoff_at" timestamp (3) with time zone NOT NULL,
	"served_from" timestamp (3) with time zone NOT NULL,
	"served_to" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "meals_menu_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE TABLE "meals_menu_item" (
	"community_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"menu_id" uuid NOT NULL,
	"dish_id" uuid NOT NULL,
	"price_fen" integer NOT NULL,
	"place" integer NOT NULL,
	"dropped" boolean NOT NULL,
	CONSTRAINT "meals_menu_item_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE TABLE "meals_order" (
	"community_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"number" text NOT NULL,
	"household_id" uuid NOT NULL,
	"resident_id" uuid NOT NULL,
	"for_whom" text NOT NULL,
	"where_label" text NOT NULL,
	"building_id" uuid NOT NULL,
	"menu_id" uuid NOT NULL,
	"day" date NOT NULL,
	"way" text NOT NULL,
	"lines" jsonb NOT NULL,
	"total_fen" integer NOT NULL,
	"subsidy_fen" integer NOT NULL,
	"reason" text,
	"ordered_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "meals_order_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE TABLE "meals_subsidy_rule" (
	"community_id" uuid NOT NULL,
	"from_age" integer NOT NULL,
	"percent" integer NOT NULL,
	"max_fen" integer NOT NULL,
	CONSTRAINT "meals_subsidy_rule_community_id_from_age_pk" PRIMARY KEY("community_id","from_age")
);
--> statement-breakpoint
CREATE TABLE "sos_alarm" (
	"community_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"box_id" uuid NOT NULL,
	"household_id" uuid NOT NULL,
	"pressed_at" timestamp (3) with time zone NOT NULL,
	"presses" integer NOT NULL,
	"closing_code" text,
	CONSTRAINT "sos_alarm_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE INDEX "audit_entry_community_id_subject_seq_index" ON "audit_entry" USING btree ("community_id","subject","seq");--> statement-breakpoint
CREATE INDEX "feed_message_community_id_id_index" ON "feed_message" USING btree ("community_id","id");--> statement-breakpoint
CREATE INDEX "box_community_id_household_id_index" ON "box" USING btree ("community_id","household_id");--> statement-breakpoint
CREATE INDEX "box_secret_hash_index" ON "box" USING btree ("secret_hash");--> statement-breakpoint
CREATE INDEX "household_community_id_building_id_index" ON "household" USING btree ("community_id","building_id");--> statement-breakpoint
CREATE INDEX "resident_community_id_household_id_index" ON "resident" USING btree ("community_id","household_id");--> statement-breakpoint
CREATE INDEX "staff_session_staff_id_index" ON "staff_session" USING btree ("staff_id");--> statement-breakpoint
CREATE INDEX "ask_memory_asked_at_index" ON "ask_memory" USING btree ("asked_at");--> statement-breakpoint
CREATE UNIQUE INDEX "timer_community_id_kind_ref_index" ON "timer" USING btree ("community_id","kind","ref");--> statement-breakpoint
CREATE INDEX "timer_next_at_index" ON "timer" USING btree ("next_at");--> statement-breakpoint
CREATE UNIQUE INDEX "ledger_account_community_id_kind_owner_id_index" ON "ledger_account" USING btree ("community_id","kind","owner_id");--> statement-breakpoint
CREATE UNIQUE INDEX "ledger_line_community_id_posting_id_account_id_index" ON "ledger_line" USING btree ("community_id","posting_id","account_id");--> statement-breakpoint
CREATE INDEX "ledger_posting_community_id_reverses_index" ON "ledger_posting" USING btree ("community_id","reverses");--> statement-breakpoint
CREATE INDEX "request_open" ON "request" USING btree ("community_id","closed_at");--> statement-breakpoint
CREATE INDEX "request_household" ON "request" USING btree ("community_id","household_id","opened_at");--> statement-breakpoint
CREATE INDEX "request_event_community_id_request_id_index" ON "request_event" USING btree ("community_id","request_id");--> statement-breakpoint
CREATE INDEX "broadcast_warning_community_id_scope_sent_at_index" ON "broadcast_warning" USING btree ("community_id","scope","sent_at");--> statement-breakpoint
CREATE INDEX "meals_dish_community_id_canteen_id_index" ON "meals_dish" USING btree ("community_id","canteen_id");--> statement-breakpoint
CREATE UNIQUE INDEX "meals_menu_once" ON "meals_menu" USING btree ("community_id","canteen_id","day","meal");--> statement-breakpoint
CREATE INDEX "meals_menu_community_id_day_index" ON "meals_menu" USING btree ("community_id","day");--> statement-breakpoint
CREATE UNIQUE INDEX "meals_item_once" ON "meals_menu_item" USING btree ("community_id","menu_id","dish_id");--> statement-breakpoint
CREATE INDEX "meals_order_household" ON "meals_order" USING btree ("community_id","household_id","ordered_at");--> statement-breakpoint
CREATE INDEX "meals_order_day" ON "meals_order" USING btree ("community_id","day");--> statement-breakpoint
CREATE INDEX "sos_alarm_community_id_household_id_index" ON "sos_alarm" USING btree ("community_id","household_id");