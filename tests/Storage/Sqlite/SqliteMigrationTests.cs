using System.Buffers.Binary;
using Microsoft.Data.Sqlite;
using Presage.Engine;
using Presage.Storage;
using Presage.Storage.Sqlite;

namespace Presage.Tests.Storage.Sqlite;

/// <summary>Stores that earlier versions of the program have written, by the statements that those used.</summary>
public sealed class SqliteMigrationTests : IDisposable
{
    private const long Hour = 3_600_000;

    private static readonly DateTime Epoch = DateTime.UnixEpoch;

    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_store_of_the_first_version_is_brought_up_to_date_and_keeps_what_it_has()
    {
        Write(1, "INSERT INTO datasets VALUES ('plant', 'azure-pdm', 'text', 'hash', 0)");

        using var store = new SqliteStore(_directory.Path);

        (await new SqliteDataSets(store).FindAsync("plant", Cancellation)).ShouldBe(new("plant", "azure-pdm", "text", "hash", Epoch));
        (await new SqliteSliceAttempts(store).BeginAsync("run", "stage", 0, "worker", Epoch, Cancellation)).ShouldBe(1);
        (await store.ReadAsync(session => session.First("PRAGMA user_version", row => row.GetInt32(0)), Cancellation))
            .ShouldBe(SqliteSchema.CurrentVersion);
    }

    [Fact]
    public async Task Runs_of_a_store_of_the_second_version_can_be_taken_up_again_and_deleted()
    {
        Write(
            2,
            """
            INSERT INTO runs (id, kind, dataset, key, request, started_at, state, ended_at, error_code, error_message, error_remedy)
            VALUES ('r1', 'train', 'plant', 'key', '{}', 0, 'Failed', 0, 'c', 'm', 'r')
            """,
            "INSERT INTO stages (run, stage, slices, planned_at) VALUES ('r1', 'features', 1, 0)",
            "INSERT INTO attempts VALUES ('r1', 'features', 0, 'worker', 1, 0)");

        using var store = new SqliteStore(_directory.Path);
        var runs = new SqliteRuns(store);

        (await runs.ReopenAsync("r1", "features", [0], Epoch, Cancellation)).ShouldBeTrue();
        (await runs.FindAsync("r1", Cancellation)).ShouldBe(
            new Run("r1", "train", "plant", "key", "{}", null, null, Epoch) with { Retries = 1, ResumedAt = Epoch });
        (await new SqliteSliceAttempts(store).BeginAsync("r1", "features", 0, "worker", Epoch, Cancellation)).ShouldBe(2);
        (await new SqliteRunWakes(store).AddAsync("r1", new(1, Epoch, "why"), Cancellation)).ShouldBeTrue();
        await runs.EndAsync("r1", RunState.Cancelled, null, null, Epoch, Cancellation);
        (await runs.DeleteAsync("r1", Cancellation)).ShouldBe(new(1, 0, 0));
    }

    [Theory]
    [InlineData("unknown-dataset", ErrorKind.NotFound)]
    [InlineData("cancelled", ErrorKind.Conflict)]
    [InlineData("store-busy", ErrorKind.Busy)]
    [InlineData("damaged-model", ErrorKind.Damaged)]
    [InlineData("internal-error", ErrorKind.Internal)]
    [InlineData("no-failures", ErrorKind.Invalid)]
    public async Task Errors_of_a_store_of_the_fifth_version_have_the_kind_that_their_code_tells(string code, ErrorKind kind)
    {
        Write(
            5,
            $$"""
            INSERT INTO runs (id, kind, dataset, key, request, started_at, state, ended_at, error_code, error_message, error_remedy)
            VALUES ('r1', 'train', 'plant', 'key', '{}', 0, 'Failed', 0, '{{code}}', 'm', 'r')
            """,
            $"""
            INSERT INTO faults (id, queue, code, reason, remedy, details, body, body_bytes, state, at)
            VALUES ('f1', 'training', '{code}', 'm', 'r', 'd', x'', 0, 'Open', 0)
            """);

        using var store = new SqliteStore(_directory.Path);

        (await new SqliteRuns(store).FindAsync("r1", Cancellation))!.Error.ShouldBe(new RunError(kind, code, "m", "r"));
        (await new SqliteFaultLog(store).FindAsync("f1", Cancellation))!.Error.ShouldBe(new RunError(kind, code, "m", "r"));
    }

    [Fact]
    public async Task Predictions_of_a_store_of_the_fourth_version_are_counted_and_their_models_needed()
    {
        Write(
            4,
            "INSERT INTO result_sets VALUES ('march', 'plant', '[\"comp1\"]', 302400000, 0), ('empty', 'plant', "
                + "'[\"comp1\"]', 302400000, 0)",
            "INSERT INTO prediction_series (id, results, machine) VALUES (1, 'march', '10'), (2, 'march', '9')",
            $"INSERT INTO prediction_origins (id, model, version, run, thresholds) VALUES (1, 'pump', 1, 'r1', {Blob(0.5)}), (2, 'pump', "
                + $"2, 'r2', {Blob(0.4)})",
            $"INSERT INTO predictions VALUES (1, {Hour}, 2, 2, 'f1', NULL, {Blob(0.3)}, NULL), (1, {2 * Hour}, 1, 2, 'f1', NULL, "
                + $"{Blob(0.2)}, NULL)",
            $"INSERT INTO predictions VALUES (2, {Hour}, 1, 2, 'f1', 'comp1', {Blob(0.9)}, NULL)",
            $"INSERT INTO prediction_history VALUES (1, {Hour}, 1, 1, 'f1', NULL, {Blob(0.1)}, NULL)",
            "INSERT INTO alarms VALUES ('a1', 'march', '9', 'comp1', 3600000, 0.9, 0.4, '[]', 'r2')");

        using var store = new SqliteStore(_directory.Path);
        var predictions = new SqlitePredictions(store);

        (await predictions.ExtentAsync("march", Cancellation)).ShouldBe(new(3, 2, Epoch.AddHours(1), Epoch.AddHours(2)));
        (await predictions.ResultsOfModelAsync("pump", 1, Cancellation)).ShouldBe(["march"]);
        (await predictions.ResultsOfModelAsync("pump", 2, Cancellation)).ShouldBe(["march"]);
        (await predictions.LatestAsync("march", null, DateTime.MaxValue, Cancellation)).Select(row => row.Place).ShouldBe(
            [new("9", Epoch.AddHours(1)), new("10", Epoch.AddHours(2))]);
        (await new SqliteAlarms(store).ListAsync(new(State: AlarmState.Open), null, 5, Cancellation))
            .ShouldHaveSingleItem().Ended.ShouldBeNull();
        (await predictions.DeleteAsync("march", Cancellation)).ShouldBe(new(3, 1, 1));
        (await predictions.ListAsync(Cancellation)).Select(results => results.Name).ShouldBe(["empty"]);
    }

    [Fact]
    public async Task Events_and_machines_of_a_store_of_the_sixth_version_are_there_and_can_be_taken_back()
    {
        Write(
            6,
            "INSERT INTO datasets VALUES ('plant', 'azure-pdm', 'text', 'hash', 0, 0)",
            $"INSERT INTO events VALUES ('plant', 2, '1', {Hour}, 'comp1', {9 * Hour}), ('plant', 2, '2', {Hour}, 'comp1', {9 * Hour})",
            """INSERT INTO machines VALUES ('plant', '1', '{"age":"5"}'), ('plant', '2', '{}')""");

        using var store = new SqliteStore(_directory.Path);
        var (events, machines) = (new SqliteEvents(store), new SqliteMachines(store));
        var record = new EventRecord("1", Epoch.AddHours(1), "comp1", Epoch.AddHours(9));

        (await ReadAsync()).ShouldBe([record, record with { Machine = "2" }]);
        (await events.AddAsync("plant", EventKind.Failure, [record with { Known = Epoch.AddHours(10) }], Cancellation))
            .ShouldBe(new(0, 0, 1));
        (await events.RetractAsync("plant", EventKind.Failure, new(["1"]), Epoch.AddHours(20), Cancellation)).ShouldBe(1);
        (await ReadAsync()).ShouldBe([record with { Machine = "2" }]);
        var older = new Machine("1", new Dictionary<string, string> { ["age"] = "6" }, Epoch.AddHours(10));
        (await machines.UpsertAsync("plant", [older], Cancellation)).ShouldBe(new(0, 1, 0));
        (await machines.ListAsync("plant", Epoch, Cancellation)).Select(machine => machine.Attributes.GetValueOrDefault("age"))
            .ShouldBe(["5", null]);
        (await machines.ListAsync("plant", Cancellation)).Select(machine => machine.Attributes.GetValueOrDefault("age"))
            .ShouldBe(["6", null]);
        (await new SqliteDataSets(store).DeleteAsync("plant", Cancellation)).ShouldBe(new(0, 1, 2, 0));

        Task<IReadOnlyList<EventRecord>> ReadAsync() => events.ReadAsync(
            "plant", EventKind.Failure, null, DateTime.MinValue, DateTime.MaxValue, DateTime.MaxValue, Cancellation);
    }

    [Fact]
    public async Task A_store_of_the_eighth_version_gets_an_id_once_also_from_processes_that_find_it_at_once()
    {
        Write(8, "INSERT INTO datasets VALUES ('plant', 'azure-pdm', 'text', 'hash', 0, 0)");

        var ids = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            using var store = new SqliteStore(_directory.Path);
            return (await new SqliteIdentity(store).ReadAsync(Cancellation)).Id;
        })));

        ids.Distinct().ShouldHaveSingleItem().ShouldMatch("^[0-9a-f]{32}$");
        using var again = new SqliteStore(_directory.Path);
        var identity = await new SqliteIdentity(again).ReadAsync(Cancellation);
        (identity.Id, identity.Form).ShouldBe((ids[0], SqliteSchema.CurrentVersion));
        (await new SqliteDataSets(again).ListAsync(Cancellation)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_store_of_the_ninth_version_has_jobs_and_programs_of_that_version_may_go_on()
    {
        Write(9, "INSERT INTO datasets VALUES ('plant', 'azure-pdm', 'text', 'hash', 0, 0)");

        using var store = new SqliteStore(_directory.Path);

        (await new SqliteDataSets(store).ListAsync(Cancellation)).ShouldHaveSingleItem();
        (await new SqliteJobs(store).ApplyAsync(
            new("score", 1, "steps", Epoch, "anna"), new(), null, new("score", "1", Epoch, "applied", "anna", ""), Cancellation))
            .ShouldNotBeNull();
        var mark = await store.ReadAsync(SqliteMark.Find, Cancellation);
        (mark!.Form, mark.LeastReader, mark.LeastWriter).ShouldBe((SqliteSchema.CurrentVersion, 9, 9));
    }

    [Fact]
    public async Task Jobs_and_their_runs_of_a_store_of_the_tenth_version_are_read()
    {
        Write(
            10,
            $$$"""
            INSERT INTO jobs VALUES (
                'score', 3, 'steps',
                '{"plannedTo":"1970-01-01T01:00:00Z","paused":{"since":"1970-01-01T02:00:00Z","by":"anna","reason":"repair"},"failures":2,'
                    || '"started":5,"pending":[{"trigger":1,"token":"e1","since":"1970-01-01T01:00:00Z",'
                    || '"notBefore":"1970-01-01T01:05:00Z","kinds":["telemetry"],"why":"New data."}],'
                    || '"memory":[{"trigger":1,"seen":["e0"]}]}',
                {{{Hour}}}, 4, 17, 0)
            """,
            $$$"""
            INSERT INTO job_runs VALUES (
                'score-1', 'score', 3, 'schedule', 'Its time came.', {{{Hour}}}, 0, {{{Hour}}}, '{"dataset":"plant"}', {{{Hour}}},
                'Running',
                '[{"step":"score","state":"Running","attempt":2,"run":"score-1.score.2","outputs":{"results":"march"},'
                    || '"pins":{"model":"pump@3"}}]',
                0, NULL, {{{2 * Hour}}}, 1, 4, 7, NULL)
            """,
            $$$"""
            INSERT INTO backfills VALUES (
                'score', 'h1', 0, {{{Hour}}}, 'missing', '["score"]', 3, 'anna', {{{Hour}}}, 'Running',
                '[{"nominal":"1970-01-01T01:00:00Z","from":"1970-01-01T00:00:00Z","to":"1970-01-01T01:00:00Z","reason":"It was missed.",'
                    || '"run":"r1","state":"Failed"}]', 2, NULL, NULL, 4, 5)
            """);

        using var store = new SqliteStore(_directory.Path);

        var job = await new SqliteJobs(store).FindAsync("score", Cancellation);
        (job!.Version, job.Revision, job.State.PlannedTo, job.State.LooksAt, job.State.Failures, job.State.Started, job.State.Epoch)
            .ShouldBe((3, 17, Epoch.AddHours(1), Epoch.AddHours(1), 2, 5, 4));
        job.State.Paused.ShouldBe(new(Epoch.AddHours(2), "anna", "repair", null));
        var pending = job.State.Pending.ShouldHaveSingleItem();
        (pending.Token, pending.NotBefore, pending.Kinds[0]).ShouldBe(("e1", Epoch.AddHours(1).AddMinutes(5), "telemetry"));
        job.State.Memory.ShouldHaveSingleItem().Seen.ShouldBe(["e0"]);
        var run = await new SqliteJobRuns(store).FindAsync("score-1", Cancellation);
        (run!.Parameters["dataset"], run.Repairs, run.Epoch, run.Revision).ShouldBe(("plant", 1, 4, 7));
        var step = run.Steps.ShouldHaveSingleItem();
        (step.State, step.Attempt, step.Outputs["results"], step.Pins["model"]).ShouldBe((StepState.Running, 2, "march", "pump@3"));
        var backfill = await new SqliteBackfills(store).FindAsync("score", "h1", Cancellation);
        backfill!.Intervals.ShouldHaveSingleItem().ShouldBe(
            new(Epoch.AddHours(1), Epoch, Epoch.AddHours(1), "It was missed.", "r1", JobRunState.Failed));
    }

    /// <summary>A store of a version with these rows.</summary>
    private void Write(int version, params ReadOnlySpan<string> rows)
    {
        using var connection = new SqliteConnection($"Data Source={_directory.File(SqliteStorage.FileName)};Pooling=False");
        connection.Open();
        string[] mark = [$"PRAGMA application_id = {SqliteSchema.ApplicationId}; PRAGMA user_version = {version}"];
        foreach (var sql in (string[])["PRAGMA journal_mode = WAL", .. SqliteSchema.Steps.Take(version), .. mark, .. rows])
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }

    private static string Blob(double value)
    {
        var bytes = new byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
        return $"x'{Convert.ToHexString(bytes)}'";
    }
}
