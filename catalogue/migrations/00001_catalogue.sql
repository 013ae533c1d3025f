-- One text for SQLite and Postgres: ids are TEXT that sorts by time, times are milliseconds since 1970 (0: never), switches are 0 or 1,
-- lists are JSON. What is known of a seller now stands in its row, so that a table of a hundred thousand is sorted by one index.

-- +goose Up
CREATE TABLE sellers (
    id TEXT PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,
    domain TEXT NOT NULL,
    name TEXT NOT NULL,
    owner TEXT NOT NULL,
    tags TEXT NOT NULL,
    markets TEXT NOT NULL,
    profile TEXT NOT NULL,
    cadence BIGINT NOT NULL,
    paused SMALLINT NOT NULL,
    sort_name TEXT NOT NULL,
    search TEXT NOT NULL,
    created BIGINT NOT NULL,
    updated BIGINT NOT NULL,
    next_due BIGINT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    scan_id TEXT NOT NULL,
    looked BIGINT NOT NULL,
    taken BIGINT NOT NULL,
    score INTEGER NOT NULL,
    low INTEGER NOT NULL,
    high INTEGER NOT NULL,
    mature INTEGER NOT NULL,
    grade TEXT NOT NULL,
    coverage DOUBLE PRECISION NOT NULL,
    change INTEGER NOT NULL,
    serious INTEGER NOT NULL,
    cert_until BIGINT NOT NULL,
    network TEXT NOT NULL,
    misses INTEGER NOT NULL
);
CREATE INDEX sellers_by_name ON sellers (sort_name, id);
CREATE INDEX sellers_by_score ON sellers (score, id);
CREATE INDEX sellers_by_change ON sellers (change, id);
CREATE INDEX sellers_by_serious ON sellers (serious, id);
CREATE INDEX sellers_by_looked ON sellers (looked, id);
CREATE INDEX sellers_by_created ON sellers (created, id);
CREATE INDEX sellers_by_due ON sellers (paused, next_due, id);
CREATE INDEX sellers_by_state ON sellers (state, grade);
CREATE INDEX sellers_by_domain ON sellers (domain);

CREATE TABLE seller_tags (
    tag TEXT NOT NULL,
    seller_id TEXT NOT NULL REFERENCES sellers (id) ON DELETE CASCADE,
    PRIMARY KEY (tag, seller_id)
);
CREATE INDEX seller_tags_by_seller ON seller_tags (seller_id);

CREATE TABLE scans (
    id TEXT PRIMARY KEY,
    seller_id TEXT NOT NULL REFERENCES sellers (id) ON DELETE CASCADE,
    job_id BIGINT NOT NULL,
    state TEXT NOT NULL,
    cause TEXT NOT NULL,
    created BIGINT NOT NULL,
    started BIGINT NOT NULL,
    ended BIGINT NOT NULL,
    worker TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    reason TEXT NOT NULL,
    phase TEXT NOT NULL,
    pages INTEGER NOT NULL
);
CREATE INDEX scans_by_seller ON scans (seller_id, id);
CREATE INDEX scans_by_state ON scans (state, id);

CREATE TABLE results (
    scan_id TEXT PRIMARY KEY REFERENCES scans (id) ON DELETE CASCADE,
    seller_id TEXT NOT NULL REFERENCES sellers (id) ON DELETE CASCADE,
    taken BIGINT NOT NULL,
    outcome TEXT NOT NULL,
    obstacle TEXT NOT NULL,
    ruleset TEXT NOT NULL,
    version TEXT NOT NULL,
    score INTEGER NOT NULL,
    low INTEGER NOT NULL,
    high INTEGER NOT NULL,
    mature INTEGER NOT NULL,
    grade TEXT NOT NULL,
    coverage DOUBLE PRECISION NOT NULL,
    pages INTEGER NOT NULL,
    seconds DOUBLE PRECISION NOT NULL,
    fails INTEGER NOT NULL,
    warns INTEGER NOT NULL,
    serious INTEGER NOT NULL,
    reachable INTEGER NOT NULL,
    archive TEXT NOT NULL,
    identity TEXT NOT NULL DEFAULT ''
);
CREATE INDEX results_by_seller ON results (seller_id, taken);
CREATE INDEX results_by_time ON results (taken);

-- Verdicts lie apart from the rows that lists and curves read; the rules, alike in all verdicts of one program, lie once.
CREATE TABLE verdicts (
    scan_id TEXT PRIMARY KEY REFERENCES scans (id) ON DELETE CASCADE,
    rules TEXT NOT NULL,
    body BYTEA NOT NULL
);
CREATE TABLE rules (
    digest TEXT PRIMARY KEY,
    body BYTEA NOT NULL
);

CREATE TABLE findings (
    seller_id TEXT NOT NULL REFERENCES sellers (id) ON DELETE CASCADE,
    check_id TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    status TEXT NOT NULL,
    severity TEXT NOT NULL,
    message TEXT NOT NULL,
    url TEXT NOT NULL,
    total INTEGER NOT NULL,
    accepted SMALLINT NOT NULL,
    first_seen BIGINT NOT NULL,
    last_seen BIGINT NOT NULL,
    gone BIGINT NOT NULL,
    first_scan TEXT NOT NULL,
    last_scan TEXT NOT NULL,
    PRIMARY KEY (seller_id, check_id, fingerprint)
);
CREATE INDEX findings_by_check ON findings (check_id, gone, seller_id);

CREATE TABLE traits (
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    seller_id TEXT NOT NULL REFERENCES sellers (id) ON DELETE CASCADE,
    shown TEXT NOT NULL,
    url TEXT NOT NULL,
    PRIMARY KEY (kind, value, seller_id)
);
CREATE INDEX traits_by_seller ON traits (seller_id);

CREATE TABLE alerts (
    id TEXT PRIMARY KEY,
    seller_id TEXT NOT NULL REFERENCES sellers (id) ON DELETE CASCADE,
    scan_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    severity TEXT NOT NULL,
    message TEXT NOT NULL,
    once TEXT NOT NULL,
    created BIGINT NOT NULL,
    acknowledged BIGINT NOT NULL,
    acknowledged_by TEXT NOT NULL,
    note TEXT NOT NULL,
    muted_by TEXT NOT NULL,
    UNIQUE (seller_id, once)
);
CREATE INDEX alerts_by_seller ON alerts (seller_id, id);
CREATE INDEX alerts_open ON alerts (acknowledged, id);

CREATE TABLE mutes (
    id TEXT PRIMARY KEY,
    seller_id TEXT NOT NULL,
    tag TEXT NOT NULL,
    kind TEXT NOT NULL,
    check_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    until BIGINT NOT NULL,
    created BIGINT NOT NULL,
    created_by TEXT NOT NULL
);

CREATE TABLE channels (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    target TEXT NOT NULL,
    secret TEXT NOT NULL,
    tag TEXT NOT NULL,
    kinds TEXT NOT NULL,
    digest BIGINT NOT NULL,
    disabled SMALLINT NOT NULL,
    created BIGINT NOT NULL
);

CREATE TABLE deliveries (
    alert_id TEXT NOT NULL REFERENCES alerts (id) ON DELETE CASCADE,
    channel_id TEXT NOT NULL REFERENCES channels (id) ON DELETE CASCADE,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    due BIGINT NOT NULL,
    sent BIGINT NOT NULL,
    error TEXT NOT NULL,
    PRIMARY KEY (alert_id, channel_id)
);
CREATE INDEX deliveries_due ON deliveries (state, due);

CREATE TABLE workers (
    id TEXT PRIMARY KEY,
    host TEXT NOT NULL,
    pid INTEGER NOT NULL,
    version TEXT NOT NULL,
    slots INTEGER NOT NULL,
    started BIGINT NOT NULL,
    seen BIGINT NOT NULL,
    stopped BIGINT NOT NULL
);

-- Leases say who may do what only one may do at a time: look at one network, send one digest.
CREATE TABLE leases (
    name TEXT PRIMARY KEY,
    holder TEXT NOT NULL,
    until BIGINT NOT NULL
);

CREATE TABLE users (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    password TEXT NOT NULL,
    role TEXT NOT NULL,
    external TEXT NOT NULL,
    disabled SMALLINT NOT NULL,
    created BIGINT NOT NULL
);
CREATE TABLE sessions (
    digest TEXT PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    csrf TEXT NOT NULL,
    created BIGINT NOT NULL,
    seen BIGINT NOT NULL,
    expires BIGINT NOT NULL
);
CREATE INDEX sessions_by_user ON sessions (user_id);
CREATE TABLE tokens (
    digest TEXT PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    created BIGINT NOT NULL,
    used BIGINT NOT NULL,
    expires BIGINT NOT NULL
);
CREATE TABLE audit (
    id TEXT PRIMARY KEY,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    object TEXT NOT NULL,
    detail TEXT NOT NULL
);
CREATE TABLE replies (
    actor TEXT NOT NULL,
    key TEXT NOT NULL,
    request TEXT NOT NULL,
    status INTEGER NOT NULL,
    body BYTEA NOT NULL,
    created BIGINT NOT NULL,
    PRIMARY KEY (actor, key)
);
CREATE INDEX replies_by_age ON replies (created);

-- +goose Down
DROP TABLE replies;
DROP TABLE audit;
DROP TABLE tokens;
DROP TABLE sessions;
DROP TABLE users;
DROP TABLE leases;
DROP TABLE workers;
DROP TABLE deliveries;
DROP TABLE channels;
DROP TABLE mutes;
DROP TABLE alerts;
DROP TABLE traits;
DROP TABLE findings;
DROP TABLE rules;
DROP TABLE verdicts;
DROP TABLE results;
DROP TABLE scans;
DROP TABLE seller_tags;
DROP TABLE sellers;
