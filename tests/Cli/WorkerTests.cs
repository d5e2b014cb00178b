using Microsoft.Extensions.DependencyInjection;
using Presage.Cli.Output;
using Presage.Contracts.Api;
using Presage.Storage;
using Presage.Storage.Sqlite;
using Presage.Tests.Cli.Support;

namespace Presage.Tests.Cli;

/// <summary>Who works on a store, and what a command says that waits for them.</summary>
public sealed class WorkerTests(Plant plant)
{
    private static readonly string[] s_nobody = ["nobody-consumes", "no-worker"];

    [Fact]
    public async Task A_store_on_which_nobody_works_says_so()
    {
        using var commandLine = await plant.CopyAsync();

        var words = (await commandLine.RunAsync("workers list")).Done();
        var document = (await commandLine.RunAsync("workers list --json")).Done().Document;

        words.Out.ShouldStartWith("No worker runs on this store.");
        document.GetProperty("workers").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Workers_are_listed_with_what_they_are_at()
    {
        using var commandLine = await plant.CopyAsync();
        await SayAsync(commandLine, "a-1", "features", planning: new("train-1", "slices planned", 1_200, 20_000));
        await SayAsync(commandLine, "b-2", "training", skew: TimeSpan.FromSeconds(30));

        var words = (await commandLine.RunAsync("workers list")).Done();
        var workers = (await commandLine.RunAsync("workers list --json")).Done().Document.GetProperty("workers");

        words.Out.ShouldContain("run train-1: planned 1,200 of 20,000 slices");
        words.Out.ShouldContain("training b-2: Its clock is 30 s ahead of the store's.");
        workers[0].GetProperty("planning").GetProperty("of").GetInt32().ShouldBe(20_000);
        workers[1].GetProperty("skewSeconds").GetDouble().ShouldBe(30);
        workers[1].GetProperty("state").GetString().ShouldBe("ready");
    }

    [Fact]
    public async Task Lines_say_once_what_is_waited_for_and_again_when_it_changes()
    {
        using var text = new StringWriter { NewLine = "\n" };

        await FollowAsync(
            text,
            new("r", "running", [], Waiting: new([], "No worker of Training has been seen for 42 s.", s_nobody)),
            new("r", "running", [], Waiting: new([], "No worker of Training has been seen for 52 s.", s_nobody)),
            new("r", "running", [], Waiting: new([], "The broker does not answer.", ["broker-silent"])),
            new("r", "running", []),
            new("r", "running", [], Waiting: new([], "The broker does not answer.", ["broker-silent"])));

        text.ToString().ShouldBe(
            "No worker of Training has been seen for 42 s.\nThe broker does not answer.\nThe broker does not answer.\n");
    }

    [Fact]
    public async Task Lines_say_every_tenth_of_what_is_planned()
    {
        using var text = new StringWriter { NewLine = "\n" };

        await FollowAsync(
            text, [.. new[] { 0, 1_200, 1_900, 2_000 }.Select(done => new RunProgress(
                "r", "running", [], Planning: new("slices planned", done, 20_000)))]);

        text.ToString().ShouldBe("planned 0 of 20,000 slices\nplanned 2,000 of 20,000 slices\n");
    }

    private static Task<int> FollowAsync(StringWriter text, params RunProgress[] progresses) =>
        new ProgressLines(text).FollowAsync(report =>
        {
            foreach (var progress in progresses)
                report(ProgressStep.Of(progress));

            return Task.FromResult(0);
        });

    private static async Task SayAsync(
        CommandLine commandLine, string id, string service, TimeSpan? skew = null, WorkerPlanning? planning = null)
    {
        await using var services = new ServiceCollection().AddSqliteStorage(commandLine.Data).BuildServiceProvider();
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        await services.GetRequiredService<IWorkers>().SayAsync(
            new WorkerRecord(id, service, "0.1.0", "ready", now, now, skew, Planning: planning), TestContext.Current.CancellationToken);
    }
}
