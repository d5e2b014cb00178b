using Presage.Engine;

namespace Presage.Storage.Sqlite;

/// <summary>
/// Creates the tables of a new store, brings an older one up to date, and refuses what is not ours. Times are milliseconds
/// since 1970-01-01T00:00:00Z.
/// </summary>
internal static class SqliteSchema
{
    /// <summary>"Psge", at the place where SQLite keeps whose file it is.</summary>
    public const int ApplicationId = 0x50736765;

    /// <summary>The step at position v takes a store from version v to v + 1. Steps that were released never change.</summary>
    internal static IReadOnlyList<string> Steps { get; } =
        [Version1, Version2, Version3, Version4, Version5, Version6, Version7, Version8, Version9, Version10];

    private const string Version1 =
        """
        CREATE TABLE datasets (
            name TEXT PRIMARY KEY, scenario_name TEXT NOT NULL, scenario TEXT NOT NULL, scenario_hash TEXT NOT NULL,
            created_at INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE TABLE machines (dataset TEXT, machine TEXT, attributes TEXT NOT NULL, PRIMARY KEY (dataset, machine)) WITHOUT ROWID;

        CREATE TABLE telemetry_periods (dataset TEXT PRIMARY KEY, period INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE telemetry (
            dataset TEXT NOT NULL, machine TEXT NOT NULL, start INTEGER NOT NULL, revision INTEGER NOT NULL,
            readings INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, block BLOB NOT NULL,
            PRIMARY KEY (dataset, machine, start)
        );
        CREATE INDEX telemetry_extents ON telemetry (dataset, machine, readings, first, last);

        CREATE TABLE events (
            dataset TEXT, kind INTEGER, machine TEXT, time INTEGER, code TEXT, known INTEGER NOT NULL,
            PRIMARY KEY (dataset, kind, machine, time, code)
        ) WITHOUT ROWID;
        CREATE TABLE quarantine (
            run TEXT, file TEXT, line INTEGER, source TEXT NOT NULL, reason TEXT NOT NULL, text TEXT NOT NULL, dataset TEXT NOT NULL,
            PRIMARY KEY (run, file, line)
        ) WITHOUT ROWID;
        CREATE INDEX quarantine_reasons ON quarantine (dataset, source, reason);

        CREATE TABLE runs (
            sequence INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, dataset TEXT NOT NULL, key TEXT NOT NULL,
            request TEXT NOT NULL,
            from_time INTEGER, to_time INTEGER, started_at INTEGER NOT NULL, state TEXT NOT NULL, ended_at INTEGER, result TEXT,
            error_code TEXT, error_message TEXT, error_remedy TEXT, plan TEXT
        );
        CREATE INDEX runs_latest ON runs (started_at);
        CREATE INDEX runs_key ON runs (key, state);
        CREATE TABLE stages (
            sequence INTEGER PRIMARY KEY, run TEXT NOT NULL, stage TEXT NOT NULL, slices INTEGER NOT NULL, planned_at INTEGER NOT NULL,
            UNIQUE (run, stage)
        );
        CREATE TABLE slices (
            run TEXT, stage TEXT, slice INTEGER, worker TEXT NOT NULL, attempt INTEGER NOT NULL, started_at INTEGER NOT NULL,
            ended_at INTEGER NOT NULL, rows INTEGER NOT NULL, result TEXT, PRIMARY KEY (run, stage, slice)
        ) WITHOUT ROWID;

        CREATE TABLE feature_parts (run TEXT, slice INTEGER, rows BLOB NOT NULL, PRIMARY KEY (run, slice));

        CREATE TABLE models (
            name TEXT, number INTEGER, lineage_key TEXT NOT NULL, sha256 TEXT NOT NULL, algorithm TEXT NOT NULL, preset TEXT NOT NULL,
            dataset TEXT NOT NULL, run TEXT NOT NULL, created_at INTEGER NOT NULL, lineage TEXT NOT NULL, metrics TEXT NOT NULL,
            thresholds TEXT NOT NULL,
            PRIMARY KEY (name, number), UNIQUE (name, lineage_key)
        ) WITHOUT ROWID;
        CREATE TABLE artifacts (name TEXT, number INTEGER, artifact BLOB NOT NULL, PRIMARY KEY (name, number));
        CREATE TABLE promotions (
            sequence INTEGER PRIMARY KEY, model TEXT NOT NULL, version INTEGER NOT NULL, at INTEGER NOT NULL, by TEXT NOT NULL,
            reason TEXT NOT NULL
        );
        CREATE INDEX promotions_model ON promotions (model);

        CREATE TABLE result_sets (
            name TEXT PRIMARY KEY, dataset TEXT NOT NULL, components TEXT NOT NULL, horizon INTEGER NOT NULL, created_at INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE TABLE prediction_series (id INTEGER PRIMARY KEY, results TEXT NOT NULL, machine TEXT NOT NULL, UNIQUE (results, machine));
        CREATE TABLE prediction_origins (
            id INTEGER PRIMARY KEY, model TEXT NOT NULL, version INTEGER NOT NULL, run TEXT NOT NULL, thresholds BLOB NOT NULL,
            UNIQUE (model, version, run, thresholds)
        );
        CREATE TABLE predictions (
            series INTEGER, time INTEGER, revision INTEGER NOT NULL, origin INTEGER NOT NULL, feature_revision TEXT NOT NULL, decision TEXT,
            probabilities BLOB NOT NULL, reasons TEXT, PRIMARY KEY (series, time)
        ) WITHOUT ROWID;
        CREATE TABLE prediction_history (
            series INTEGER, time INTEGER, revision INTEGER, origin INTEGER NOT NULL, feature_revision TEXT NOT NULL, decision TEXT,
            probabilities BLOB NOT NULL, reasons TEXT, PRIMARY KEY (series, time, revision)
        ) WITHOUT ROWID;

        CREATE TABLE alarms (
            id TEXT PRIMARY KEY, results TEXT NOT NULL, machine TEXT NOT NULL, component TEXT NOT NULL, time INTEGER NOT NULL,
            probability REAL NOT NULL, threshold REAL NOT NULL, reasons TEXT NOT NULL, run TEXT NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX alarms_machine ON alarms (results, machine, time);
        """;

    private const string Version2 =
        """
        CREATE TABLE attempts (
            run TEXT, stage TEXT, slice INTEGER, worker TEXT NOT NULL, attempt INTEGER NOT NULL, started_at INTEGER NOT NULL,
            PRIMARY KEY (run, stage, slice)
        ) WITHOUT ROWID;
        """;

    private const string Version3 =
        """
        ALTER TABLE runs ADD COLUMN retries INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE runs ADD COLUMN resumed_at INTEGER;
        CREATE INDEX runs_running ON runs (started_at) WHERE state = 'Running';
        ALTER TABLE attempts ADD COLUMN void INTEGER NOT NULL DEFAULT 0;
        CREATE TABLE wakes (run TEXT, number INTEGER, at INTEGER NOT NULL, why TEXT NOT NULL, PRIMARY KEY (run, number)) WITHOUT ROWID;
        """;

    private const string Version4 =
        """
        CREATE TABLE faults (
            id TEXT PRIMARY KEY, queue TEXT NOT NULL, message TEXT, run TEXT, code TEXT NOT NULL, reason TEXT NOT NULL,
            remedy TEXT NOT NULL,
            details TEXT NOT NULL, content_type TEXT, message_id TEXT, body BLOB NOT NULL, body_bytes INTEGER NOT NULL,
            state TEXT NOT NULL, at INTEGER NOT NULL
        );
        CREATE INDEX faults_latest ON faults (state, at);
        CREATE TABLE fault_events (
            sequence INTEGER PRIMARY KEY, fault TEXT NOT NULL, at INTEGER NOT NULL, what TEXT NOT NULL, worker TEXT NOT NULL,
            text TEXT NOT NULL,
            UNIQUE (fault, at, what, worker)
        );
        """;

    /// <summary>
    /// Lists and deletions: how many rows a series has, which result sets need a model, when alarms ended, what is being deleted, which
    /// numbers are taken.
    /// </summary>
    private const string Version5 =
        """
        ALTER TABLE prediction_series ADD COLUMN rows INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE prediction_series ADD COLUMN revisions INTEGER NOT NULL DEFAULT 0;
        UPDATE prediction_series SET
            rows = (SELECT count(*) FROM predictions WHERE series = id),
            revisions = (SELECT count(*) FROM prediction_history WHERE series = id);
        CREATE TABLE result_models (model TEXT, version INTEGER, results TEXT, PRIMARY KEY (model, version, results)) WITHOUT ROWID;
        INSERT INTO result_models SELECT DISTINCT o.model, o.version, s.results
            FROM (SELECT DISTINCT series, origin FROM predictions UNION SELECT DISTINCT series, origin FROM prediction_history) p
            JOIN prediction_series s ON s.id = p.series JOIN prediction_origins o ON o.id = p.origin;

        ALTER TABLE alarms ADD COLUMN ended INTEGER;
        CREATE INDEX alarms_latest ON alarms (time, id);
        CREATE INDEX alarms_results ON alarms (results, time, id);
        CREATE INDEX alarms_open ON alarms (time, id) WHERE ended IS NULL;

        CREATE INDEX runs_kind ON runs (kind, started_at, id);
        CREATE INDEX runs_state ON runs (state, started_at, id);
        CREATE INDEX runs_dataset ON runs (dataset, started_at, id);
        CREATE INDEX quarantine_rows ON quarantine (dataset);

        ALTER TABLE datasets ADD COLUMN deleting INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE result_sets ADD COLUMN deleting INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE runs ADD COLUMN deleting INTEGER NOT NULL DEFAULT 0;
        CREATE TABLE deleted_models (name TEXT, number INTEGER, lineage_key TEXT NOT NULL, PRIMARY KEY (name, number)) WITHOUT ROWID;
        """;

    private const string Version6 =
        """
        ALTER TABLE runs ADD COLUMN error_kind TEXT;
        ALTER TABLE faults ADD COLUMN kind TEXT;
        """;

    /// <summary>
    /// What was known when: intervals of knowledge of events, whose times may be finer than a millisecond; facts of machines; earlier
    /// scenarios of data sets.
    /// </summary>
    private const string Version7 =
        """
        CREATE TABLE known_events (
            dataset TEXT, kind INTEGER, machine TEXT, time INTEGER, fine INTEGER, code TEXT, known INTEGER, file INTEGER NOT NULL,
            also TEXT, retracted INTEGER,
            PRIMARY KEY (dataset, kind, machine, time, fine, code, known)
        ) WITHOUT ROWID;
        INSERT INTO known_events SELECT dataset, kind, machine, time, 0, code, known, 0, NULL, NULL FROM events;
        DROP TABLE events;
        ALTER TABLE known_events RENAME TO events;

        ALTER TABLE machines ADD COLUMN facts TEXT;
        CREATE TABLE earlier_scenarios (
            dataset TEXT, until INTEGER, scenario_name TEXT NOT NULL, scenario TEXT NOT NULL, scenario_hash TEXT NOT NULL,
            PRIMARY KEY (dataset, until)
        ) WITHOUT ROWID;
        """;

    private const string Version8 =
        """
        ALTER TABLE quarantine ADD COLUMN rest_stored INTEGER NOT NULL DEFAULT 0;
        """;

    /// <summary>
    /// Which store it is, and which programs may use it: a step after which those of an earlier form may go on leaves that as it is, any
    /// other raises it to its own form.
    /// </summary>
    private const string Version9 =
        """
        CREATE TABLE store (
            id TEXT NOT NULL, made_at INTEGER NOT NULL, least_reader INTEGER NOT NULL, least_writer INTEGER NOT NULL,
            backed_up_at INTEGER, restored_at INTEGER
        );
        INSERT INTO store SELECT lower(hex(randomblob(16))), CAST(unixepoch('subsec') * 1000 AS INTEGER), 9, 9, NULL, NULL;

        CREATE TABLE cuts (
            kind TEXT, name TEXT, until INTEGER NOT NULL, at INTEGER NOT NULL, deleted INTEGER NOT NULL, PRIMARY KEY (kind, name)
        ) WITHOUT ROWID;

        CREATE TABLE workers (
            id TEXT PRIMARY KEY, service TEXT NOT NULL, version TEXT NOT NULL, state TEXT NOT NULL, since INTEGER NOT NULL,
            seen_at INTEGER NOT NULL, skew REAL, run TEXT, stage TEXT, slice INTEGER, slice_at INTEGER, slice_done INTEGER,
            planning_run TEXT, planning_what TEXT, planned INTEGER, planned_of INTEGER
        ) WITHOUT ROWID;

        CREATE TABLE deleted_runs (id TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
        """;

    /// <summary>Jobs, what became of their intervals, and whom is told of it. Programs of the form before leave it alone.</summary>
    private const string Version10 =
        """
        CREATE TABLE jobs (
            name TEXT PRIMARY KEY, version INTEGER NOT NULL, definition TEXT NOT NULL, state TEXT NOT NULL, looks_at INTEGER,
            epoch INTEGER NOT NULL, revision INTEGER NOT NULL, deleting INTEGER NOT NULL DEFAULT 0
        ) WITHOUT ROWID;
        CREATE INDEX jobs_due ON jobs (looks_at, name) WHERE looks_at IS NOT NULL;
        CREATE TABLE job_versions (
            job TEXT, number INTEGER, definition TEXT NOT NULL, at INTEGER NOT NULL, by TEXT NOT NULL, PRIMARY KEY (job, number)
        ) WITHOUT ROWID;
        CREATE TABLE occurrences (
            job TEXT, nominal INTEGER, from_time INTEGER, to_time INTEGER, outcome TEXT NOT NULL, why TEXT NOT NULL,
            version INTEGER NOT NULL, planned_at INTEGER NOT NULL, changed_at INTEGER NOT NULL, run TEXT, not_before INTEGER, remark TEXT,
            PRIMARY KEY (job, nominal)
        ) WITHOUT ROWID;
        CREATE INDEX occurrences_outcome ON occurrences (job, outcome, nominal);
        CREATE TABLE overdue (job TEXT, nominal INTEGER, at INTEGER NOT NULL, PRIMARY KEY (job, nominal)) WITHOUT ROWID;
        CREATE TABLE job_evaluations (
            job TEXT, id TEXT, trigger INTEGER NOT NULL, at INTEGER NOT NULL, what TEXT NOT NULL, why TEXT NOT NULL, run TEXT,
            PRIMARY KEY (job, id)
        ) WITHOUT ROWID;
        CREATE TABLE job_entries (
            job TEXT, id TEXT, at INTEGER NOT NULL, what TEXT NOT NULL, by TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (job, id)
        ) WITHOUT ROWID;
        CREATE TABLE deleted_jobs (name TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;

        CREATE TABLE job_runs (
            id TEXT PRIMARY KEY, job TEXT NOT NULL, version INTEGER NOT NULL, cause TEXT NOT NULL, why TEXT NOT NULL, nominal INTEGER,
            from_time INTEGER, to_time INTEGER, parameters TEXT NOT NULL, created_at INTEGER NOT NULL, state TEXT NOT NULL,
            steps TEXT NOT NULL, bulk INTEGER NOT NULL, ended_at INTEGER, looks_at INTEGER, repairs INTEGER NOT NULL,
            epoch INTEGER NOT NULL, revision INTEGER NOT NULL, cancel TEXT
        ) WITHOUT ROWID;
        CREATE INDEX job_runs_latest ON job_runs (created_at, id);
        CREATE INDEX job_runs_job ON job_runs (job, created_at, id);
        CREATE INDEX job_runs_state ON job_runs (state, created_at, id);
        CREATE INDEX job_runs_active ON job_runs (job, created_at, id) WHERE state = 'Running';
        CREATE INDEX job_runs_due ON job_runs (looks_at, id) WHERE looks_at IS NOT NULL;

        CREATE TABLE leases (
            name TEXT PRIMARY KEY, holder TEXT NOT NULL, epoch INTEGER NOT NULL, until INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE TABLE backfills (
            job TEXT, id TEXT, from_time INTEGER NOT NULL, to_time INTEGER NOT NULL, selection TEXT NOT NULL, steps TEXT,
            version INTEGER NOT NULL, by TEXT NOT NULL, started_at INTEGER NOT NULL, state TEXT NOT NULL, intervals TEXT NOT NULL,
            at_once INTEGER NOT NULL, ended_at INTEGER, why TEXT, epoch INTEGER NOT NULL, revision INTEGER NOT NULL,
            PRIMARY KEY (job, id)
        ) WITHOUT ROWID;
        CREATE INDEX backfills_active ON backfills (started_at) WHERE state = 'Running';
        CREATE TABLE calendars (
            name TEXT PRIMARY KEY, definition TEXT NOT NULL, at INTEGER NOT NULL, by TEXT NOT NULL
        ) WITHOUT ROWID;

        CREATE TABLE connections (
            name TEXT PRIMARY KEY, kind TEXT NOT NULL, definition TEXT NOT NULL, at INTEGER NOT NULL, by TEXT NOT NULL, stopped TEXT
        ) WITHOUT ROWID;
        CREATE TABLE deliveries (
            id TEXT PRIMARY KEY, connection TEXT NOT NULL, type TEXT NOT NULL, subject TEXT NOT NULL, event TEXT NOT NULL,
            created_at INTEGER NOT NULL, state TEXT NOT NULL, next_at INTEGER, attempts INTEGER NOT NULL, answer TEXT, ended_at INTEGER,
            revision INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX deliveries_latest ON deliveries (created_at, id);
        CREATE INDEX deliveries_connection ON deliveries (connection, created_at, id);
        CREATE INDEX deliveries_state ON deliveries (state, created_at, id);
        CREATE INDEX deliveries_due ON deliveries (next_at, id) WHERE next_at IS NOT NULL;
        """;

    public static int CurrentVersion => Steps.Count;

    public static void Ensure(SqliteSession session, string file)
    {
        if (VersionOf(session, file) >= CurrentVersion)
            return;

        // The size of pages can only be chosen before the first one is written; large ones suit the blobs.
        session.Execute("PRAGMA page_size = 16384; PRAGMA journal_mode = WAL");
        session.BeginWriting();
        try
        {
            // Another process may have done it while this one waited for its turn.
            for (var version = VersionOf(session, file); version < CurrentVersion; version++)
                session.Execute($"{Steps[version]}; PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {version + 1}");

            session.Commit();
        }
        finally
        {
            session.Rollback();
        }
    }

    /// <summary>Looks whether the file is a store that this program can read.</summary>
    /// <exception cref="PresageException"><c>store-foreign</c>, <c>store-too-new</c>.</exception>
    public static void Require(SqliteSession session, string file) => VersionOf(session, file);

    /// <returns>0 when it is empty.</returns>
    /// <inheritdoc cref="Require"/>
    public static int VersionOf(SqliteSession session, string file)
    {
        var (application, version, tables) = session.First(
            "SELECT application_id, user_version, (SELECT count(*) FROM sqlite_master) FROM pragma_application_id, pragma_user_version",
            row => (row.GetInt32(0), row.GetInt32(1), row.GetInt32(2)));
        if (application != ApplicationId && (application != 0 || version != 0 || tables != 0))
            throw new PresageException(
                ErrorKind.Conflict, "store-foreign", $"The file {file} is a database of another program.",
                "Name another data directory, or move that file out of it.");

        if (version > CurrentVersion && !(SqliteMark.Find(session)?.LeastReader <= CurrentVersion))
            throw new PresageException(
                ErrorKind.Conflict, "store-too-new",
                $"The store {file} has version {version}; this program knows versions up to {CurrentVersion}.",
                "Update presage, or name another data directory.");

        return version;
    }
}
