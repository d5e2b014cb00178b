using Microsoft.Extensions.DependencyInjection;
using Presage.Hosting.Checks;
using Presage.Hosting.Workers;
using Presage.Storage;
using Presage.Storage.Sqlite;

namespace Presage.Tests.Hosting.Checks;

/// <summary>What the doctor says of the processes that work on a store.</summary>
public sealed class WorkersCheckTests : IAsyncDisposable
{
    private static readonly string[] s_services = ["ingestion", "scoring"];

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("presage-workers-");
    private readonly ServiceProvider _services;

    public WorkersCheckTests() => _services = new ServiceCollection().AddSqliteStorage(_directory.FullName)
        .AddSingleton(TimeProvider.System).AddSingleton<SeenWorkers>().BuildServiceProvider();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    [Fact]
    public async Task Services_without_a_worker_and_with_one_that_lists_call_gone_are_named()
    {
        await SayAsync("a", "ingestion", secondsAgo: 2);
        await SayAsync("b", "scoring", secondsAgo: 40);

        var found = (await LookAsync()).ShouldHaveSingleItem();

        (found.State, found.Code).ShouldBe((FindingState.Warning, "no-worker"));
        found.Found.ShouldBe("No worker of scoring has been seen on this store for 30 s.");
        (await _services.GetRequiredService<SeenWorkers>().ListAsync(Cancellation)).Count(worker => worker.IsAlive).ShouldBe(1);
    }

    [Fact]
    public async Task Workers_of_several_versions_are_named_and_those_that_are_gone_do_not_count()
    {
        await SayAsync("a", "ingestion", secondsAgo: 2, "0.1.0");
        await SayAsync("b", "scoring", secondsAgo: 2, "0.2.0");
        await SayAsync("c", "scoring", secondsAgo: 40, "0.0.9");

        var found = (await LookAsync()).ShouldHaveSingleItem();

        (found.State, found.Code).ShouldBe((FindingState.Warning, "several-versions"));
        found.Found.ShouldBe("Workers of the versions 0.1.0 and 0.2.0 work on the store at the same time.");
    }

    [Fact]
    public async Task A_process_that_does_everything_is_enough()
    {
        await SayAsync("a", WorkerIdentity.AllServices, secondsAgo: 2);

        (await LookAsync()).ShouldHaveSingleItem().Found.ShouldBe("Every service has a worker on the store, of version 0.2.0.");
    }

    private async Task<List<Finding>> LookAsync()
    {
        var found = new List<Finding>();
        await foreach (var finding in new WorkersCheck(_services.GetRequiredService<SeenWorkers>(), s_services).LookAsync(Cancellation))
            found.Add(finding);

        return found;
    }

    private Task SayAsync(string id, string service, int secondsAgo, string version = "0.2.0")
    {
        var seen = TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(-secondsAgo);
        return _services.GetRequiredService<IWorkers>().SayAsync(
            new WorkerRecord(id, service, version, "ready", seen, seen), Cancellation);
    }
}
