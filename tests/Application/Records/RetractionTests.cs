using Presage.Application.Records;
using Presage.Application.Runs;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Hosting;
using Presage.Hosting.Runs;
using Presage.Scenarios;
using Presage.Storage;
using Presage.Tests.Application.Support;

namespace Presage.Tests.Application.Records;

/// <summary>Two ingestions, of which the second repeats a failure of the first and brings two of its own from two files.</summary>
public sealed class RetractionTests : IAsyncLifetime
{
    private static readonly DateTime s_day = new(2015, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime s_first = new(2015, 2, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime s_second = new(2015, 3, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly TestStore _store = new();

    private IRecordActions Records => _store.Get<IRecordActions>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var yaml = ScenarioCatalog.Load("azure-pdm");
        var dataset = new DataSet("plant", "azure-pdm", yaml, ScenarioReader.Read(yaml, "azure-pdm").Hash, s_first);
        await _store.Get<IDataSets>().EnsureAsync(dataset, Cancellation);
        await IngestAsync("ingest-1", s_first, 0, "/data/a/failures.csv", "/data/a/machines.csv");
        await IngestAsync("ingest-2", s_second, 1, "/data/b/failures.csv", "/data/b/failures-more.csv");
        await AddAsync(new EventRecord("1", s_day, "comp1", s_first), new("2", s_day, "comp1", s_first));
        await AddAsync(
            new EventRecord("1", s_day, "comp1", s_second), new("1", s_day.AddDays(1), "comp1", s_second),
            new("1", s_day.AddDays(2), "comp1", s_second, 1));
        await _store.Get<IMachines>().UpsertAsync(
            "plant", [new Machine("1", new Dictionary<string, string> { ["age"] = "5" }, s_first, 1)], Cancellation);
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task What_a_run_brought_is_planned_and_taken_back_and_stands_in_the_ledger()
    {
        var retraction = new Retraction("plant", "ingest-2", Kinds: ["failures"], Reason: "logged under the wrong day");

        var plan = await Records.PlanRetractionAsync(retraction, Cancellation);
        var done = await Records.RetractAsync(retraction, Cancellation);

        (plan.Run, plan.Records.ShouldHaveSingleItem()).ShouldBe((null, new RetractedRecords("failures", 2)));
        done.Records.ShouldBe(plan.Records);
        (await FailuresAsync(DateTime.MaxValue)).ShouldBe(["1 2015-01-01", "2 2015-01-01"]);
        (await FailuresAsync(s_second)).Count.ShouldBe(4);
        var run = await _store.Get<IRunActions>().ShowAsync(done.Run!, Cancellation);
        (run.Run.Kind, run.Run.State, run.Run.StartedAt).ShouldBe((RunKinds.Retract, "succeeded", TestStore.Now));
        run.Request!.Value.GetProperty("retraction").GetProperty("reason").GetString().ShouldBe("logged under the wrong day");
    }

    [Theory]
    [InlineData("failures-more.csv", null, "1 2015-01-01,1 2015-01-02,2 2015-01-01")]
    [InlineData("/data/b/failures-more.csv", null, "1 2015-01-01,1 2015-01-02,2 2015-01-01")]
    [InlineData("failures.csv", null, "1 2015-01-03")]
    [InlineData(null, "/data/b", "1 2015-01-01,2 2015-01-01")]
    [InlineData(null, "/data/b/", "1 2015-01-01,2 2015-01-01")]
    [InlineData(null, "/data/a", "1 2015-01-02,1 2015-01-03")]
    public async Task What_a_file_or_a_source_brought_is_taken_back_of_every_run(string? file, string? source, string left)
    {
        await Records.RetractAsync(new("plant", File: file, Source: source, Kinds: ["failures"]), Cancellation);

        (await FailuresAsync(DateTime.MaxValue)).ShouldBe(left.Split(','));
    }

    [Fact]
    public async Task Records_of_machines_and_times_are_taken_back()
    {
        await Records.RetractAsync(new("plant", Machines: ["1"], Kinds: ["failures"], From: s_day, To: s_day.AddDays(1)), Cancellation);

        (await FailuresAsync(DateTime.MaxValue)).ShouldBe(["1 2015-01-01", "1 2015-01-03", "2 2015-01-01"]);
    }

    [Fact]
    public async Task Descriptions_of_machines_are_taken_back()
    {
        var done = await Records.RetractAsync(new("plant", Machines: ["1"], Kinds: ["machines"]), Cancellation);

        done.Records.ShouldBe([new("machines", 1)]);
        (await _store.Get<IMachines>().AreDescribedAsync("plant", Cancellation)).ShouldBeFalse();
        (await _store.Get<IMachines>().ListAsync("plant", s_second, Cancellation)).ShouldHaveSingleItem().Attributes["age"].ShouldBe("5");
    }

    [Fact]
    public async Task That_a_later_run_repeated_records_is_said()
    {
        var plan = await Records.PlanRetractionAsync(new("plant", "ingest-1", Kinds: ["failures"]), Cancellation);

        var notice = plan.Notices.ShouldHaveSingleItem();
        notice.Code.ShouldBe("repeated-later");
        notice.Message.ShouldContain("ingest-2");
        (await Records.PlanRetractionAsync(new("plant", "ingest-2", Kinds: ["failures"]), Cancellation)).Notices.ShouldBeEmpty();
    }

    [Fact]
    public async Task One_that_was_killed_is_completed_when_it_is_given_again()
    {
        var retraction = new Retraction("plant", Machines: ["1", "2"], Kinds: ["failures"]);
        var first = await Records.RetractAsync(retraction, Cancellation);
        _store.Execute(
            """
            UPDATE runs SET state = 'Running', ended_at = NULL, result = NULL WHERE kind = 'retract';
            UPDATE events SET retracted = NULL WHERE machine = '2';
            """);

        var again = await Records.RetractAsync(retraction, Cancellation);

        (again.Run, again.Records.ShouldHaveSingleItem().Records).ShouldBe((first.Run, 4));
        (await FailuresAsync(DateTime.MaxValue)).ShouldBeEmpty();
        (await FailuresAsync(s_second)).Count.ShouldBe(4);
        (await _store.Get<IRuns>().FindAsync(again.Run!, Cancellation))!.State.ShouldBe(RunState.Succeeded);
    }

    [Theory]
    [InlineData("no-selection", null, null, null)]
    [InlineData("unknown-run", "ingest-9", null, null)]
    [InlineData("unknown-file", null, "failure.csv", null)]
    [InlineData("unknown-file", "ingest-1", "failures-more.csv", null)]
    [InlineData("unknown-kind", null, null, "failure")]
    public async Task What_cannot_be_meant_is_said(string code, string? run, string? file, string? kind)
    {
        var error = await Should.ThrowAsync<PresageException>(() => Records.RetractAsync(
            new("plant", run, file, Kinds: kind is null ? null : [kind]), Cancellation));

        error.Code.ShouldBe(code);
    }

    [Fact]
    public async Task Nothing_is_taken_back_while_records_are_read()
    {
        await StartAsync("ingest-3", TestStore.Now, "{}");

        (await Should.ThrowAsync<PresageException>(() => Records.RetractAsync(new("plant", "ingest-1"), Cancellation)))
            .Code.ShouldBe("dataset-in-use");
    }

    [Fact]
    public async Task What_an_earlier_version_read_can_be_taken_back_as_a_whole_only()
    {
        await StartAsync(
            "ingest-0", s_day, """{"files":[{"path":"/old/failures.csv","source":"failures"},{"path":"/x","source":"errors"}]}""");
        await _store.Get<IRuns>().EndAsync("ingest-0", RunState.Succeeded, null, null, s_day, Cancellation);

        (await Should.ThrowAsync<PresageException>(
            () => Records.RetractAsync(new("plant", Source: "/old/failures.csv"), Cancellation))).Code.ShouldBe("files-unnumbered");
        (await Records.PlanRetractionAsync(new("plant", "ingest-0", Kinds: ["failures"]), Cancellation)).Records.ShouldBeEmpty();
    }

    private async Task IngestAsync(string id, DateTime at, long duplicate, params string[] files)
    {
        var plan = new
        {
            Files = files.Select(file => (Path: file, Name: Path.GetFileName(file)))
                .Select(file => new { file.Path, file.Name, Source = file.Name.Split('-', '.')[0] }),
            IsNumbered = true,
        };
        await StartAsync(id, at, Json.Write(plan));
        var result = new IngestResult(id, "plant", [new("failures", 2, 3, 2, 0, duplicate, 0)], [], [], 1);
        await _store.Get<IRuns>().EndAsync(id, RunState.Succeeded, Json.Write(result), null, at, Cancellation);
    }

    private async Task StartAsync(string id, DateTime at, string plan)
    {
        await _store.Get<IRuns>().StartAsync(new Run(id, RunKinds.Ingest, "plant", id, "{}", null, null, at), Cancellation);
        await _store.Get<IRuns>().PinAsync(id, plan, Cancellation);
    }

    private Task<MergeCounts> AddAsync(params EventRecord[] records) =>
        _store.Get<IEvents>().AddAsync("plant", EventKind.Failure, records, Cancellation);

    private async Task<IReadOnlyList<string>> FailuresAsync(DateTime asOf) =>
        [.. (await _store.Get<IEvents>().ReadAsync(
            "plant", EventKind.Failure, null, DateTime.MinValue, DateTime.MaxValue, asOf, Cancellation))
            .Select(record => $"{record.Machine} {record.Time:yyyy-MM-dd}")];
}
