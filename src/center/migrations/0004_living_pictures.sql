CREATE TABLE "call" (
	"community_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"subject" uuid,
	"state" text NOT NULL,
	"outcome" text,
	"caller" text NOT NULL,
	"callee" text NOT NULL,
	"answerer" text,
	"caller_face" jsonb NOT NULL,
	"callee_face" jsonb NOT NULL,
	"caller_end" uuid NOT NULL,
	"callee_end" uuid,
	"caller_video" boolean NOT NULL,
	"callee_video" boolean DEFAULT false NOT NULL,
	"handed_over" boolean DEFAULT false NOT NULL,
	"auto_answer" jsonb,
	"auto_consent" jsonb,
	"offer" jsonb,
	"candidates" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"answered_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"caller_seen_at" timestamp (3) with time zone,
	"callee_seen_at" timestamp (3) with time zone,
	CONSTRAINT "call_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE TABLE "consent" (
	"community_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"household_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"wording" text NOT NULL,
	"given_at" timestamp (3) with time zone NOT NULL,
	"given_by" text NOT NULL,
	"words" text NOT NULL,
	"withdrawn_at" timestamp (3) with time zone,
	"withdrawn_by" text,
	CONSTRAINT "consent_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE TABLE "relative" (
	"community_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"household_id" uuid NOT NULL,
	"relation" text NOT NULL,
	"name" text DEFAULT '' NOT NULL,
	"token_hash" text NOT NULL,
	"secret_hash" text,
	"invited_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"accepted_at" timestamp (3) with time zone,
	"last_seen_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "relative_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE TABLE "long_words" (
	"id" uuid PRIMARY KEY NOT NULL,
	"words" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "call_missed" (
	"community_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"household_id" uuid NOT NULL,
	"caller" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"why" text NOT NULL,
	"seen_at" timestamp (3) with time zone,
	CONSTRAINT "call_missed_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE TABLE "call_neighbour" (
	"community_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"asker_id" uuid NOT NULL,
	"asked_id" uuid NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"agreed_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "call_neighbour_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE TABLE "call_place" (
	"community_id" uuid NOT NULL,
	"household_id" uuid NOT NULL,
	"party" text NOT NULL,
	"place" integer NOT NULL,
	"digit" integer,
	CONSTRAINT "call_place_community_id_household_id_party_pk" PRIMARY KEY("community_id","household_id","party")
);
--> statement-breakpoint
CREATE TABLE "call_rest" (
	"community_id" uuid NOT NULL,
	"household_id" uuid NOT NULL,
	"rest" jsonb NOT NULL,
	CONSTRAINT "call_rest_community_id_household_id_pk" PRIMARY KEY("community_id","household_id")
);
--> statement-breakpoint
CREATE TABLE "camera" (
	"community_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"place" text NOT NULL,
	"position" integer NOT NULL,
	"at" jsonb,
	"sealed" text NOT NULL,
	"host" text NOT NULL,
	"rights" jsonb NOT NULL,
	"retention" text NOT NULL,
	"enabled" boolean NOT NULL,
	"state" text NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"fault" text,
	"request_id" uuid,
	CONSTRAINT "camera_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE TABLE "camera_look" (
	"community_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"camera_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"viewer_id" uuid NOT NULL,
	"who" text NOT NULL,
	"how" text NOT NULL,
	"ticket_hash" text NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"from" timestamp (3) with time zone,
	"seen_at" timestamp (3) with time zone NOT NULL,
	"until" timestamp (3) with time zone,
	"ended" text,
	CONSTRAINT "camera_look_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE TABLE "classes_captions" (
	"community_id" uuid NOT NULL,
	"lesson_id" uuid NOT NULL,
	"vtt" text NOT NULL,
	CONSTRAINT "classes_captions_community_id_lesson_id_pk" PRIMARY KEY("community_id","lesson_id")
);
--> statement-breakpoint
CREATE TABLE "classes_course" (
	"community_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"title" text NOT NULL,
	"teacher" text NOT NULL,
	"about" text NOT NULL,
	"picture" text NOT NULL,
	"shelf" text NOT NULL,
	"hidden" boolean NOT NULL,
	CONSTRAINT "classes_course_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE TABLE "classes_enrolment" (
	"community_id" uuid NOT NULL,
	"course_id" uuid NOT NULL,
	"resident_id" uuid NOT NULL,
	"household_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "classes_enrolment_community_id_course_id_resident_id_pk" PRIMARY KEY("community_id","course_id","resident_id")
);
--> statement-breakpoint
CREATE TABLE "classes_job" (
	"community_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"lesson_id" uuid NOT NULL,
	"state" text NOT NULL,
	"name" text NOT NULL,
	"bytes" bigint NOT NULL,
	"received" bigint NOT NULL,
	"percent" integer NOT NULL,
	"fault" text,
	"sample" boolean NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "classes_job_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE TABLE "classes_lesson" (
	"community_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"course_id" uuid NOT NULL,
	"place" integer NOT NULL,
	"title" text NOT NULL,
	"film" uuid,
	"duration_s" real,
	CONSTRAINT "classes_lesson_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE TABLE "classes_note" (
	"community_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"household_id" uuid NOT NULL,
	"from_label" text NOT NULL,
	"course_id" uuid NOT NULL,
	"course" text NOT NULL,
	"teacher" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"seconds" real NOT NULL,
	"heard_at" timestamp (3) with time zone,
	"answer" text,
	"answered_at" timestamp (3) with time zone,
	"answered_by" text,
	CONSTRAINT "classes_note_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE TABLE "classes_progress" (
	"community_id" uuid NOT NULL,
	"household_id" uuid NOT NULL,
	"lesson_id" uuid NOT NULL,
	"second" real NOT NULL,
	"done" boolean NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "classes_progress_community_id_household_id_lesson_id_pk" PRIMARY KEY("community_id","household_id","lesson_id")
);
--> statement-breakpoint
CREATE TABLE "classes_session" (
	"community_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"course_id" uuid NOT NULL,
	"title" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"room" text NOT NULL,
	"url" text,
	"cancelled" boolean NOT NULL,
	CONSTRAINT "classes_session_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE TABLE "tv_channel" (
	"community_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"key" text NOT NULL,
	"number" integer NOT NULL,
	"name" text NOT NULL,
	"url" text NOT NULL,
	"group" text NOT NULL,
	"hidden" boolean NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "tv_channel_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE TABLE "tv_favourite" (
	"community_id" uuid NOT NULL,
	"household_id" uuid NOT NULL,
	"key" text NOT NULL,
	CONSTRAINT "tv_favourite_community_id_household_id_key_pk" PRIMARY KEY("community_id","household_id","key")
);
--> statement-breakpoint
CREATE TABLE "tv_household" (
	"community_id" uuid NOT NULL,
	"household_id" uuid NOT NULL,
	"start_with_tv" boolean NOT NULL,
	CONSTRAINT "tv_household_community_id_household_id_pk" PRIMARY KEY("community_id","household_id")
);
--> statement-breakpoint
CREATE TABLE "tv_programme" (
	"community_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"key" text NOT NULL,
	"title" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "tv_programme_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE TABLE "tv_source" (
	"community_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"origin" text NOT NULL,
	"state" text NOT NULL,
	"trouble" text NOT NULL,
	"read_at" timestamp (3) with time zone,
	"count" integer NOT NULL,
	CONSTRAINT "tv_source_community_id_kind_pk" PRIMARY KEY("community_id","kind")
);
--> statement-breakpoint
ALTER TABLE "community" ADD COLUMN "sampled" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
CREATE INDEX "call_by_caller" ON "call" USING btree ("community_id","caller","started_at");--> statement-breakpoint
CREATE INDEX "call_by_callee" ON "call" USING btree ("community_id","callee","started_at");--> statement-breakpoint
CREATE INDEX "call_by_subject" ON "call" USING btree ("community_id","subject");--> statement-breakpoint
CREATE INDEX "consent_community_id_household_id_index" ON "consent" USING btree ("community_id","household_id");--> statement-breakpoint
CREATE INDEX "relative_community_id_household_id_index" ON "relative" USING btree ("community_id","household_id");--> statement-breakpoint
CREATE INDEX "relative_token_hash_index" ON "relative" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "relative_secret_hash_index" ON "relative" USING btree ("secret_hash");--> statement-breakpoint
CREATE INDEX "call_missed_community_id_household_id_at_index" ON "call_missed" USING btree ("community_id","household_id","at");--> statement-breakpoint
CREATE INDEX "call_neighbour_community_id_asker_id_index" ON "call_neighbour" USING btree ("community_id","asker_id");--> statement-breakpoint
CREATE INDEX "call_neighbour_community_id_asked_id_index" ON "call_neighbour" USING btree ("community_id","asked_id");--> statement-breakpoint
CREATE INDEX "camera_look_community_id_asked_at_index" ON "camera_look" USING btree ("community_id","asked_at");--> statement-breakpoint
CREATE INDEX "camera_look_ticket_hash_index" ON "camera_look" USING btree ("ticket_hash");--> statement-breakpoint
CREATE INDEX "classes_enrolment_community_id_household_id_index" ON "classes_enrolment" USING btree ("community_id","household_id");--> statement-breakpoint
CREATE UNIQUE INDEX "classes_job_community_id_lesson_id_index" ON "classes_job" USING btree ("community_id","lesson_id");--> statement-breakpoint
CREATE INDEX "classes_job_state_since_index" ON "classes_job" USING btree ("state","since");--> statement-breakpoint
CREATE INDEX "classes_lesson_community_id_course_id_index" ON "classes_lesson" USING btree ("community_id","course_id");--> statement-breakpoint
CREATE INDEX "classes_note_community_id_household_id_at_index" ON "classes_note" USING btree ("community_id","household_id","at");--> statement-breakpoint
CREATE INDEX "classes_progress_community_id_lesson_id_index" ON "classes_progress" USING btree ("community_id","lesson_id");--> statement-breakpoint
CREATE INDEX "classes_session_community_id_starts_at_index" ON "classes_session" USING btree ("community_id","starts_at");--> statement-breakpoint
CREATE INDEX "classes_session_community_id_course_id_index" ON "classes_session" USING btree ("community_id","course_id");--> statement-breakpoint
CREATE UNIQUE INDEX "tv_channel_community_id_key_index" ON "tv_channel" USING btree ("community_id","key");--> statement-breakpoint
CREATE INDEX "tv_programme_community_id_key_starts_at_index" ON "tv_programme" USING btree ("community_id","key","starts_at");--> statement-breakpoint
-- What a sample community was made with; the services that are new come in with theirs at the next start.
UPDATE "community" SET "sampled" = "services" WHERE "sample";--> statement-breakpoint
-- A real community has everything that its center can do.
UPDATE "community" SET "services" = '{sos,broadcast,cameras,meals,tv,call,classes}' WHERE NOT "sample";
