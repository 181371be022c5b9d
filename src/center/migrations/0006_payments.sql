CREATE TABLE "payments_gateway_order" (
	"community_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"household_id" uuid NOT NULL,
	"fen" bigint NOT NULL,
	"state" text NOT NULL,
	"code_url" text,
	"transaction_id" text,
	"paid_fen" bigint,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"paid_at" timestamp (3) with time zone,
	CONSTRAINT "payments_gateway_order_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE TABLE "payments_month" (
	"community_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	CONSTRAINT "payments_month_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE TABLE "payments_payer" (
	"community_id" uuid NOT NULL,
	"household_id" uuid NOT NULL,
	"day_limit_fen" bigint,
	"pin_over_fen" bigint,
	"approval_over_fen" bigint,
	"approvers" uuid[] DEFAULT '{}' NOT NULL,
	"pin_hash" text,
	"pin_fails" integer DEFAULT 0 NOT NULL,
	"pin_locked_until" timestamp (3) with time zone,
	CONSTRAINT "payments_payer_community_id_household_id_pk" PRIMARY KEY("community_id","household_id")
);
--> statement-breakpoint
CREATE TABLE "payments_payment" (
	"community_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"household_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"day" date NOT NULL,
	"service" text NOT NULL,
	"category" text NOT NULL,
	"merchant_id" uuid NOT NULL,
	"merchant" text NOT NULL,
	"what" text NOT NULL,
	"fen" bigint NOT NULL,
	"given_fen" bigint NOT NULL,
	"parts" jsonb NOT NULL,
	"back_fen" bigint DEFAULT 0 NOT NULL,
	"undo_until" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "payments_payment_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE TABLE "payments_permit" (
	"community_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"household_id" uuid NOT NULL,
	"given_by" text NOT NULL,
	"kind" text NOT NULL,
	"fen" bigint NOT NULL,
	"category" text NOT NULL,
	"payee" text NOT NULL,
	"what" text NOT NULL,
	"state" text NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "payments_permit_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE TABLE "payments_purse" (
	"community_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"household_id" uuid NOT NULL,
	"kind_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	CONSTRAINT "payments_purse_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE TABLE "payments_receipt" (
	"community_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"number" text NOT NULL,
	"household_id" uuid NOT NULL,
	"fen" bigint NOT NULL,
	"clerk" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "payments_receipt_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE TABLE "payments_sample_gateway" (
	"community_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"payee" text NOT NULL,
	"what" text NOT NULL,
	"fen" bigint NOT NULL,
	"state" text NOT NULL,
	"transaction_id" text,
	"refunded_fen" bigint DEFAULT 0 NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "payments_sample_gateway_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE TABLE "payments_subsidy_kind" (
	"community_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"categories" text[] NOT NULL,
	"monthly_fen" bigint NOT NULL,
	"group_name" text,
	"expires" boolean NOT NULL,
	"closed" boolean DEFAULT false NOT NULL,
	CONSTRAINT "payments_subsidy_kind_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE INDEX "payments_gateway_household" ON "payments_gateway_order" USING btree ("community_id","household_id","created_at");--> statement-breakpoint
CREATE INDEX "payments_gateway_state" ON "payments_gateway_order" USING btree ("community_id","state");--> statement-breakpoint
CREATE INDEX "payments_payment_household" ON "payments_payment" USING btree ("community_id","household_id","at");--> statement-breakpoint
CREATE INDEX "payments_payment_merchant" ON "payments_payment" USING btree ("community_id","merchant_id","at");--> statement-breakpoint
CREATE INDEX "payments_permit_household" ON "payments_permit" USING btree ("community_id","household_id","state");--> statement-breakpoint
CREATE UNIQUE INDEX "payments_purse_once" ON "payments_purse" USING btree ("community_id","household_id","kind_id");--> statement-breakpoint
CREATE INDEX "payments_receipt_household" ON "payments_receipt" USING btree ("community_id","household_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "payments_sample_token" ON "payments_sample_gateway" USING btree ("community_id","token_hash");