BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0002');
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
INSERT INTO "coding" VALUES('9fd3f1568a924d968aeb4ec06b1a5c99','ana',62,77,'Wages were low.','We expected the market to grow. ',' We also had friends there.
I: A','off-cost','ana',NULL,NULL,'own','2026-11-24T19:55:27.343+00:00');
INSERT INTO "coding" VALUES('e558b86564274f38aed816d5d94419e8','ana',123,139,'The market fell.','riends there.
I: And Turkey?
R: ',' Quality was poor.
','back-decline','ben',NULL,NULL,'own','2026-11-24T19:55:27.379+00:00');
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
INSERT INTO "event" VALUES(1,'2026-11-24T19:55:27.229+00:00','whyshore','do','sync','import ana.md','[["interview", "ana", null, {"id": "ana", "path": "ana.md", "title": "ana", "language": "en", "date": "", "source": "", "notes": "", "include": true, "fictional": false, "named_cases": "[]", "default_case": null, "front_case": null, "version": "ana@1"}]]',NULL,0,0);
INSERT INTO "event" VALUES(2,'2026-11-24T19:55:27.244+00:00','ana','do','add case','add case Fagor – China','[["research_case", "fagor-china", null, {"id": "fagor-china", "company": "Fagor", "country": "China", "attributes": "{}", "aliases": "[]"}]]',NULL,0,0);
INSERT INTO "event" VALUES(3,'2026-11-24T19:55:27.258+00:00','ana','do','add case','add case Fagor – Turkey','[["research_case", "fagor-turkey", null, {"id": "fagor-turkey", "company": "Fagor", "country": "Turkey", "attributes": "{}", "aliases": "[]"}]]',NULL,0,0);
INSERT INTO "event" VALUES(4,'2026-11-24T19:55:27.282+00:00','ana','do','set case','default case of ana: fagor-china','[["interview", "ana", {"id": "ana", "path": "ana.md", "title": "ana", "language": "en", "date": "", "source": "", "notes": "", "include": true, "fictional": false, "named_cases": "[]", "default_case": null, "front_case": null, "version": "ana@1"}, {"id": "ana", "path": "ana.md", "title": "ana", "language": "en", "date": "", "source": "", "notes": "", "include": true, "fictional": false, "named_cases": "[]", "default_case": "fagor-china", "front_case": null, "version": "ana@1"}]]',NULL,0,0);
INSERT INTO "event" VALUES(5,'2026-11-24T19:55:27.304+00:00','ana','do','set case','passage about Fagor – Turkey (ana, turn 4)','[["passage", "e855cd60209f4540a9b4d59de4556027", null, {"id": "e855cd60209f4540a9b4d59de4556027", "interview": "ana", "start": 123, "end": 157, "case_id": "fagor-turkey"}]]',NULL,0,0);
INSERT INTO "event" VALUES(6,'2026-11-24T19:55:27.324+00:00','ana','do','add row','add row Fagor-China','[["case_group", "fagor-china", null, {"id": "fagor-china", "label": "Fagor-China", "position": 1}], ["case_group_member", "fagor-china:fagor-china", null, {"id": "fagor-china:fagor-china", "case_group": "fagor-china", "case_id": "fagor-china", "position": 0}]]',NULL,0,0);
INSERT INTO "event" VALUES(7,'2026-11-24T19:55:27.369+00:00','ana','do','apply code','off-cost on “Wages were low.” (ana, turn 2)','[["coding", "9fd3f1568a924d968aeb4ec06b1a5c99", null, {"id": "9fd3f1568a924d968aeb4ec06b1a5c99", "interview": "ana", "start": 62, "end": 77, "quote": "Wages were low.", "before": "We expected the market to grow. ", "after": " We also had friends there.\nI: A", "code": "off-cost", "coder": "ana", "case_id": null, "rating": null, "origin": "own", "created": "2026-11-24T19:55:27.343+00:00"}]]',NULL,0,0);
INSERT INTO "event" VALUES(8,'2026-11-24T19:55:27.386+00:00','ben','do','apply code','back-decline on “The market fell.” (ana, turn 4)','[["coding", "e558b86564274f38aed816d5d94419e8", null, {"id": "e558b86564274f38aed816d5d94419e8", "interview": "ana", "start": 123, "end": 139, "quote": "The market fell.", "before": "riends there.\nI: And Turkey?\nR: ", "after": " Quality was poor.\n", "code": "back-decline", "coder": "ben", "case_id": null, "rating": null, "origin": "own", "created": "2026-11-24T19:55:27.379+00:00"}]]',NULL,0,0);
INSERT INTO "event" VALUES(9,'2026-11-24T19:55:27.416+00:00','ana','do','write memo','memo on off-cost “Wages were low.” (ana)','[["memo", "6decd60d6af2467c991dcfa562bb897f", null, {"id": "6decd60d6af2467c991dcfa562bb897f", "topic": "coding", "about": "9fd3f1568a924d968aeb4ec06b1a5c99", "text": "a thought about “wages”", "author": "ana", "created": "2026-11-24T19:55:27.413+00:00", "changed": "2026-11-24T19:55:27.413+00:00"}]]',NULL,0,0);
INSERT INTO "event" VALUES(10,'2026-11-24T19:55:27.458+00:00','ana','do','write statement','write “Low wages”','[["statement", "aa73b217a9454d82b9fb2899506d42d1", null, {"id": "aa73b217a9454d82b9fb2899506d42d1", "case_group": "fagor-china", "column": "offshore", "position": 1, "text": "Low wages", "hedge": "", "orientation": "", "by": "", "seen": "{\"9fd3f1568a924d968aeb4ec06b1a5c99\": \"fe435822-d69a1c21-95f5ae8d\", \"e558b86564274f38aed816d5d94419e8\": \"b311ca71-6e1a616e-8d56abbf\"}", "author": "ana", "created": "2026-11-24T19:55:27.447+00:00"}], ["evidence", "aa73b217a9454d82b9fb2899506d42d1:9fd3f1568a924d968aeb4ec06b1a5c99", null, {"id": "aa73b217a9454d82b9fb2899506d42d1:9fd3f1568a924d968aeb4ec06b1a5c99", "statement": "aa73b217a9454d82b9fb2899506d42d1", "coding": "9fd3f1568a924d968aeb4ec06b1a5c99", "position": 0}], ["evidence", "aa73b217a9454d82b9fb2899506d42d1:e558b86564274f38aed816d5d94419e8", null, {"id": "aa73b217a9454d82b9fb2899506d42d1:e558b86564274f38aed816d5d94419e8", "statement": "aa73b217a9454d82b9fb2899506d42d1", "coding": "e558b86564274f38aed816d5d94419e8", "position": 1}]]',NULL,0,0);
INSERT INTO "event" VALUES(11,'2026-11-24T19:55:27.495+00:00','ana','do','apply code','back-quality on “Quality was poor.” (ana, turn 4)','[["coding", "81cc8e56672d4516ad8d9b6534dd8de5", null, {"id": "81cc8e56672d4516ad8d9b6534dd8de5", "interview": "ana", "start": 140, "end": 157, "quote": "Quality was poor.", "before": "And Turkey?\nR: The market fell. ", "after": "\n", "code": "back-quality", "coder": "ana", "case_id": null, "rating": null, "origin": "own", "created": "2026-11-24T19:55:27.487+00:00"}]]',NULL,1,0);
INSERT INTO "event" VALUES(12,'2026-11-24T19:55:27.519+00:00','ana','undo','apply code','back-quality on “Quality was poor.” (ana, turn 4)','[]',11,0,0);
INSERT INTO "event" VALUES(13,'2026-11-24T19:55:27.586+00:00','ana','do','pin turn','turn 1 of ana to “Why abroad”','[["guide_pin", "1007946e5c33414bbbd5af80dbd2373c", null, {"id": "1007946e5c33414bbbd5af80dbd2373c", "interview": "ana", "start": 3, "section": "why", "quote": "What took you to China?", "coder": "ana", "created": "2026-11-24T19:55:27.575+00:00"}]]',NULL,0,0);
CREATE TABLE evidence (
	id VARCHAR NOT NULL, 
	statement VARCHAR NOT NULL, 
	coding VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(statement) REFERENCES statement (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(coding) REFERENCES coding (id) DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO "evidence" VALUES('aa73b217a9454d82b9fb2899506d42d1:9fd3f1568a924d968aeb4ec06b1a5c99','aa73b217a9454d82b9fb2899506d42d1','9fd3f1568a924d968aeb4ec06b1a5c99',0);
INSERT INTO "evidence" VALUES('aa73b217a9454d82b9fb2899506d42d1:e558b86564274f38aed816d5d94419e8','aa73b217a9454d82b9fb2899506d42d1','e558b86564274f38aed816d5d94419e8',1);
CREATE TABLE guide_pin (
	id VARCHAR NOT NULL, 
	interview VARCHAR NOT NULL, 
	start INTEGER NOT NULL, 
	section VARCHAR NOT NULL, 
	quote TEXT NOT NULL, 
	coder VARCHAR NOT NULL, 
	created VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT guide_pin_once UNIQUE (interview, start), 
	FOREIGN KEY(interview) REFERENCES interview (id) DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO "guide_pin" VALUES('1007946e5c33414bbbd5af80dbd2373c','ana',3,'why','What took you to China?','ana','2026-11-24T19:55:27.575+00:00');
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
','a2df59421393dcc788408b0fd84715e233518daae2469efaad30c33712318418','a2df59421393dcc788408b0fd84715e233518daae2469efaad30c33712318418','utf-8','[[1,0,3,26,"I","I","interviewer",""],[2,27,30,104,"R","R","respondent",""],[3,105,108,119,"I","I","interviewer",""],[4,120,123,157,"R","R","respondent",""]]','[[3,26],[30,61],[62,77],[78,104],[108,119],[123,139],[140,157]]','2026-11-24T19:55:27.179+00:00');
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
INSERT INTO "memo" VALUES('6decd60d6af2467c991dcfa562bb897f','coding','9fd3f1568a924d968aeb4ec06b1a5c99','a thought about “wages”','ana','2026-11-24T19:55:27.413+00:00','2026-11-24T19:55:27.413+00:00');
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
INSERT INTO "passage" VALUES('e855cd60209f4540a9b4d59de4556027','ana',123,157,'fagor-turkey');
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
INSERT INTO "statement" VALUES('aa73b217a9454d82b9fb2899506d42d1','fagor-china','offshore',1,'Low wages','','','','{"9fd3f1568a924d968aeb4ec06b1a5c99": "fe435822-d69a1c21-95f5ae8d", "e558b86564274f38aed816d5d94419e8": "b311ca71-6e1a616e-8d56abbf"}','ana','2026-11-24T19:55:27.447+00:00');
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
CREATE INDEX ix_guide_pin_interview ON guide_pin (interview);
COMMIT;
