using System.Text.Json;
using Presage.Storage;
using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd.Broker;

/// <summary>Processes of all services over one broker and one store.</summary>
internal sealed class Cluster : IDisposable
{
    public static readonly string[] Services = ["Ingestion", "Features", "Training", "Scoring", "Monitoring", "Scheduler"];

    private readonly Dictionary<string, string> _variables;

    /// <param name="store">The store, where it is not the embedded one in the workspace's directory.</param>
    public Cluster(Uri broker, StorageOptions? store = null)
    {
        Broker = broker;
        Workspace.Variables["Messaging__Transport"] = "rabbitmq";
        Workspace.Variables["Messaging__Host"] = broker.ToString();
        if (store?.Provider == StorageOptions.MongoDb)
            Workspace.Use(store);

        _variables = new(Workspace.Variables)
        {
            ["Storage__Directory"] = store?.Directory ?? Workspace.Data,
            ["Ingestion__AllowedRoots__0"] = RealRecords.Twenty,
        };
    }

    public Uri Broker { get; }

    public Workspace Workspace { get; } = new();

    public List<Worker> Workers { get; } = [];

    /// <summary>Sets an environment variable of the workers that are started from now on.</summary>
    public void Set(string name, string value) => _variables[name] = value;

    /// <summary>Starts processes of every service, without waiting for them.</summary>
    public void Start(int each = 1)
    {
        foreach (var service in Services)
            for (var i = 0; i < each; i++)
                Start(service);
    }

    /// <param name="programs">The folder of the service's program where that is not the one of this version.</param>
    public Worker Start(string service, string? programs = null)
    {
        var worker = new Worker(service, Workspace.Root, _variables, programs);
        Workers.Add(worker);
        return worker;
    }

    /// <summary>Starts a process that nobody waits for and nobody starts anew.</summary>
    public Worker StartBeside(string service) => new(service, Workspace.Root, _variables);

    /// <summary>State of a run in the ledger; null while it is not there.</summary>
    public async Task<string?> StateOfAsync(string run)
    {
        var shown = await Workspace.RunAsync("runs", "show", run, "--json");
        return shown.ExitCode == 0 ? shown.Document.GetProperty("run").GetProperty("state").GetString() : null;
    }

    /// <summary>The open faults.</summary>
    public async Task<IReadOnlyList<JsonElement>> FaultsAsync()
    {
        var listed = await Workspace.RunAsync("faults", "list", "--json");
        return listed.ExitCode == 0 ? [.. listed.Document.GetProperty("faults").EnumerateArray()] : [];
    }

    public async Task ReadyAsync()
    {
        foreach (var worker in Workers)
            await worker.ReadyAsync();
    }

    /// <summary>Starts processes anew that ended to be started anew, as a platform for containers does.</summary>
    /// <returns>The processes that have ended, and the last they said.</returns>
    public IReadOnlyList<string> Restart()
    {
        var ended = Workers.Where(worker => worker.AsksForRestart).ToList();
        var told = ended.Select(worker => $"{worker.Service} {worker.Id} ({worker.Log.TrimEnd().Split('\n')[^1]})").ToList();
        foreach (var worker in ended)
        {
            Remove(worker);
            Start(worker.Service);
        }

        return told;
    }

    public void Kill(Worker worker)
    {
        worker.Kill();
        Remove(worker);
    }

    public void Remove(Worker worker)
    {
        Workers.Remove(worker);
        worker.Dispose();
    }

    /// <summary>kill -9 of every process at once.</summary>
    public void KillAll()
    {
        foreach (var worker in Workers)
            worker.Kill();

        foreach (var worker in Workers.ToArray())
            Remove(worker);
    }

    public void Dispose()
    {
        KillAll();
        Workspace.Dispose();
    }
}
