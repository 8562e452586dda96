-- Loads the data package into DuckDB. Run it in the package's folder, where datapackage.json is:
--   duckdb package.duckdb < derived/load.sql

BEGIN TRANSACTION;

CREATE TABLE "sources" (
  "source_id" VARCHAR NOT NULL,
  "title" VARCHAR,
  "publisher" VARCHAR,
  "authors" VARCHAR[],
  "url" VARCHAR,
  "archived_url" VARCHAR,
  "published" VARCHAR,
  "retrieved" DATE NOT NULL,
  "language" VARCHAR,
  "locale" VARCHAR,
  "licence" VARCHAR NOT NULL,
  "republish" VARCHAR NOT NULL,
  "document" VARCHAR NOT NULL,
  "media_type" VARCHAR NOT NULL,
  "encoding" VARCHAR,
  "bytes" BIGINT NOT NULL,
  "sha256" VARCHAR NOT NULL,
  "text_kind" VARCHAR NOT NULL,
  "digest_of_url" VARCHAR,
  "digest_of_publisher" VARCHAR,
  "digest_of_sha256" VARCHAR,
  "text_path" VARCHAR,
  "text_sha256" VARCHAR,
  "supersedes" VARCHAR,
  "status" VARCHAR NOT NULL,
  "notice_date" VARCHAR,
  "notice_url" VARCHAR,
  "notice_reason" VARCHAR,
  "read_status" VARCHAR NOT NULL,
  PRIMARY KEY ("source_id")
);
INSERT INTO "sources" SELECT * FROM read_parquet('derived/data/sources.parquet');
COMMENT ON TABLE "sources" IS 'A captured document: who published it, when, under which licence, and how it was read.';
COMMENT ON COLUMN "sources"."source_id" IS 'The document''s id, equal to its folder in raw/.';
COMMENT ON COLUMN "sources"."title" IS 'The document''s title.';
COMMENT ON COLUMN "sources"."publisher" IS 'Who published the document.';
COMMENT ON COLUMN "sources"."authors" IS 'The document''s authors.';
COMMENT ON COLUMN "sources"."url" IS 'Where the document was published.';
COMMENT ON COLUMN "sources"."archived_url" IS 'Where an archive keeps it.';
COMMENT ON COLUMN "sources"."published" IS 'When the document was published, as an EDTF date.';
COMMENT ON COLUMN "sources"."retrieved" IS 'The day of capture.';
COMMENT ON COLUMN "sources"."language" IS 'The document''s language.';
COMMENT ON COLUMN "sources"."locale" IS 'Whose decimal and thousands separators its numbers use.';
COMMENT ON COLUMN "sources"."licence" IS 'SPDX identifier of the document''s licence, or LicenseRef-all-rights-reserved.';
COMMENT ON COLUMN "sources"."republish" IS 'What of the document may be published: full text, cells, or figures and labels.';
COMMENT ON COLUMN "sources"."document" IS 'Path of the captured file in the project.';
COMMENT ON COLUMN "sources"."media_type" IS 'Media type of the captured file.';
COMMENT ON COLUMN "sources"."encoding" IS 'Character encoding that the file was read by; utf-8-sig says that it has a byte-order mark.';
COMMENT ON COLUMN "sources"."bytes" IS 'Size of the captured file.';
COMMENT ON COLUMN "sources"."sha256" IS 'Hash of the captured file.';
COMMENT ON COLUMN "sources"."text_kind" IS 'verbatim, or digest: our own words about a text that may not be republished.';
COMMENT ON COLUMN "sources"."digest_of_url" IS 'Address of the text that this is a digest of.';
COMMENT ON COLUMN "sources"."digest_of_publisher" IS 'Publisher of the text that this is a digest of.';
COMMENT ON COLUMN "sources"."digest_of_sha256" IS 'Hash of the text that this is a digest of.';
COMMENT ON COLUMN "sources"."text_path" IS 'Path of the text that the offsets point into; what may not be republished is blanked there.';
COMMENT ON COLUMN "sources"."text_sha256" IS 'Hash of that file.';
COMMENT ON COLUMN "sources"."supersedes" IS 'The source that this one replaces.';
COMMENT ON COLUMN "sources"."status" IS 'current, superseded or withdrawn.';
COMMENT ON COLUMN "sources"."notice_date" IS 'When it was superseded or withdrawn, as an EDTF date.';
COMMENT ON COLUMN "sources"."notice_url" IS 'Where that was announced.';
COMMENT ON COLUMN "sources"."notice_reason" IS 'Why it was superseded or withdrawn.';
COMMENT ON COLUMN "sources"."read_status" IS 'read, or failed where the document could not be read.';

CREATE TABLE "tables" (
  "table_id" VARCHAR NOT NULL,
  "source_id" VARCHAR NOT NULL,
  "number" BIGINT NOT NULL,
  "caption" VARCHAR,
  "heading" VARCHAR[],
  "header_rows" BIGINT NOT NULL,
  "header_rule" VARCHAR NOT NULL,
  "rows" BIGINT NOT NULL,
  "columns" BIGINT NOT NULL,
  "char_start" BIGINT NOT NULL,
  "char_end" BIGINT NOT NULL,
  "declared" BOOLEAN NOT NULL,
  "resource" VARCHAR,
  "skipped" VARCHAR,
  "claimant" VARCHAR,
  "claimed" VARCHAR,
  "claim_basis" VARCHAR,
  "claim_basis_start" BIGINT,
  "claim_basis_end" BIGINT,
  PRIMARY KEY ("table_id"),
  FOREIGN KEY ("source_id") REFERENCES "sources" ("source_id")
);
INSERT INTO "tables" SELECT * FROM read_parquet('derived/data/tables.parquet');
COMMENT ON TABLE "tables" IS 'A table found in a document, published or skipped.';
COMMENT ON COLUMN "tables"."table_id" IS 'The table that this comes from: <source_id>/<number of the table in its document>.';
COMMENT ON COLUMN "tables"."source_id" IS 'The captured document that this comes from.';
COMMENT ON COLUMN "tables"."number" IS 'Position among all tables of the document, from 1.';
COMMENT ON COLUMN "tables"."caption" IS 'The table''s caption, as printed.';
COMMENT ON COLUMN "tables"."heading" IS 'The headings above the table, outermost first.';
COMMENT ON COLUMN "tables"."header_rows" IS 'How many of the printed rows are headers.';
COMMENT ON COLUMN "tables"."header_rule" IS 'The rule by which the headers were decided.';
COMMENT ON COLUMN "tables"."rows" IS 'How many data rows it has.';
COMMENT ON COLUMN "tables"."columns" IS 'How many columns it has.';
COMMENT ON COLUMN "tables"."char_start" IS 'Offset of the table''s first character in the document''s text.';
COMMENT ON COLUMN "tables"."char_end" IS 'Offset after the table''s last character.';
COMMENT ON COLUMN "tables"."declared" IS 'Whether source.yaml declares it.';
COMMENT ON COLUMN "tables"."resource" IS 'The resource that it became.';
COMMENT ON COLUMN "tables"."skipped" IS 'Why it became none.';
COMMENT ON COLUMN "tables"."claimant" IS 'Who states what the table says.';
COMMENT ON COLUMN "tables"."claimed" IS 'When, as an EDTF date.';
COMMENT ON COLUMN "tables"."claim_basis" IS 'The document''s words that the claim rests on.';
COMMENT ON COLUMN "tables"."claim_basis_start" IS 'Offset of these words.';
COMMENT ON COLUMN "tables"."claim_basis_end" IS 'Offset after these words.';

CREATE TABLE "cells" (
  "source_id" VARCHAR NOT NULL,
  "table_id" VARCHAR NOT NULL,
  "grid_row" BIGINT NOT NULL,
  "grid_column" BIGINT NOT NULL,
  "row" BIGINT,
  "field" VARCHAR,
  "role" VARCHAR NOT NULL,
  "printed" VARCHAR,
  "char_start" BIGINT NOT NULL,
  "char_end" BIGINT NOT NULL,
  "locator" VARCHAR,
  "original_start" BIGINT,
  "original_end" BIGINT,
  "hedges" VARCHAR[],
  "status" VARCHAR NOT NULL,
  "reason" VARCHAR,
  PRIMARY KEY ("table_id", "grid_row", "grid_column"),
  UNIQUE ("table_id", "row", "field"),
  FOREIGN KEY ("table_id") REFERENCES "tables" ("table_id")
);
INSERT INTO "cells" SELECT * FROM read_parquet('derived/data/cells.parquet');
COMMENT ON TABLE "cells" IS 'The ledger: every cell of every table exactly once, with what became of it.';
COMMENT ON COLUMN "cells"."source_id" IS 'The captured document that this comes from.';
COMMENT ON COLUMN "cells"."table_id" IS 'The table that this comes from: <source_id>/<number of the table in its document>.';
COMMENT ON COLUMN "cells"."grid_row" IS 'The printed row, from 1, headers included.';
COMMENT ON COLUMN "cells"."grid_column" IS 'The printed column, from 1.';
COMMENT ON COLUMN "cells"."row" IS 'The number of the data row; empty outside data.';
COMMENT ON COLUMN "cells"."field" IS 'The published column; empty outside data.';
COMMENT ON COLUMN "cells"."role" IS 'What the cell is in its table.';
COMMENT ON COLUMN "cells"."printed" IS 'The characters of the cell, white space folded. Empty for an empty or withheld cell.';
COMMENT ON COLUMN "cells"."char_start" IS 'Offset of the first character in the document''s text (code points, from 0).';
COMMENT ON COLUMN "cells"."char_end" IS 'Offset after the last character.';
COMMENT ON COLUMN "cells"."locator" IS 'Where the cell is in the original, if that is not text.';
COMMENT ON COLUMN "cells"."original_start" IS 'Offset in the text that a digest is a digest of.';
COMMENT ON COLUMN "cells"."original_end" IS 'Offset after the last character there.';
COMMENT ON COLUMN "cells"."hedges" IS 'Attributing words as printed in the cell, not interpreted.';
COMMENT ON COLUMN "cells"."status" IS 'published, ignored or withheld.';
COMMENT ON COLUMN "cells"."reason" IS 'Why the cell was ignored or withheld.';

CREATE TABLE "figures" (
  "figure_id" VARCHAR NOT NULL,
  "source_id" VARCHAR NOT NULL,
  "table_id" VARCHAR NOT NULL,
  "row" BIGINT NOT NULL,
  "field" VARCHAR NOT NULL,
  "row_label" VARCHAR,
  "column_label" VARCHAR,
  "measure" VARCHAR,
  "counted" VARCHAR,
  "percent_of" VARCHAR,
  "claimant" VARCHAR,
  "claimed" VARCHAR,
  "printed" VARCHAR,
  "char_start" BIGINT NOT NULL,
  "char_end" BIGINT NOT NULL,
  "value" DECIMAL(38,9),
  "unit" VARCHAR,
  "dimension" VARCHAR,
  "qualifier" VARCHAR,
  "lower" DECIMAL(38,9),
  "upper" DECIMAL(38,9),
  "lower_inclusive" BOOLEAN,
  "upper_inclusive" BOOLEAN,
  "resolution" DECIMAL(38,9),
  "status" VARCHAR NOT NULL,
  "missing" VARCHAR,
  "flags" VARCHAR[],
  "rule" VARCHAR,
  PRIMARY KEY ("figure_id"),
  UNIQUE ("table_id", "row", "field"),
  FOREIGN KEY ("table_id") REFERENCES "tables" ("table_id"),
  FOREIGN KEY ("table_id", "row", "field") REFERENCES "cells" ("table_id", "row", "field")
);
INSERT INTO "figures" SELECT * FROM read_parquet('derived/data/figures.parquet');
COMMENT ON TABLE "figures" IS 'One quantity of a table: what was printed, where, who claims it, and what we take it to mean. Reported claims, not findings of this package.';
COMMENT ON COLUMN "figures"."figure_id" IS '<table_id>/<row>/<field>: the name of this figure, for `tabletrace trace`.';
COMMENT ON COLUMN "figures"."source_id" IS 'The captured document that this comes from.';
COMMENT ON COLUMN "figures"."table_id" IS 'The table that this comes from: <source_id>/<number of the table in its document>.';
COMMENT ON COLUMN "figures"."row" IS 'The number of the data row in its table, from 1.';
COMMENT ON COLUMN "figures"."field" IS 'The column of the article''s table, by its published name.';
COMMENT ON COLUMN "figures"."row_label" IS 'What the row is about, as printed in its key or first text column.';
COMMENT ON COLUMN "figures"."column_label" IS 'The column''s header, as printed.';
COMMENT ON COLUMN "figures"."measure" IS 'The id of what is measured, shared by sources that give a figure for the same thing; declared, never guessed.';
COMMENT ON COLUMN "figures"."counted" IS 'What is counted; declared.';
COMMENT ON COLUMN "figures"."percent_of" IS 'What a percentage is a share of; declared.';
COMMENT ON COLUMN "figures"."claimant" IS 'Who states the figure. Empty where nobody was declared: the figure is then unattributed.';
COMMENT ON COLUMN "figures"."claimed" IS 'When the claimant stated it, as an EDTF date.';
COMMENT ON COLUMN "figures"."printed" IS 'The characters of the cell. Empty for an empty cell.';
COMMENT ON COLUMN "figures"."char_start" IS 'Offset of the first character in the document''s text (code points, from 0).';
COMMENT ON COLUMN "figures"."char_end" IS 'Offset after the last character.';
COMMENT ON COLUMN "figures"."value" IS 'The stated number, its scale applied. Empty for a range, a missing value and what cannot be read with certainty.';
COMMENT ON COLUMN "figures"."unit" IS 'UCUM code, ISO 4217 code for money, 1 for a bare count; empty if unknown. Percentages are per hundred.';
COMMENT ON COLUMN "figures"."dimension" IS 'What kind of quantity the unit measures: count, fraction, currency, information, mass …; empty if unknown.';
COMMENT ON COLUMN "figures"."qualifier" IS 'The word or mark about the number, as a class; ''unqualified'' says nothing about precision.';
COMMENT ON COLUMN "figures"."lower" IS 'The lower bound that the text asserts; empty where it asserts none.';
COMMENT ON COLUMN "figures"."upper" IS 'The upper bound that the text asserts; empty where it asserts none.';
COMMENT ON COLUMN "figures"."lower_inclusive" IS 'Whether the lower bound is included.';
COMMENT ON COLUMN "figures"."upper_inclusive" IS 'Whether the upper bound is included.';
COMMENT ON COLUMN "figures"."resolution" IS 'The size of the last written place after scaling: 1000000 for ''86 million''.';
COMMENT ON COLUMN "figures"."status" IS 'read, range, corrected, unreadable, or why there is no value.';
COMMENT ON COLUMN "figures"."missing" IS 'Why the cell states no value, where it says so.';
COMMENT ON COLUMN "figures"."flags" IS 'What a careful reader should know of the reading.';
COMMENT ON COLUMN "figures"."rule" IS 'The reading in words: how each part of the printed text was taken.';

CREATE TABLE "key_figures" (
  "source_id" VARCHAR NOT NULL,
  "table_id" VARCHAR NOT NULL,
  "row" BIGINT NOT NULL,
  "metric" VARCHAR NOT NULL,
  "figure" VARCHAR,
  "figure_value" DECIMAL(38,9),
  "figure_unit" VARCHAR,
  "figure_qualifier" VARCHAR,
  "figure_lower" DECIMAL(38,9),
  "figure_upper" DECIMAL(38,9),
  "figure_resolution" DECIMAL(38,9),
  "figure_status" VARCHAR,
  "describes" VARCHAR,
  "claimant" VARCHAR,
  "claimed" VARCHAR,
  PRIMARY KEY ("source_id", "metric"),
  UNIQUE ("table_id", "row"),
  FOREIGN KEY ("table_id") REFERENCES "tables" ("table_id")
);
INSERT INTO "key_figures" SELECT * FROM read_parquet('derived/data/key_figures.parquet');
COMMENT ON TABLE "key_figures" IS 'What the group behind the archive says that it copied: six figures, as the report prints them. Reported claims, not findings of this package. Claimed by Anna’s Archive (2025-12-20/2025-12-21).';
COMMENT ON COLUMN "key_figures"."source_id" IS 'The captured document; see sources.';
COMMENT ON COLUMN "key_figures"."table_id" IS 'The table in that document; see tables.';
COMMENT ON COLUMN "key_figures"."row" IS 'The number of the data row, from 1.';
COMMENT ON COLUMN "key_figures"."metric" IS 'What the figure is about, as printed.';
COMMENT ON COLUMN "key_figures"."figure" IS 'The figure as printed.';
COMMENT ON COLUMN "key_figures"."figure_value" IS 'Figure: the stated number, its scale applied; empty for a range and where there is none.';
COMMENT ON COLUMN "key_figures"."figure_unit" IS 'Figure: UCUM code, ISO 4217 code for money, 1 for a bare count; empty if unknown.';
COMMENT ON COLUMN "key_figures"."figure_qualifier" IS 'Figure: the word or mark about the number, as a class.';
COMMENT ON COLUMN "key_figures"."figure_lower" IS 'Figure: the lower bound that the text asserts, if it asserts one.';
COMMENT ON COLUMN "key_figures"."figure_upper" IS 'Figure: the upper bound that the text asserts, if it asserts one.';
COMMENT ON COLUMN "key_figures"."figure_resolution" IS 'Figure: the size of the last written place after scaling.';
COMMENT ON COLUMN "key_figures"."figure_status" IS 'Figure: read, range, corrected, unreadable, or why there is no value.';
COMMENT ON COLUMN "key_figures"."describes" IS 'What the report says that the figure describes.';
COMMENT ON COLUMN "key_figures"."claimant" IS 'Who states what the row says; empty where nobody was declared.';
COMMENT ON COLUMN "key_figures"."claimed" IS 'When it was stated, as an EDTF date.';

CREATE TABLE "platform_claims" (
  "source_id" VARCHAR NOT NULL,
  "table_id" VARCHAR NOT NULL,
  "row" BIGINT NOT NULL,
  "topic" VARCHAR NOT NULL,
  "position" VARCHAR,
  "claimant" VARCHAR,
  "claimed" VARCHAR,
  PRIMARY KEY ("source_id", "topic"),
  UNIQUE ("table_id", "row"),
  FOREIGN KEY ("table_id") REFERENCES "tables" ("table_id")
);
INSERT INTO "platform_claims" SELECT * FROM read_parquet('derived/data/platform_claims.parquet');
COMMENT ON TABLE "platform_claims" IS 'The company''s position on five topics, as the report words it. Reported claims, not findings of this package. Claimed by Spotify (2025-12-22).';
COMMENT ON COLUMN "platform_claims"."source_id" IS 'The captured document; see sources.';
COMMENT ON COLUMN "platform_claims"."table_id" IS 'The table in that document; see tables.';
COMMENT ON COLUMN "platform_claims"."row" IS 'The number of the data row, from 1.';
COMMENT ON COLUMN "platform_claims"."topic" IS 'What the position is about, as printed.';
COMMENT ON COLUMN "platform_claims"."position" IS 'The company''s position as the report words it.';
COMMENT ON COLUMN "platform_claims"."claimant" IS 'Who states what the row says; empty where nobody was declared.';
COMMENT ON COLUMN "platform_claims"."claimed" IS 'When it was stated, as an EDTF date.';

CREATE TABLE "issues" (
  "issue_id" VARCHAR NOT NULL,
  "code" VARCHAR NOT NULL,
  "severity" VARCHAR NOT NULL,
  "source_id" VARCHAR,
  "table_id" VARCHAR,
  "row" BIGINT,
  "field" VARCHAR,
  "char_start" BIGINT,
  "char_end" BIGINT,
  "line" BIGINT,
  "found" VARCHAR NOT NULL,
  "expected" VARCHAR NOT NULL,
  "action" VARCHAR NOT NULL,
  PRIMARY KEY ("issue_id"),
  FOREIGN KEY ("source_id") REFERENCES "sources" ("source_id"),
  FOREIGN KEY ("table_id") REFERENCES "tables" ("table_id")
);
INSERT INTO "issues" SELECT * FROM read_parquet('derived/data/issues.parquet');
COMMENT ON TABLE "issues" IS 'A finding with its place; an applied correction is one.';
COMMENT ON COLUMN "issues"."issue_id" IS '<source_id>/<number>: numbered by place.';
COMMENT ON COLUMN "issues"."code" IS 'What kind of finding it is.';
COMMENT ON COLUMN "issues"."severity" IS 'error, warning or info.';
COMMENT ON COLUMN "issues"."source_id" IS 'The source concerned.';
COMMENT ON COLUMN "issues"."table_id" IS 'The table concerned.';
COMMENT ON COLUMN "issues"."row" IS 'The data row concerned.';
COMMENT ON COLUMN "issues"."field" IS 'The column concerned.';
COMMENT ON COLUMN "issues"."char_start" IS 'Offset of the place in the document''s text.';
COMMENT ON COLUMN "issues"."char_end" IS 'Offset after the place.';
COMMENT ON COLUMN "issues"."line" IS 'Line of the place in the document''s text, from 1.';
COMMENT ON COLUMN "issues"."found" IS 'What was found.';
COMMENT ON COLUMN "issues"."expected" IS 'What was expected.';
COMMENT ON COLUMN "issues"."action" IS 'What to do.';

CREATE TABLE "activities" (
  "activity_id" VARCHAR NOT NULL,
  "tool" VARCHAR NOT NULL,
  "version" VARCHAR NOT NULL,
  "code_sha256" VARCHAR NOT NULL,
  "environment_sha256" VARCHAR,
  "parameters" VARCHAR NOT NULL,
  "inputs" VARCHAR[] NOT NULL,
  PRIMARY KEY ("activity_id")
);
INSERT INTO "activities" SELECT * FROM read_parquet('derived/data/activities.parquet');
COMMENT ON TABLE "activities" IS 'A stage of the build: which code read which inputs.';
COMMENT ON COLUMN "activities"."activity_id" IS 'The stage.';
COMMENT ON COLUMN "activities"."tool" IS 'The program.';
COMMENT ON COLUMN "activities"."version" IS 'Its version.';
COMMENT ON COLUMN "activities"."code_sha256" IS 'Hash over the files of code that the stage runs.';
COMMENT ON COLUMN "activities"."environment_sha256" IS 'Hash of requirements.lock; empty where a project has none.';
COMMENT ON COLUMN "activities"."parameters" IS 'The parameters of the stage.';
COMMENT ON COLUMN "activities"."inputs" IS 'The files that it read, each as ''<sha256> <path>''.';

CREATE VIEW "provenance" AS
SELECT f.figure_id, f.printed, f.value, f.lower, f.upper, f.qualifier, f.unit, f.status, f.rule,
       f.claimant, f.claimed, f.row_label, f.column_label,
       c.grid_row, c.grid_column, f.char_start, f.char_end, c.original_start, c.original_end,
       t.table_id, t.caption, t.heading, t.resource,
       s.source_id, s.title AS source_title, s.publisher, s.url, s.published, s.text_kind, s.text_path, s.sha256
FROM figures AS f
JOIN cells AS c ON c.table_id = f.table_id AND c."row" = f."row" AND c.field = f.field
JOIN tables AS t ON t.table_id = f.table_id
JOIN sources AS s ON s.source_id = f.source_id;

COMMENT ON VIEW "provenance" IS 'Each figure with its cell, its table and its source in one row.';

CREATE VIEW "current_key_figures" AS
SELECT t.* FROM "key_figures" AS t JOIN sources AS s ON s.source_id = t.source_id WHERE s.status = 'current';

COMMENT ON VIEW "current_key_figures" IS 'Key figures of the alleged archive: rows of current sources only.';

CREATE VIEW "current_platform_claims" AS
SELECT t.* FROM "platform_claims" AS t JOIN sources AS s ON s.source_id = t.source_id WHERE s.status = 'current';

COMMENT ON VIEW "current_platform_claims" IS 'What the company says: rows of current sources only.';

CREATE VIEW "current_figures" AS
SELECT t.* FROM "figures" AS t JOIN sources AS s ON s.source_id = t.source_id WHERE s.status = 'current';

COMMENT ON VIEW "current_figures" IS 'Figures: rows of current sources only.';

COMMIT;
