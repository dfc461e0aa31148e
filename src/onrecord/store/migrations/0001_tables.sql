-- The first schema. docs/store.md says what the columns mean.

CREATE TABLE kept.articles (
    "article" VARCHAR,
    "id" VARCHAR,
    "url" VARCHAR,
    "outlet" VARCHAR,
    "byline" VARCHAR[],
    "title" VARCHAR,
    "summary" VARCHAR,
    "published" DATE,
    "dateline_place" VARCHAR,
    "dateline_date" DATE,
    "language" VARCHAR,
    "credits" VARCHAR[],
    "text" VARCHAR,
    "sections" STRUCT(kind VARCHAR, "start" INTEGER, "end" INTEGER)[],
    "source_id" VARCHAR,
    "origin" VARCHAR,
    "added" TIMESTAMP,
    "serial" BIGINT,
    "version" INTEGER,
    "replaces" VARCHAR,
    "engine" VARCHAR,
    "model" VARCHAR,
    "steps" VARCHAR[],
    "withdrawn" BOOLEAN
);

CREATE TABLE kept.actors (
    "article" VARCHAR,
    "id" VARCHAR,
    "name" VARCHAR,
    "kind" VARCHAR,
    "country" VARCHAR,
    "sectors" VARCHAR[],
    "office" VARCHAR,
    "member_of" VARCHAR[],
    "kb" VARCHAR,
    "confidence" DOUBLE,
    "reason" VARCHAR,
    "key" VARCHAR,
    "party" VARCHAR,
    "withdrawn" BOOLEAN
);

CREATE TABLE kept.mentions (
    "article" VARCHAR,
    "actor" VARCHAR,
    "span_start" INTEGER,
    "span_end" INTEGER,
    "form" VARCHAR,
    "text" VARCHAR,
    "withdrawn" BOOLEAN
);

CREATE TABLE kept.times (
    "article" VARCHAR,
    "id" VARCHAR,
    "span_start" INTEGER,
    "span_end" INTEGER,
    "type" VARCHAR,
    "value" VARCHAR,
    "begin" DATE,
    "end" DATE,
    "mod" VARCHAR,
    "confidence" DOUBLE,
    "reason" VARCHAR,
    "text" VARCHAR,
    "withdrawn" BOOLEAN
);

CREATE TABLE kept.statements (
    "article" VARCHAR,
    "id" VARCHAR,
    "speaker" VARCHAR,
    "speaker_span_start" INTEGER,
    "speaker_span_end" INTEGER,
    "cue" STRUCT("start" INTEGER, "end" INTEGER)[],
    "content" STRUCT("start" INTEGER, "end" INTEGER)[],
    "mode" VARCHAR,
    "polarity" VARCHAR,
    "via" VARCHAR[],
    "addressees" VARCHAR[],
    "inside" VARCHAR,
    "said_value" VARCHAR,
    "said_begin" DATE,
    "said_end" DATE,
    "said_assumed" BOOLEAN,
    "venue_start" INTEGER,
    "venue_end" INTEGER,
    "confidence" DOUBLE,
    "reason" VARCHAR,
    "speaker_name" VARCHAR,
    "speaker_key" VARCHAR,
    "speaker_party" VARCHAR,
    "addressee_names" VARCHAR[],
    "addressee_keys" VARCHAR[],
    "addressee_parties" VARCHAR[],
    "via_keys" VARCHAR[],
    "text" VARCHAR,
    "day" DATE,
    "withdrawn" BOOLEAN
);

CREATE TABLE kept.events (
    "article" VARCHAR,
    "id" VARCHAR,
    "type" VARCHAR,
    "mode" VARCHAR,
    "contexts" VARCHAR[],
    "sources" VARCHAR[],
    "targets" VARCHAR[],
    "trigger_start" INTEGER,
    "trigger_end" INTEGER,
    "span_start" INTEGER,
    "span_end" INTEGER,
    "when_value" VARCHAR,
    "when_begin" DATE,
    "when_end" DATE,
    "when_assumed" BOOLEAN,
    "where_name" VARCHAR,
    "where_span_start" INTEGER,
    "where_span_end" INTEGER,
    "where_country" VARCHAR,
    "status" VARCHAR,
    "intensity" DOUBLE,
    "quad" VARCHAR,
    "cameo" VARCHAR,
    "statement" VARCHAR,
    "confidence" DOUBLE,
    "reason" VARCHAR,
    "source_names" VARCHAR[],
    "source_keys" VARCHAR[],
    "source_parties" VARCHAR[],
    "target_names" VARCHAR[],
    "target_keys" VARCHAR[],
    "target_parties" VARCHAR[],
    "text" VARCHAR,
    "day" DATE,
    "withdrawn" BOOLEAN
);

CREATE TABLE kept.positions (
    "article" VARCHAR,
    "id" VARCHAR,
    "kind" VARCHAR,
    "holder" VARCHAR,
    "toward" VARCHAR[],
    "proposition_start" INTEGER,
    "proposition_end" INTEGER,
    "condition_start" INTEGER,
    "condition_end" INTEGER,
    "deadline" DATE,
    "span_start" INTEGER,
    "span_end" INTEGER,
    "statement" VARCHAR,
    "event" VARCHAR,
    "answers" VARCHAR,
    "outcome" VARCHAR,
    "confidence" DOUBLE,
    "reason" VARCHAR,
    "holder_name" VARCHAR,
    "holder_key" VARCHAR,
    "holder_party" VARCHAR,
    "toward_names" VARCHAR[],
    "toward_keys" VARCHAR[],
    "toward_parties" VARCHAR[],
    "text" VARCHAR,
    "condition_text" VARCHAR,
    "day" DATE,
    "withdrawn" BOOLEAN
);

CREATE TABLE kept.forecasts (
    "article" VARCHAR,
    "id" VARCHAR,
    "forecaster" VARCHAR,
    "proposition_start" INTEGER,
    "proposition_end" INTEGER,
    "phrase_start" INTEGER,
    "phrase_end" INTEGER,
    "negated" BOOLEAN,
    "scale" VARCHAR,
    "entry" VARCHAR,
    "low" DOUBLE,
    "high" DOUBLE,
    "point" DOUBLE,
    "inferred" BOOLEAN,
    "window_value" VARCHAR,
    "window_begin" DATE,
    "window_end" DATE,
    "window_assumed" BOOLEAN,
    "statement" VARCHAR,
    "confidence" DOUBLE,
    "reason" VARCHAR,
    "forecaster_name" VARCHAR,
    "forecaster_key" VARCHAR,
    "forecaster_party" VARCHAR,
    "text" VARCHAR,
    "phrase_text" VARCHAR,
    "day" DATE,
    "withdrawn" BOOLEAN
);

CREATE TABLE kept.inputs (
    "key" VARCHAR,
    "source" VARCHAR,
    "origin" VARCHAR,
    "source_id" VARCHAR,
    "article" VARCHAR,
    "step" VARCHAR,
    "reason" VARCHAR,
    "message" VARCHAR,
    "taken" TIMESTAMP
);

CREATE TABLE kept.revisions (
    "article" VARCHAR,
    "id" VARCHAR,
    "now_article" VARCHAR,
    "now_id" VARCHAR,
    "state" VARCHAR,
    "span_start" INTEGER,
    "span_end" INTEGER
);

CREATE TABLE kept.feeds (
    "url" VARCHAR,
    "moved" VARCHAR,
    "etag" VARCHAR,
    "last_modified" VARCHAR,
    "polled" TIMESTAMP,
    "due" TIMESTAMP,
    "failures" INTEGER,
    "reason" VARCHAR,
    "message" VARCHAR,
    "ended" BOOLEAN
);

CREATE TABLE kept.fingerprints (
    "article" VARCHAR,
    "bands" UBIGINT[]
);

CREATE TABLE kept.wire_families (
    "family" VARCHAR,
    "first_outlet" VARCHAR,
    "evidence" VARCHAR,
    "articles" INTEGER,
    "outlets" INTEGER
);

CREATE TABLE kept.wire_copies (
    "family" VARCHAR,
    "article" VARCHAR,
    "likeness" DOUBLE,
    "credit" VARCHAR
);

CREATE TABLE kept.stories (
    "story" VARCHAR,
    "title" VARCHAR,
    "actors" VARCHAR[],
    "first" DATE,
    "last" DATE,
    "articles" INTEGER,
    "outlets" INTEGER,
    "independent" INTEGER,
    "total" FLOAT[]
);

CREATE TABLE kept.story_articles (
    "story" VARCHAR,
    "article" VARCHAR,
    "likeness" DOUBLE
);

CREATE TABLE kept.happenings (
    "happening" VARCHAR,
    "type" VARCHAR,
    "text" VARCHAR,
    "source_keys" VARCHAR[],
    "target_keys" VARCHAR[],
    "first" DATE,
    "last" DATE,
    "reports" INTEGER,
    "outlets" INTEGER,
    "independent" INTEGER,
    "contradictions" VARCHAR[]
);

CREATE TABLE kept.tellings (
    "happening" VARCHAR,
    "article" VARCHAR,
    "id" VARCHAR,
    "counts" VARCHAR[]
);

CREATE TABLE kept.joins (
    "one" VARCHAR,
    "other" VARCHAR,
    "score" DOUBLE,
    "reasons" VARCHAR[]
);

CREATE TABLE kept.rulings (
    "one" VARCHAR,
    "other" VARCHAR,
    "same" BOOLEAN,
    "ruled" TIMESTAMP
);

CREATE TABLE kept.reviews (
    "key" VARCHAR,
    "serial" BIGINT,
    "article" VARCHAR,
    "layer" VARCHAR,
    "id" VARCHAR,
    "decision" VARCHAR,
    "change" VARCHAR,
    "note" VARCHAR,
    "reviewer" VARCHAR,
    "decided" TIMESTAMP,
    "undoes" VARCHAR,
    "item" VARCHAR,
    "text" VARCHAR,
    "span_start" INTEGER,
    "span_end" INTEGER
);

CREATE TABLE kept.searches (
    "name" VARCHAR,
    "path" VARCHAR,
    "query" VARCHAR,
    "saved" TIMESTAMP
);

CREATE VIEW articles AS SELECT * EXCLUDE (withdrawn) FROM kept.articles WHERE NOT withdrawn;
CREATE VIEW actors AS SELECT * EXCLUDE (withdrawn) FROM kept.actors WHERE NOT withdrawn;
CREATE VIEW mentions AS SELECT * EXCLUDE (withdrawn) FROM kept.mentions WHERE NOT withdrawn;
CREATE VIEW times AS SELECT * EXCLUDE (withdrawn) FROM kept.times WHERE NOT withdrawn;
CREATE VIEW statements AS SELECT * EXCLUDE (withdrawn) FROM kept.statements WHERE NOT withdrawn;
CREATE VIEW events AS SELECT * EXCLUDE (withdrawn) FROM kept.events WHERE NOT withdrawn;
CREATE VIEW positions AS SELECT * EXCLUDE (withdrawn) FROM kept.positions WHERE NOT withdrawn;
CREATE VIEW forecasts AS SELECT * EXCLUDE (withdrawn) FROM kept.forecasts WHERE NOT withdrawn;
CREATE VIEW inputs AS SELECT * FROM kept.inputs;
CREATE VIEW revisions AS SELECT * FROM kept.revisions;
CREATE VIEW feeds AS SELECT * FROM kept.feeds;
CREATE VIEW fingerprints AS SELECT * FROM kept.fingerprints;
CREATE VIEW wire_families AS SELECT * FROM kept.wire_families;
CREATE VIEW wire_copies AS SELECT * FROM kept.wire_copies;
CREATE VIEW stories AS SELECT * EXCLUDE (total) FROM kept.stories;
CREATE VIEW story_articles AS SELECT * FROM kept.story_articles;
CREATE VIEW happenings AS SELECT * FROM kept.happenings;
CREATE VIEW tellings AS SELECT * FROM kept.tellings;
CREATE VIEW joins AS SELECT * FROM kept.joins;
CREATE VIEW rulings AS SELECT * FROM kept.rulings;
CREATE VIEW reviews AS SELECT * FROM kept.reviews;
CREATE VIEW searches AS SELECT * FROM kept.searches;

CREATE VIEW identities AS SELECT key, name, max(kind) AS kind, max(country) AS country, max(party) AS party, count(DISTINCT article) AS articles FROM actors GROUP BY key, name;
CREATE VIEW dropped AS SELECT key, source, origin, source_id, step, reason, message, taken FROM kept.inputs WHERE reason IS NOT NULL;
CREATE VIEW reviewed AS WITH RECURSIVE followed AS (SELECT r.key, r.article, r.id, r.span_start, r.span_end FROM kept.reviews r WHERE r.decision <> 'undone' AND r.key NOT IN (SELECT undoes FROM kept.reviews WHERE undoes IS NOT NULL) UNION ALL SELECT f.key, v.now_article, v.now_id, v.span_start, v.span_end FROM followed f JOIN kept.revisions v ON v.article = f.article AND v.id = f.id WHERE v.state = 'kept') SELECT f.article, r.layer, f.id, r.decision, r.change, r.note, r.reviewer, r.decided, r.key, r.serial, r.undoes, r.article AS read_in, r.item, r.text, f.span_start, f.span_end FROM followed f JOIN kept.reviews r USING (key) QUALIFY row_number() OVER (PARTITION BY f.article, r.layer, f.id ORDER BY r.serial DESC) = 1;
