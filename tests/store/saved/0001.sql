BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE case_group (
	id VARCHAR NOT NULL, 
	label TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "case_group" VALUES('fagor-china','Fagor-China',1);
CREATE TABLE case_group_member (
	id VARCHAR NOT NULL, 
	case_group VARCHAR NOT NULL, 
	case_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(case_group) REFERENCES case_group (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(case_id) REFERENCES research_case (id) DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO "case_group_member" VALUES('fagor-china:fagor-china','fagor-china','fagor-china',0);
CREATE TABLE coding (
	id VARCHAR NOT NULL, 
	interview VARCHAR NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	quote TEXT NOT NULL, 
	"before" TEXT NOT NULL, 
	"after" TEXT NOT NULL, 
	code VARCHAR NOT NULL, 
	coder VARCHAR NOT NULL, 
	case_id VARCHAR, 
	rating INTEGER, 
	origin VARCHAR NOT NULL, 
	created VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT coding_once UNIQUE (interview, start, "end", code, coder), 
	FOREIGN KEY(interview) REFERENCES interview (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(case_id) REFERENCES research_case (id) DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO "coding" VALUES('b9f8f862d6ed497baaf8df6a97e0ba94','ana',62,77,'Wages were low.','We expected the market to grow. ',' We also had friends there.
I: A','off-cost','ana',NULL,NULL,'own','2026-11-24T19:55:20.315+00:00');
INSERT INTO "coding" VALUES('ef53a9de833c4d439a10f6c7c697c2a2','ana',123,139,'The market fell.','riends there.
I: And Turkey?
R: ',' Quality was poor.
','back-decline','ben',NULL,NULL,'own','2026-11-24T19:55:20.335+00:00');
CREATE TABLE event (
	id INTEGER NOT NULL, 
	at VARCHAR NOT NULL, 
	coder VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	action VARCHAR NOT NULL, 
	summary TEXT NOT NULL, 
	changes TEXT NOT NULL, 
	target INTEGER, 
	undone BOOLEAN NOT NULL, 
	redoable BOOLEAN NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "event" VALUES(1,'2026-11-24T19:55:20.210+00:00','whyshore','do','sync','import ana.md','[["interview", "ana", null, {"id": "ana", "path": "ana.md", "title": "ana", "language": "en", "date": "", "source": "", "notes": "", "include": true, "fictional": false, "named_cases": "[]", "default_case": null, "front_case": null, "version": "ana@1"}]]',NULL,0,0);
INSERT INTO "event" VALUES(2,'2026-11-24T19:55:20.226+00:00','ana','do','add case','add case Fagor – China','[["research_case", "fagor-china", null, {"id": "fagor-china", "company": "Fagor", "country": "China", "attributes": "{}", "aliases": "[]"}]]',NULL,0,0);
INSERT INTO "event" VALUES(3,'2026-11-24T19:55:20.231+00:00','ana','do','add case','add case Fagor – Turkey','[["research_case", "fagor-turkey", null, {"id": "fagor-turkey", "company": "Fagor", "country": "Turkey", "attributes": "{}", "aliases": "[]"}]]',NULL,0,0);
INSERT INTO "event" VALUES(4,'2026-11-24T19:55:20.254+00:00','ana','do','set case','default case of ana: fagor-china','[["interview", "ana", {"id": "ana", "path": "ana.md", "title": "ana", "language": "en", "date": "", "source": "", "notes": "", "include": true, "fictional": false, "named_cases": "[]", "default_case": null, "front_case": null, "version": "ana@1"}, {"id": "ana", "path": "ana.md", "title": "ana", "language": "en", "date": "", "source": "", "notes": "", "include": true, "fictional": false, "named_cases": "[]", "default_case": "fagor-china", "front_case": null, "version": "ana@1"}]]',NULL,0,0);
INSERT INTO "event" VALUES(5,'2026-11-24T19:55:20.280+00:00','ana','do','set case','passage about Fagor – Turkey (ana, turn 4)','[["passage", "c00c1a9224dd463a84b77e3f217027c6", null, {"id": "c00c1a9224dd463a84b77e3f217027c6", "interview": "ana", "start": 123, "end": 157, "case_id": "fagor-turkey"}]]',NULL,0,0);
INSERT INTO "event" VALUES(6,'2026-11-24T19:55:20.296+00:00','ana','do','add row','add row Fagor-China','[["case_group", "fagor-china", null, {"id": "fagor-china", "label": "Fagor-China", "position": 1}], ["case_group_member", "fagor-china:fagor-china", null, {"id": "fagor-china:fagor-china", "case_group": "fagor-china", "case_id": "fagor-china", "position": 0}]]',NULL,0,0);
INSERT INTO "event" VALUES(7,'2026-11-24T19:55:20.327+00:00','ana','do','apply code','off-cost on “Wages were low.” (ana, turn 2)','[["coding", "b9f8f862d6ed497baaf8df6a97e0ba94", null, {"id": "b9f8f862d6ed497baaf8df6a97e0ba94", "interview": "ana", "start": 62, "end": 77, "quote": "Wages were low.", "before": "We expected the market to grow. ", "after": " We also had friends there.\nI: A", "code": "off-cost", "coder": "ana", "case_id": null, "rating": null, "origin": "own", "created": "2026-11-24T19:55:20.315+00:00"}]]',NULL,0,0);
INSERT INTO "event" VALUES(8,'2026-11-24T19:55:20.338+00:00','ben','do','apply code','back-decline on “The market fell.” (ana, turn 4)','[["coding", "ef53a9de833c4d439a10f6c7c697c2a2", null, {"id": "ef53a9de833c4d439a10f6c7c697c2a2", "interview": "ana", "start": 123, "end": 139, "quote": "The market fell.", "before": "riends there.\nI: And Turkey?\nR: ", "after": " Quality was poor.\n", "code": "back-decline", "coder": "ben", "case_id": null, "rating": null, "origin": "own", "created": "2026-11-24T19:55:20.335+00:00"}]]',NULL,0,0);
INSERT INTO "event" VALUES(9,'2026-11-24T19:55:20.351+00:00','ana','do','write memo','memo on off-cost “Wages were low.” (ana)','[["memo", "d32591b7b93e494baa82b69304d393fa", null, {"id": "d32591b7b93e494baa82b69304d393fa", "topic": "coding", "about": "b9f8f862d6ed497baaf8df6a97e0ba94", "text": "a thought about “wages”", "author": "ana", "created": "2026-11-24T19:55:20.347+00:00", "changed": "2026-11-24T19:55:20.347+00:00"}]]',NULL,0,0);
INSERT INTO "event" VALUES(10,'2026-11-24T19:55:20.400+00:00','ana','do','write statement','write “Low wages”','[["statement", "88fb9724856f455ebbeb447d0018dd34", null, {"id": "88fb9724856f455ebbeb447d0018dd34", "case_group": "fagor-china", "column": "offshore", "position": 1, "text": "Low wages", "hedge": "", "orientation": "", "by": "", "seen": "{\"b9f8f862d6ed497baaf8df6a97e0ba94\": \"fe435822-d69a1c21-95f5ae8d\", \"ef53a9de833c4d439a10f6c7c697c2a2\": \"b311ca71-6e1a616e-8d56abbf\"}", "author": "ana", "created": "2026-11-24T19:55:20.392+00:00"}], ["evidence", "88fb9724856f455ebbeb447d0018dd34:b9f8f862d6ed497baaf8df6a97e0ba94", null, {"id": "88fb9724856f455ebbeb447d0018dd34:b9f8f862d6ed497baaf8df6a97e0ba94", "statement": "88fb9724856f455ebbeb447d0018dd34", "coding": "b9f8f862d6ed497baaf8df6a97e0ba94", "position": 0}], ["evidence", "88fb9724856f455ebbeb447d0018dd34:ef53a9de833c4d439a10f6c7c697c2a2", null, {"id": "88fb9724856f455ebbeb447d0018dd34:ef53a9de833c4d439a10f6c7c697c2a2", "statement": "88fb9724856f455ebbeb447d0018dd34", "coding": "ef53a9de833c4d439a10f6c7c697c2a2", "position": 1}]]',NULL,0,0);
INSERT INTO "event" VALUES(11,'2026-11-24T19:55:20.415+00:00','ana','do','apply code','back-quality on “Quality was poor.” (ana, turn 4)','[["coding", "673aef513ca8476fbe97225dc4bafe23", null, {"id": "673aef513ca8476fbe97225dc4bafe23", "interview": "ana", "start": 140, "end": 157, "quote": "Quality was poor.", "before": "And Turkey?\nR: The market fell. ", "after": "\n", "code": "back-quality", "coder": "ana", "case_id": null, "rating": null, "origin": "own", "created": "2026-11-24T19:55:20.412+00:00"}]]',NULL,1,1);
INSERT INTO "event" VALUES(12,'2026-11-24T19:55:20.428+00:00','ana','undo','apply code','back-quality on “Quality was poor.” (ana, turn 4)','[]',11,0,0);
CREATE TABLE evidence (
	id VARCHAR NOT NULL, 
	statement VARCHAR NOT NULL, 
	coding VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(statement) REFERENCES statement (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(coding) REFERENCES coding (id) DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO "evidence" VALUES('88fb9724856f455ebbeb447d0018dd34:b9f8f862d6ed497baaf8df6a97e0ba94','88fb9724856f455ebbeb447d0018dd34','b9f8f862d6ed497baaf8df6a97e0ba94',0);
INSERT INTO "evidence" VALUES('88fb9724856f455ebbeb447d0018dd34:ef53a9de833c4d439a10f6c7c697c2a2','88fb9724856f455ebbeb447d0018dd34','ef53a9de833c4d439a10f6c7c697c2a2',1);
CREATE TABLE interview (
	id VARCHAR NOT NULL, 
	path VARCHAR NOT NULL, 
	title VARCHAR NOT NULL, 
	language VARCHAR NOT NULL, 
	date VARCHAR NOT NULL, 
	source TEXT NOT NULL, 
	notes TEXT NOT NULL, 
	include BOOLEAN NOT NULL, 
	fictional BOOLEAN NOT NULL, 
	named_cases TEXT NOT NULL, 
	default_case VARCHAR, 
	front_case VARCHAR, 
	version VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (path), 
	FOREIGN KEY(default_case) REFERENCES research_case (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(version) REFERENCES interview_version (id) DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO "interview" VALUES('ana','ana.md','ana','en','','','',1,0,'[]','fagor-china',NULL,'ana@1');
CREATE TABLE interview_version (
	id VARCHAR NOT NULL, 
	interview VARCHAR NOT NULL, 
	number INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	text_hash VARCHAR NOT NULL, 
	file_hash VARCHAR NOT NULL, 
	encoding VARCHAR NOT NULL, 
	turns TEXT NOT NULL, 
	sentences TEXT NOT NULL, 
	imported VARCHAR NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "interview_version" VALUES('ana@1','ana',1,'I: What took you to China?
R: We expected the market to grow. Wages were low. We also had friends there.
I: And Turkey?
R: The market fell. Quality was poor.
','a2df59421393dcc788408b0fd84715e233518daae2469efaad30c33712318418','a2df59421393dcc788408b0fd84715e233518daae2469efaad30c33712318418','utf-8','[[1,0,3,26,"I","I","interviewer",""],[2,27,30,104,"R","R","respondent",""],[3,105,108,119,"I","I","interviewer",""],[4,120,123,157,"R","R","respondent",""]]','[[3,26],[30,61],[62,77],[78,104],[108,119],[123,139],[140,157]]','2026-11-24T19:55:20.155+00:00');
CREATE TABLE memo (
	id VARCHAR NOT NULL, 
	topic VARCHAR NOT NULL, 
	about VARCHAR NOT NULL, 
	text TEXT NOT NULL, 
	author VARCHAR NOT NULL, 
	created VARCHAR NOT NULL, 
	changed VARCHAR NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "memo" VALUES('d32591b7b93e494baa82b69304d393fa','coding','b9f8f862d6ed497baaf8df6a97e0ba94','a thought about “wages”','ana','2026-11-24T19:55:20.347+00:00','2026-11-24T19:55:20.347+00:00');
CREATE TABLE passage (
	id VARCHAR NOT NULL, 
	interview VARCHAR NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	case_id VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(interview) REFERENCES interview (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(case_id) REFERENCES research_case (id) DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO "passage" VALUES('c00c1a9224dd463a84b77e3f217027c6','ana',123,157,'fagor-turkey');
CREATE TABLE reading (
	id VARCHAR NOT NULL, 
	coder VARCHAR NOT NULL, 
	interview VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	at VARCHAR NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE research_case (
	id VARCHAR NOT NULL, 
	company VARCHAR NOT NULL, 
	country VARCHAR NOT NULL, 
	attributes TEXT NOT NULL, 
	aliases TEXT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "research_case" VALUES('fagor-china','Fagor','China','{}','[]');
INSERT INTO "research_case" VALUES('fagor-turkey','Fagor','Turkey','{}','[]');
CREATE TABLE statement (
	id VARCHAR NOT NULL, 
	case_group VARCHAR NOT NULL, 
	"column" VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	hedge TEXT NOT NULL, 
	orientation VARCHAR NOT NULL, 
	"by" VARCHAR NOT NULL, 
	seen TEXT NOT NULL, 
	author VARCHAR NOT NULL, 
	created VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(case_group) REFERENCES case_group (id) DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO "statement" VALUES('88fb9724856f455ebbeb447d0018dd34','fagor-china','offshore',1,'Low wages','','','','{"b9f8f862d6ed497baaf8df6a97e0ba94": "fe435822-d69a1c21-95f5ae8d", "ef53a9de833c4d439a10f6c7c697c2a2": "b311ca71-6e1a616e-8d56abbf"}','ana','2026-11-24T19:55:20.392+00:00');
CREATE INDEX ix_interview_version_interview ON interview_version (interview);
CREATE INDEX ix_interview_default_case ON interview (default_case);
CREATE INDEX ix_interview_version ON interview (version);
CREATE INDEX ix_case_group_member_case_group ON case_group_member (case_group);
CREATE INDEX ix_case_group_member_case_id ON case_group_member (case_id);
CREATE INDEX ix_passage_interview ON passage (interview);
CREATE INDEX ix_passage_case_id ON passage (case_id);
CREATE INDEX ix_coding_interview ON coding (interview);
CREATE INDEX ix_coding_code ON coding (code);
CREATE INDEX ix_coding_case_id ON coding (case_id);
CREATE INDEX coding_place ON coding (interview, start);
CREATE INDEX memo_about ON memo (topic, about);
CREATE INDEX ix_statement_case_group ON statement (case_group);
CREATE INDEX ix_evidence_statement ON evidence (statement);
CREATE INDEX ix_evidence_coding ON evidence (coding);
CREATE INDEX event_undo ON event (coder, kind, undone);
COMMIT;
