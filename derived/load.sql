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
  "notes" VARCHAR,
  "header_rows" BIGINT NOT NULL,
  "header_rule" VARCHAR NOT NULL,
  "rows" BIGINT NOT NULL,
  "columns" BIGINT NOT NULL,
  "char_start" BIGINT,
  "char_end" BIGINT,
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
COMMENT ON COLUMN "tables"."notes" IS 'The notes that the document prints to the table, each behind its mark: * = estimated; Source = the growers. Empty where sentences may not be published.';
COMMENT ON COLUMN "tables"."header_rows" IS 'How many of the printed rows are headers.';
COMMENT ON COLUMN "tables"."header_rule" IS 'The rule by which the headers were decided.';
COMMENT ON COLUMN "tables"."rows" IS 'How many data rows it has, without the rows at its end that are notes.';
COMMENT ON COLUMN "tables"."columns" IS 'How many columns it has.';
COMMENT ON COLUMN "tables"."char_start" IS 'Offset of the table''s first character in the document''s text; empty for a table of rows, whose cells have no place each.';
COMMENT ON COLUMN "tables"."char_end" IS 'Offset after the table''s last character; empty for a table of rows.';
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
  "in_prose" VARCHAR,
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
COMMENT ON COLUMN "figures"."flags" IS 'What a careful reader should know of the reading; the column rule says it in words.';
COMMENT ON COLUMN "figures"."rule" IS 'The reading in words: how each part of the printed text was taken.';
COMMENT ON COLUMN "figures"."in_prose" IS 'How the figure stands in the document''s own prose, as prose_matches tells; empty where there is no prose, or no number to compare. Consistency within one document; it says nothing about whether a claim is true.';

CREATE TABLE "mentions" (
  "mention_id" VARCHAR NOT NULL,
  "source_id" VARCHAR NOT NULL,
  "kind" VARCHAR NOT NULL,
  "block" VARCHAR NOT NULL,
  "text_kind" VARCHAR NOT NULL,
  "printed" VARCHAR,
  "char_start" BIGINT NOT NULL,
  "char_end" BIGINT NOT NULL,
  "sentence" VARCHAR,
  "sentence_start" BIGINT NOT NULL,
  "sentence_end" BIGINT NOT NULL,
  "heading" VARCHAR[],
  "value" DECIMAL(38,9),
  "unit" VARCHAR,
  "dimension" VARCHAR,
  "qualifier" VARCHAR,
  "lower" DECIMAL(38,9),
  "upper" DECIMAL(38,9),
  "lower_inclusive" BOOLEAN,
  "upper_inclusive" BOOLEAN,
  "resolution" DECIMAL(38,9),
  "edtf" VARCHAR,
  "start_date" DATE,
  "end_date" DATE,
  "flags" VARCHAR[],
  "rule" VARCHAR,
  PRIMARY KEY ("mention_id"),
  FOREIGN KEY ("source_id") REFERENCES "sources" ("source_id")
);
INSERT INTO "mentions" SELECT * FROM read_parquet('derived/data/mentions.parquet');
COMMENT ON TABLE "mentions" IS 'One quantity or date that an article''s prose mentions: where it stands and what we take it to mean. Reported by the document, not a finding of this package.';
COMMENT ON COLUMN "mentions"."mention_id" IS '<source_id>/m<number>: numbered by place.';
COMMENT ON COLUMN "mentions"."source_id" IS 'The captured document that this comes from.';
COMMENT ON COLUMN "mentions"."kind" IS 'quantity or date.';
COMMENT ON COLUMN "mentions"."block" IS 'What it stands in: a paragraph or an item of a list.';
COMMENT ON COLUMN "mentions"."text_kind" IS 'Whose words they are: verbatim are the document''s; digest are our own about a text that may not be republished, and never to be quoted as its words.';
COMMENT ON COLUMN "mentions"."printed" IS 'The characters at its span, white space folded. Empty where the text may not be republished.';
COMMENT ON COLUMN "mentions"."char_start" IS 'Offset of the first character in the document''s text (code points, from 0).';
COMMENT ON COLUMN "mentions"."char_end" IS 'Offset after the last character.';
COMMENT ON COLUMN "mentions"."sentence" IS 'The sentence that it stands in, white space folded. Empty where the text may not be republished.';
COMMENT ON COLUMN "mentions"."sentence_start" IS 'Offset of the sentence''s first character.';
COMMENT ON COLUMN "mentions"."sentence_end" IS 'Offset after the sentence''s last character.';
COMMENT ON COLUMN "mentions"."heading" IS 'The headings that it stands under, from the top; those that read like sentences are left out where the text may not be republished.';
COMMENT ON COLUMN "mentions"."value" IS 'The stated number, its scale applied. Empty for a range and for a date.';
COMMENT ON COLUMN "mentions"."unit" IS 'UCUM code, ISO 4217 code for money, 1 for a bare count; empty if unknown, and for a date. Percentages are per hundred.';
COMMENT ON COLUMN "mentions"."dimension" IS 'What kind of quantity the unit measures: count, fraction, currency, information, mass …; empty if unknown.';
COMMENT ON COLUMN "mentions"."qualifier" IS 'The word or mark about the number, as a class; ''unqualified'' says nothing about precision. Empty for a date.';
COMMENT ON COLUMN "mentions"."lower" IS 'The lower bound that the text asserts; empty where it asserts none.';
COMMENT ON COLUMN "mentions"."upper" IS 'The upper bound that the text asserts; empty where it asserts none.';
COMMENT ON COLUMN "mentions"."lower_inclusive" IS 'Whether the lower bound is included.';
COMMENT ON COLUMN "mentions"."upper_inclusive" IS 'Whether the upper bound is included.';
COMMENT ON COLUMN "mentions"."resolution" IS 'The size of the last written place after scaling: 1000000 for ''86 million''.';
COMMENT ON COLUMN "mentions"."edtf" IS 'The date as EDTF (ISO 8601-2).';
COMMENT ON COLUMN "mentions"."start_date" IS 'The first day of the date, where the year is stated.';
COMMENT ON COLUMN "mentions"."end_date" IS 'The day after the last day of the date, where the year is stated.';
COMMENT ON COLUMN "mentions"."flags" IS 'What a careful reader should know of the reading; the column rule says it in words.';
COMMENT ON COLUMN "mentions"."rule" IS 'The reading in words: how each part of the printed text was taken. Empty for a date.';

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

CREATE TABLE "prose_matches" (
  "figure_id" VARCHAR NOT NULL,
  "mention_id" VARCHAR NOT NULL,
  "relation" VARCHAR NOT NULL,
  "outcome" VARCHAR NOT NULL,
  "score" DECIMAL(38,9) NOT NULL,
  "rule" VARCHAR NOT NULL,
  PRIMARY KEY ("figure_id", "mention_id"),
  FOREIGN KEY ("figure_id") REFERENCES "figures" ("figure_id"),
  FOREIGN KEY ("mention_id") REFERENCES "mentions" ("mention_id")
);
INSERT INTO "prose_matches" SELECT * FROM read_parquet('derived/data/prose_matches.parquet');
COMMENT ON TABLE "prose_matches" IS 'One figure of a table against one mention of it in the prose of its document, by the words around both and by their numbers. Consistency within one document; it says nothing about whether a claim is true.';
COMMENT ON COLUMN "prose_matches"."figure_id" IS 'The figure.';
COMMENT ON COLUMN "prose_matches"."mention_id" IS 'The mention.';
COMMENT ON COLUMN "prose_matches"."relation" IS 'equal: one value, in exact decimals and one unit. within_bounds: what one of the two asserts holds the other. rounded: equal at the coarser resolution. disjoint: none of these.';
COMMENT ON COLUMN "prose_matches"."outcome" IS 'repeated: equal with the same qualifier. qualifier_differs: equal with another. rounded, bound_consistent: as the relation says. ambiguous: equal, but the words do not tell this figure from another. differs_candidate: disjoint, while the words name the figure and explain no difference; a candidate to look at, and no more. Consistency within one document; it says nothing about whether a claim is true.';
COMMENT ON COLUMN "prose_matches"."score" IS 'The share of the figure''s words (its row''s label, its column''s header, its unit) that stand near the mention, from 0 to 1; rare words count more, and so do near ones.';
COMMENT ON COLUMN "prose_matches"."rule" IS 'The outcome in words.';

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

CREATE VIEW "measures" AS
WITH units (unit, base, factor) AS (
  VALUES
    ('%', '%', 10000000::DECIMAL(38,0)), ('[ppth]', '%', 1000000::DECIMAL(38,0)), ('[ppm]', '%', 1000::DECIMAL(38,0)),
    ('[ppb]', '%', 1::DECIMAL(38,0)), ('[in_i]', 'm', 25400000000::DECIMAL(38,0)), ('[ft_i]', 'm',
    304800000000::DECIMAL(38,0)), ('[yd_i]', 'm', 914400000000::DECIMAL(38,0)), ('[mi_i]', 'm',
    1609344000000000::DECIMAL(38,0)), ('[nmi_i]', 'm', 1852000000000000::DECIMAL(38,0)), ('[ly]', 'm',
    9460730472580800000000000000::DECIMAL(38,0)), ('m', 'm', 1000000000000::DECIMAL(38,0)), ('km', 'm',
    1000000000000000::DECIMAL(38,0)), ('dm', 'm', 100000000000::DECIMAL(38,0)), ('cm', 'm',
    10000000000::DECIMAL(38,0)), ('mm', 'm', 1000000000::DECIMAL(38,0)), ('um', 'm', 1000000::DECIMAL(38,0)), ('nm',
    'm', 1000::DECIMAL(38,0)), ('pm', 'm', 1::DECIMAL(38,0)), ('[lb_av]', 'g', 453592370000000::DECIMAL(38,0)),
    ('[oz_av]', 'g', 28349523125000::DECIMAL(38,0)), ('g', 'g', 1000000000000::DECIMAL(38,0)), ('t', 'g',
    1000000000000000000::DECIMAL(38,0)), ('kg', 'g', 1000000000000000::DECIMAL(38,0)), ('Gg', 'g',
    1000000000000000000000::DECIMAL(38,0)), ('Tg', 'g', 1000000000000000000000000::DECIMAL(38,0)), ('Pg', 'g',
    1000000000000000000000000000::DECIMAL(38,0)), ('mg', 'g', 1000000000::DECIMAL(38,0)), ('ug', 'g',
    1000000::DECIMAL(38,0)), ('ng', 'g', 1000::DECIMAL(38,0)), ('pg', 'g', 1::DECIMAL(38,0)), ('kt', 'g',
    1000000000000000000000::DECIMAL(38,0)), ('Mt', 'g', 1000000000000000000000000::DECIMAL(38,0)), ('Gt', 'g',
    1000000000000000000000000000::DECIMAL(38,0)), ('min', 's', 60000000000000::DECIMAL(38,0)), ('h', 's',
    3600000000000000::DECIMAL(38,0)), ('d', 's', 86400000000000000::DECIMAL(38,0)), ('wk', 's',
    604800000000000000::DECIMAL(38,0)), ('s', 's', 1000000000000::DECIMAL(38,0)), ('ms', 's',
    1000000000::DECIMAL(38,0)), ('us', 's', 1000000::DECIMAL(38,0)), ('ns', 's', 1000::DECIMAL(38,0)), ('ps', 's',
    1::DECIMAL(38,0)), ('mo', 'mo', 1::DECIMAL(38,0)), ('a', 'mo', 12::DECIMAL(38,0)), ('10*6.a', 'mo',
    12000000::DECIMAL(38,0)), ('10*9.a', 'mo', 12000000000::DECIMAL(38,0)), ('m2', 'm2',
    1000000000000::DECIMAL(38,0)), ('um2', 'm2', 1::DECIMAL(38,0)), ('mm2', 'm2', 1000000::DECIMAL(38,0)), ('cm2',
    'm2', 100000000::DECIMAL(38,0)), ('km2', 'm2', 1000000000000000000::DECIMAL(38,0)), ('har', 'm2',
    10000000000000000::DECIMAL(38,0)), ('[sft_i]', 'm2', 92903040000::DECIMAL(38,0)), ('[sin_i]', 'm2',
    645160000::DECIMAL(38,0)), ('[mi_i]2', 'm2', 2589988110336000000::DECIMAL(38,0)), ('m3', 'm3',
    125000000000::DECIMAL(38,0)), ('mm3', 'm3', 125::DECIMAL(38,0)), ('cm3', 'm3', 125000::DECIMAL(38,0)), ('dm3',
    'm3', 125000000::DECIMAL(38,0)), ('km3', 'm3', 125000000000000000000::DECIMAL(38,0)), ('[cft_i]', 'm3',
    3539605824::DECIMAL(38,0)), ('[gal_us]', 'm3', 473176473::DECIMAL(38,0)), ('[bbl_us]', 'm3',
    19873411866::DECIMAL(38,0)), ('[gal_br]', 'm3', 568261250::DECIMAL(38,0)), ('L', 'm3', 125000000::DECIMAL(38,0)),
    ('hL', 'm3', 12500000000::DECIMAL(38,0)), ('dL', 'm3', 12500000::DECIMAL(38,0)), ('cL', 'm3',
    1250000::DECIMAL(38,0)), ('mL', 'm3', 125000::DECIMAL(38,0)), ('uL', 'm3', 125::DECIMAL(38,0)), ('m/s2', 'm/s2',
    1::DECIMAL(38,0)), ('km/s2', 'm/s2', 1000::DECIMAL(38,0)), ('[kn_i]', 'm/s', 57875::DECIMAL(38,0)), ('m/s', 'm/s',
    112500::DECIMAL(38,0)), ('km/s', 'm/s', 112500000::DECIMAL(38,0)), ('km/h', 'm/s', 31250::DECIMAL(38,0)),
    ('[mi_i]/h', 'm/s', 50292::DECIMAL(38,0)), ('[Btu]', '[Btu]', 1::DECIMAL(38,0)), ('10*6.[Btu]', '[Btu]',
    1000000::DECIMAL(38,0)), ('bit', 'bit', 1::DECIMAL(38,0)), ('By', 'bit', 8::DECIMAL(38,0)), ('kbit', 'bit',
    1000::DECIMAL(38,0)), ('Mbit', 'bit', 1000000::DECIMAL(38,0)), ('Gbit', 'bit', 1000000000::DECIMAL(38,0)),
    ('Tbit', 'bit', 1000000000000::DECIMAL(38,0)), ('Pbit', 'bit', 1000000000000000::DECIMAL(38,0)), ('Kibit', 'bit',
    1024::DECIMAL(38,0)), ('Mibit', 'bit', 1048576::DECIMAL(38,0)), ('Gibit', 'bit', 1073741824::DECIMAL(38,0)),
    ('Tibit', 'bit', 1099511627776::DECIMAL(38,0)), ('kBy', 'bit', 8000::DECIMAL(38,0)), ('MBy', 'bit',
    8000000::DECIMAL(38,0)), ('GBy', 'bit', 8000000000::DECIMAL(38,0)), ('TBy', 'bit', 8000000000000::DECIMAL(38,0)),
    ('PBy', 'bit', 8000000000000000::DECIMAL(38,0)), ('KiBy', 'bit', 8192::DECIMAL(38,0)), ('MiBy', 'bit',
    8388608::DECIMAL(38,0)), ('GiBy', 'bit', 8589934592::DECIMAL(38,0)), ('TiBy', 'bit',
    8796093022208::DECIMAL(38,0)), ('EBy', 'bit', 8000000000000000000::DECIMAL(38,0)), ('ZBy', 'bit',
    8000000000000000000000::DECIMAL(38,0)), ('YBy', 'bit', 8000000000000000000000000::DECIMAL(38,0)), ('W.h', 'J',
    3600000000000::DECIMAL(38,0)), ('J', 'J', 1000000000::DECIMAL(38,0)), ('kJ', 'J', 1000000000000::DECIMAL(38,0)),
    ('MJ', 'J', 1000000000000000::DECIMAL(38,0)), ('GJ', 'J', 1000000000000000000::DECIMAL(38,0)), ('TJ', 'J',
    1000000000000000000000::DECIMAL(38,0)), ('PJ', 'J', 1000000000000000000000000::DECIMAL(38,0)), ('EJ', 'J',
    1000000000000000000000000000::DECIMAL(38,0)), ('mJ', 'J', 1000000::DECIMAL(38,0)), ('uJ', 'J',
    1000::DECIMAL(38,0)), ('nJ', 'J', 1::DECIMAL(38,0)), ('kW.h', 'J', 3600000000000000::DECIMAL(38,0)), ('MW.h', 'J',
    3600000000000000000::DECIMAL(38,0)), ('GW.h', 'J', 3600000000000000000000::DECIMAL(38,0)), ('TW.h', 'J',
    3600000000000000000000000::DECIMAL(38,0)), ('bar', 'Pa', 100000000::DECIMAL(38,0)), ('Pa', 'Pa',
    1000::DECIMAL(38,0)), ('kPa', 'Pa', 1000000::DECIMAL(38,0)), ('MPa', 'Pa', 1000000000::DECIMAL(38,0)), ('GPa',
    'Pa', 1000000000000::DECIMAL(38,0)), ('TPa', 'Pa', 1000000000000000::DECIMAL(38,0)), ('hPa', 'Pa',
    100000::DECIMAL(38,0)), ('mPa', 'Pa', 1::DECIMAL(38,0)), ('kbar', 'Pa', 100000000000::DECIMAL(38,0)), ('mbar',
    'Pa', 100000::DECIMAL(38,0)), ('eV', 'eV', 1000::DECIMAL(38,0)), ('keV', 'eV', 1000000::DECIMAL(38,0)), ('MeV',
    'eV', 1000000000::DECIMAL(38,0)), ('GeV', 'eV', 1000000000000::DECIMAL(38,0)), ('TeV', 'eV',
    1000000000000000::DECIMAL(38,0)), ('PeV', 'eV', 1000000000000000000::DECIMAL(38,0)), ('meV', 'eV',
    1::DECIMAL(38,0)), ('W', 'W', 1000000000::DECIMAL(38,0)), ('kW', 'W', 1000000000000::DECIMAL(38,0)), ('MW', 'W',
    1000000000000000::DECIMAL(38,0)), ('GW', 'W', 1000000000000000000::DECIMAL(38,0)), ('TW', 'W',
    1000000000000000000000::DECIMAL(38,0)), ('mW', 'W', 1000000::DECIMAL(38,0)), ('uW', 'W', 1000::DECIMAL(38,0)),
    ('nW', 'W', 1::DECIMAL(38,0)), ('Hz', 'Hz', 1000::DECIMAL(38,0)), ('kHz', 'Hz', 1000000::DECIMAL(38,0)), ('MHz',
    'Hz', 1000000000::DECIMAL(38,0)), ('GHz', 'Hz', 1000000000000::DECIMAL(38,0)), ('THz', 'Hz',
    1000000000000000::DECIMAL(38,0)), ('mHz', 'Hz', 1::DECIMAL(38,0)), ('V', 'V', 1000000000::DECIMAL(38,0)), ('kV',
    'V', 1000000000000::DECIMAL(38,0)), ('MV', 'V', 1000000000000000::DECIMAL(38,0)), ('mV', 'V',
    1000000::DECIMAL(38,0)), ('uV', 'V', 1000::DECIMAL(38,0)), ('nV', 'V', 1::DECIMAL(38,0)), ('A', 'A',
    1000000000::DECIMAL(38,0)), ('kA', 'A', 1000000000000::DECIMAL(38,0)), ('mA', 'A', 1000000::DECIMAL(38,0)), ('uA',
    'A', 1000::DECIMAL(38,0)), ('nA', 'A', 1::DECIMAL(38,0)), ('Ohm', 'Ohm', 1000::DECIMAL(38,0)), ('kOhm', 'Ohm',
    1000000::DECIMAL(38,0)), ('MOhm', 'Ohm', 1000000000::DECIMAL(38,0)), ('GOhm', 'Ohm',
    1000000000000::DECIMAL(38,0)), ('mOhm', 'Ohm', 1::DECIMAL(38,0)), ('N', 'N', 1000000::DECIMAL(38,0)), ('kN', 'N',
    1000000000::DECIMAL(38,0)), ('MN', 'N', 1000000000000::DECIMAL(38,0)), ('mN', 'N', 1000::DECIMAL(38,0)), ('uN',
    'N', 1::DECIMAL(38,0)), ('mol', 'mol', 1000000000000::DECIMAL(38,0)), ('kmol', 'mol',
    1000000000000000::DECIMAL(38,0)), ('mmol', 'mol', 1000000000::DECIMAL(38,0)), ('umol', 'mol',
    1000000::DECIMAL(38,0)), ('nmol', 'mol', 1000::DECIMAL(38,0)), ('pmol', 'mol', 1::DECIMAL(38,0)), ('Gy', 'Gy',
    1000000::DECIMAL(38,0)), ('kGy', 'Gy', 1000000000::DECIMAL(38,0)), ('cGy', 'Gy', 10000::DECIMAL(38,0)), ('mGy',
    'Gy', 1000::DECIMAL(38,0)), ('uGy', 'Gy', 1::DECIMAL(38,0)), ('Sv', 'Sv', 1000000000::DECIMAL(38,0)), ('mSv',
    'Sv', 1000000::DECIMAL(38,0)), ('uSv', 'Sv', 1000::DECIMAL(38,0)), ('nSv', 'Sv', 1::DECIMAL(38,0)), ('rad', 'rad',
    1000::DECIMAL(38,0)), ('mrad', 'rad', 1::DECIMAL(38,0)), ('Bq', 'Bq', 1000::DECIMAL(38,0)), ('kBq', 'Bq',
    1000000::DECIMAL(38,0)), ('MBq', 'Bq', 1000000000::DECIMAL(38,0)), ('GBq', 'Bq', 1000000000000::DECIMAL(38,0)),
    ('TBq', 'Bq', 1000000000000000::DECIMAL(38,0)), ('PBq', 'Bq', 1000000000000000000::DECIMAL(38,0)), ('mBq', 'Bq',
    1::DECIMAL(38,0)), ('lm', 'lm', 1::DECIMAL(38,0)), ('klm', 'lm', 1000::DECIMAL(38,0)), ('pc', 'pc',
    1::DECIMAL(38,0)), ('kpc', 'pc', 1000::DECIMAL(38,0)), ('Mpc', 'pc', 1000000::DECIMAL(38,0)), ('Gpc', 'pc',
    1000000000::DECIMAL(38,0)), ('A.h', 'A.h', 1000::DECIMAL(38,0)), ('kA.h', 'A.h', 1000000::DECIMAL(38,0)), ('mA.h',
    'A.h', 1::DECIMAL(38,0)), ('V.A', 'V.A', 1::DECIMAL(38,0)), ('kV.A', 'V.A', 1000::DECIMAL(38,0)), ('MV.A', 'V.A',
    1000000::DECIMAL(38,0)), ('N.m', 'N.m', 1::DECIMAL(38,0)), ('kN.m', 'N.m', 1000::DECIMAL(38,0)), ('bit/s',
    'bit/s', 1::DECIMAL(38,0)), ('kbit/s', 'bit/s', 1000::DECIMAL(38,0)), ('Mbit/s', 'bit/s', 1000000::DECIMAL(38,0)),
    ('Gbit/s', 'bit/s', 1000000000::DECIMAL(38,0)), ('Tbit/s', 'bit/s', 1000000000000::DECIMAL(38,0)), ('Pbit/s',
    'bit/s', 1000000000000000::DECIMAL(38,0)), ('Kibit/s', 'bit/s', 1024::DECIMAL(38,0)), ('Mibit/s', 'bit/s',
    1048576::DECIMAL(38,0)), ('Gibit/s', 'bit/s', 1073741824::DECIMAL(38,0)), ('Tibit/s', 'bit/s',
    1099511627776::DECIMAL(38,0)), ('By/s', 'bit/s', 8::DECIMAL(38,0)), ('kBy/s', 'bit/s', 8000::DECIMAL(38,0)),
    ('MBy/s', 'bit/s', 8000000::DECIMAL(38,0)), ('GBy/s', 'bit/s', 8000000000::DECIMAL(38,0)), ('TBy/s', 'bit/s',
    8000000000000::DECIMAL(38,0)), ('PBy/s', 'bit/s', 8000000000000000::DECIMAL(38,0)), ('KiBy/s', 'bit/s',
    8192::DECIMAL(38,0)), ('MiBy/s', 'bit/s', 8388608::DECIMAL(38,0)), ('GiBy/s', 'bit/s', 8589934592::DECIMAL(38,0)),
    ('TiBy/s', 'bit/s', 8796093022208::DECIMAL(38,0))
), numbers AS (
  SELECT f.*, s.publisher, s.status AS source_status,
         CASE WHEN f.unit IS NOT NULL THEN f.dimension
              WHEN f.dimension IS NULL AND NOT list_has_any(coalesce(f.flags, []), ['ambiguous_unit', 'unknown_rate', 'unit_in_header']) THEN 'count' END AS kind,
         f.status IN ('read', 'range', 'corrected') AS stated,
         list(f.field) OVER (PARTITION BY f.measure, f.source_id) AS fields,
         coalesce(u.base, f.unit, '1') AS base,
         TRY(f.value * coalesce(u.factor, 1)) AS number,
         TRY(f.lower * coalesce(u.factor, 1)) AS low,
         TRY(f.upper * coalesce(u.factor, 1)) AS high,
         TRY(coalesce(f.resolution, 0) * coalesce(u.factor, 1)) AS written,
         TRY(CASE WHEN f.qualifier = 'approximate' AND f.value <> 0 AND f.value = trunc(f.value)
                  THEN CAST('1' || regexp_extract(CAST(CAST(f.value AS HUGEINT) AS VARCHAR), '0*$') AS DECIMAL(38,9))
                       * coalesce(u.factor, 1) END) AS rounded_to
  FROM figures AS f
  JOIN sources AS s ON s.source_id = f.source_id
  LEFT JOIN units AS u ON u.unit = f.unit
  WHERE f.measure IS NOT NULL
), sides AS (
  SELECT *, greatest(written, coalesce(rounded_to, 0)) AS step,
         CASE WHEN low IS NULL AND high IS NULL THEN number ELSE low END AS least,
         CASE WHEN low IS NULL AND high IS NULL THEN number ELSE high END AS most,
         low IS NOT NULL OR high IS NOT NULL AS bounded
  FROM numbers
), pairs AS (
  SELECT a.measure,
         CASE
           WHEN NOT a.stated OR NOT b.stated THEN 'value'
           WHEN a.kind IS NULL OR b.kind IS NULL OR a.kind <> b.kind OR a.base <> b.base THEN 'unit'
           WHEN a.kind IN ('fraction', 'percentage_points') AND lower(trim(a.percent_of)) IS DISTINCT FROM lower(trim(b.percent_of)) THEN 'percent_of'
           WHEN lower(trim(a.counted)) <> lower(trim(b.counted)) THEN 'counted'
           WHEN a.field <> b.field AND (len(a.fields) > 1 OR len(b.fields) > 1) THEN 'column'
           WHEN coalesce(a.number, a.low, a.high) IS NULL OR coalesce(b.number, b.low, b.high) IS NULL THEN 'size'
         END AS reason,
         CASE
           WHEN a.number = b.number OR (a.number IS NULL AND b.number IS NULL AND a.low = b.low AND a.high = b.high)
             THEN CASE WHEN a.qualifier = b.qualifier THEN 'equal'
                       WHEN (((a.high = b.low AND NOT (a.upper_inclusive AND b.lower_inclusive) AND a.number IS NOT NULL) AND a.low IS NULL AND b.high IS NULL) OR ((b.high = a.low AND NOT (b.upper_inclusive AND a.lower_inclusive) AND b.number IS NOT NULL) AND b.low IS NULL AND a.high IS NULL)) THEN 'differ' ELSE 'qualifier_differs' END
           WHEN (a.bounded AND (a.low IS NULL OR b.most IS NULL OR b.most > a.low OR (b.most = a.low AND a.lower_inclusive)) AND (a.high IS NULL OR b.least IS NULL OR b.least < a.high OR (b.least = a.high AND a.upper_inclusive))) OR (b.bounded AND (b.low IS NULL OR a.most IS NULL OR a.most > b.low OR (a.most = b.low AND b.lower_inclusive)) AND (b.high IS NULL OR a.least IS NULL OR a.least < b.high OR (a.least = b.high AND b.upper_inclusive))) THEN 'within_bounds'
           WHEN NOT a.bounded AND NOT b.bounded AND a.step <> b.step
             AND 2 * abs(a.number - b.number) <= greatest(a.step, b.step) THEN 'rounded'
           ELSE 'differ'
         END AS found,
         a.figure_id, a.source_id, a.publisher, a.source_status, a.claimant, a.claimed, a.printed, a.value,
         a.lower, a.upper, a.qualifier, a.unit, a.counted, a.percent_of, b.figure_id AS other_figure_id,
         b.source_id AS other_source_id, b.publisher AS other_publisher, b.source_status AS other_source_status,
         b.claimant AS other_claimant, b.claimed AS other_claimed, b.printed AS other_printed, b.value AS
         other_value, b.lower AS other_lower, b.upper AS other_upper, b.qualifier AS other_qualifier, b.unit AS
         other_unit, b.counted AS other_counted, b.percent_of AS other_percent_of
  FROM sides AS a
  JOIN sides AS b ON b.measure = a.measure AND a.source_id < b.source_id
  WHERE a.field = b.field OR NOT (list_contains(a.fields, b.field) OR list_contains(b.fields, a.field))
)
SELECT measure, CASE WHEN reason IS NULL THEN found ELSE 'not_comparable' END AS comparison, reason,
       figure_id, source_id, publisher, source_status, claimant, claimed, printed, value, lower, upper,
       qualifier, unit, counted, percent_of, other_figure_id, other_source_id, other_publisher,
       other_source_status, other_claimant, other_claimed, other_printed, other_value, other_lower, other_upper,
       other_qualifier, other_unit, other_counted, other_percent_of
FROM pairs
ORDER BY measure, figure_id, other_figure_id;

COMMENT ON VIEW "measures" IS 'Two figures of different sources for one declared measure, side by side, and how they relate as numbers. Consistency between documents; it says nothing about whether a claim is true.';

CREATE VIEW "current_measures" AS
SELECT * FROM measures WHERE source_status = 'current' AND other_source_status = 'current';

COMMENT ON VIEW "current_measures" IS 'Of current sources only. Two figures of different sources for one declared measure, side by side, and how they relate as numbers. Consistency between documents; it says nothing about whether a claim is true.';

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
