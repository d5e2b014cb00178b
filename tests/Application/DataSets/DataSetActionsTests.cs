using Presage.Application.DataSets;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Hosting.Runs;
using Presage.Scenarios;
using Presage.Storage;
using Presage.Tests.Application.Support;

namespace Presage.Tests.Application.DataSets;

public sealed class DataSetActionsTests : IAsyncDisposable
{
    private static readonly DateTime s_begin = new(2015, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly TestStore _store = new();

    private IDataSetActions DataSets => _store.Get<IDataSetActions>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task One_is_shown_with_its_records_and_what_was_made_of_it()
    {
        await FillAsync("plant");
        await _store.RegisterAsync("plant");

        var listed = (await DataSets.ListAsync(new PageRequest(), Cancellation)).Datasets.ShouldHaveSingleItem();
        var shown = await DataSets.ShowAsync("plant", Cancellation);

        listed.Records["errors"].ShouldBe(new RecordExtent(2, s_begin, s_begin.AddHours(1)));
        (shown.Dataset.Scenario, shown.Machines).ShouldBe(("azure-pdm", 1));
        shown.Quarantined.ShouldBe([new QuarantinedRows("errors", "bad time", 1)]);
        shown.Models.ShouldBe(["plant@1"]);
        shown.Results.ShouldBe(["march"]);
        shown.LatestRuns.Select(run => run.Id).ShouldBe(["ingest-1"]);
    }

    [Fact]
    public async Task One_that_there_is_not_is_told_with_those_that_there_are()
    {
        await FillAsync("plant");

        var error = await Should.ThrowAsync<PresageException>(() => DataSets.ShowAsync("plan", Cancellation));

        (error.Kind, error.Code).ShouldBe((ErrorKind.NotFound, "unknown-dataset"));
        error.Remedy.ShouldContain("plant");
    }

    [Fact]
    public async Task Deleting_takes_everything_but_the_models_and_another_data_set()
    {
        await FillAsync("plant");
        await FillAsync("other", results: "april", run: "ingest-2");
        await _store.RegisterAsync("plant");

        var plan = await DataSets.PlanDeletionAsync("plant", Cancellation);
        var deleted = await DataSets.DeleteAsync("plant", Cancellation);

        (plan.Events, plan.QuarantinedRows, plan.Runs).ShouldBe((2, 1, 1));
        plan.Results.ShouldBe([new DeletedResults("march", 0, 0)]);
        plan.KeptModels.ShouldBe(["plant@1"]);
        deleted.Runs.ShouldBe(plan.Runs);
        (await DataSets.ListAsync(new PageRequest(), Cancellation)).Datasets.Select(dataset => dataset.Dataset).ShouldBe(["other"]);
        (await _store.Get<IPredictions>().ListAsync(Cancellation)).Select(results => results.Name).ShouldBe(["april"]);
        (await _store.Get<IRuns>().ListAsync(new RunQuery(), null, 10, Cancellation)).Select(run => run.Id).ShouldBe(["ingest-2"]);
    }

    [Fact]
    public async Task One_that_is_being_worked_on_stays()
    {
        await FillAsync("plant", isRunning: true);

        var error = await Should.ThrowAsync<PresageException>(() => DataSets.DeleteAsync("plant", Cancellation));

        (error.Kind, error.Code, error.Run).ShouldBe((ErrorKind.Conflict, "dataset-in-use", "ingest-1"));
    }

    [Theory]
    [InlineData("UPDATE result_sets SET deleting = 1 WHERE name = 'march'")]
    [InlineData("UPDATE runs SET deleting = 1 WHERE id = 'ingest-1'")]
    [InlineData("UPDATE datasets SET deleting = 1 WHERE name = 'plant'")]
    [InlineData("UPDATE result_sets SET deleting = 1; UPDATE runs SET deleting = 1; UPDATE datasets SET deleting = 1")]
    public async Task One_that_was_interrupted_is_completed_by_asking_again(string interrupted)
    {
        await FillAsync("plant");
        _store.Execute(interrupted);

        await DataSets.DeleteAsync("plant", Cancellation);

        (await _store.Get<IPredictions>().BeingDeletedAsync(null, Cancellation)).ShouldBeEmpty();
        (await _store.Get<IRuns>().BeingDeletedAsync(null, Cancellation)).ShouldBeEmpty();
        (await _store.Get<IDataSets>().IsBeingDeletedAsync("plant", Cancellation)).ShouldBeFalse();
        await FillAsync("plant");
        (await DataSets.ShowAsync("plant", Cancellation)).LatestRuns.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_name_is_free_afterwards()
    {
        await FillAsync("plant");

        await DataSets.DeleteAsync("plant", Cancellation);
        await FillAsync("plant");

        (await DataSets.ShowAsync("plant", Cancellation)).Dataset.Records["errors"].Records.ShouldBe(2);
    }

    [Fact]
    public async Task The_list_goes_on_where_the_part_before_ended()
    {
        foreach (var name in new[] { "a", "b", "c" })
            await FillAsync(name, results: $"{name}-results", run: $"ingest-{name}");

        var first = await DataSets.ListAsync(new PageRequest(2), Cancellation);
        var second = await DataSets.ListAsync(new PageRequest(2, first.Next), Cancellation);

        first.Datasets.Select(dataset => dataset.Dataset).ShouldBe(["a", "b"]);
        second.Datasets.Select(dataset => dataset.Dataset).ShouldBe(["c"]);
        second.Next.ShouldBeNull();
    }

    private async Task FillAsync(string name, string results = "march", string run = "ingest-1", bool isRunning = false)
    {
        var (yaml, scenario) = (ScenarioCatalog.Load("azure-pdm"), ScenarioCatalog.Read("azure-pdm"));
        await _store.Get<IDataSets>().EnsureAsync(new DataSet(name, scenario.Name, yaml, scenario.Hash, TestStore.Now), Cancellation);
        await _store.Get<IEvents>().AddAsync(
            name, EventKind.Error,
            [
                new EventRecord("1", s_begin, "error1", TestStore.Now),
                new EventRecord("1", s_begin.AddHours(1), "error2", TestStore.Now),
            ],
            Cancellation);
        await _store.Get<IMachines>().UpsertAsync(
            name, [new Machine("1", new Dictionary<string, string> { ["model"] = "model1" })], Cancellation);
        await _store.Get<IQuarantine>().AddAsync(
            name, run, [new QuarantinedRow("errors", "errors.csv", 3, "bad time", "x,1,error1")], Cancellation);
        await _store.Get<IPredictions>().EnsureAsync(
            new ResultSet(results, name, ["comp1"], TimeSpan.FromHours(84), TestStore.Now), Cancellation);
        var runs = _store.Get<IRuns>();
        await runs.StartAsync(new Run(run, RunKinds.Ingest, name, $"key-{run}", "{}", null, null, TestStore.Now), Cancellation);
        if (!isRunning)
            await runs.EndAsync(run, RunState.Succeeded, "{}", null, TestStore.Now, Cancellation);
    }
}
