using System.Net;
using Microsoft.Data.Sqlite;
using Presage.Contracts;
using Presage.Storage.Sqlite;
using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd.Broker;

/// <summary>Workers whose store is taken away from under them.</summary>
[Collection(nameof(Processes))]
public sealed class LostStoreTests(Brokers brokers)
{
    private const string Queue = "start-evaluation";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_worker_whose_store_is_replaced_says_so_once_keeps_what_it_has_and_ends_to_be_started_anew()
    {
        await using var host = await brokers.AddVirtualHostAsync();
        using var cluster = new Cluster(host.Address);
        using var http = new HttpClient();
        cluster.Set("Messaging__RestartAfter", "00:00:10");
        var worker = cluster.Start("Monitoring");
        await worker.ReadyAsync();
        await Eventually.TrueAsync(async () => await ReadyAsync(http, worker) == "", Patience, "it is ready");

        Replace(cluster.Workspace);
        await Requests.PublishAsync(host.Address, new StartEvaluation("lost", "march"));

        await Eventually.TrueAsync(
            async () => (await ReadyAsync(http, worker)).Contains("is not the one that this process began with"), Patience, "it says why");
        await worker.EndAsync(Patience, exitCode: 1);
        worker.Log.Split('\n').Count(line => line.Contains("go back to their queues")).ShouldBe(1, worker.Log);
        await Eventually.TrueAsync(
            async () => (await host.LengthsAsync()).Single(queue => queue.Queue == Queue) is { Ready: 1, InHand: 0 }, Patience,
            "the message is back in its queue");
        Count(cluster.Workspace, "runs").ShouldBe(0);
        Count(cluster.Workspace, "faults").ShouldBe(0);
    }

    /// <summary>As somebody does who puts another copy in its place.</summary>
    private static void Replace(Workspace workspace)
    {
        var other = workspace.PathOf("other");
        new SqliteStore(other).Dispose();
        var file = Path.Combine(workspace.Data, SqliteStorage.FileName);
        File.Delete($"{file}-wal");
        File.Delete($"{file}-shm");
        File.Move(Path.Combine(other, SqliteStorage.FileName), file, overwrite: true);
    }

    private static long Count(Workspace workspace, string table)
    {
        using var connection = new SqliteConnection(
            $"Data Source={Path.Combine(workspace.Data, SqliteStorage.FileName)};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM {table}";
        return (long)command.ExecuteScalar()!;
    }

    /// <returns>Why it is not ready; empty when it is.</returns>
    private static async Task<string> ReadyAsync(HttpClient http, Worker worker)
    {
        using var answer = await http.GetAsync(worker.Address("/health/ready"), TestContext.Current.CancellationToken);
        return answer.StatusCode == HttpStatusCode.OK ? ""
            : await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
