using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using Presage.Engine.Alarms;
using Presage.Storage;
using Presage.Storage.MongoDb;
using Presage.Storage.Sqlite;

namespace Presage.Tests.Benchmarks;

/// <summary>
/// What surfaces ask a result set of 1,000 machines x 730 points for, and a ledger of 10,000 runs; the baseline reads all predictions and
/// keeps the latest. MongoDB is measured as well where PRESAGE_MONGODB names a server.
/// </summary>
[MemoryDiagnoser]
public class StoreBenchmark
{
    private const int Machines = 1_000;
    private const int Points = 730;
    private const int Runs = 10_000;
    private const int Top = 20;
    private const int Page = 50;
    private const string Results = "weekly";

    private static readonly DateTime Start = new(2015, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly string? Server = Environment.GetEnvironmentVariable("PRESAGE_MONGODB");

    private readonly string _directory = Path.Combine(Path.GetTempPath(), $"presage-benchmark-{Guid.NewGuid():N}");
    private ServiceProvider _ports = null!;
    private IPredictions _predictions = null!;
    private IRuns _runs = null!;

    public static IEnumerable<string> Providers =>
        Server is null ? [StorageOptions.Sqlite] : [StorageOptions.Sqlite, StorageOptions.MongoDb];

    [ParamsSource(nameof(Providers))]
    public string Provider { get; set; } = "";

    [GlobalSetup]
    public async Task SetupAsync()
    {
        var services = new ServiceCollection();
        _ports = (Provider == StorageOptions.Sqlite ? services.AddSqliteStorage(_directory) : services.AddMongoStorage(new StorageOptions
        {
            Provider = Provider,
            Uri = Server,
            Database = $"presage_benchmark_{Guid.NewGuid():N}",
        })).BuildServiceProvider();
        await _ports.GetRequiredService<IStoreTopology>().DeployAsync(default);
        _predictions = _ports.GetRequiredService<IPredictions>();
        _runs = _ports.GetRequiredService<IRuns>();

        await _predictions.EnsureAsync(new(Results, "plant", ["comp1", "comp2", "comp3", "comp4"], TimeSpan.FromHours(84), Start), default);
        for (var machine = 1; machine <= Machines; machine++)
            await _predictions.WriteAsync(Results, [.. Enumerable.Range(0, Points).Select(point => Row(machine, point))], default);

        for (var run = 0; run < Runs; run++)
            await _runs.StartAsync(
                new($"run-{run}", run % 2 == 0 ? "score" : "ingest", $"plant-{run % 10}", $"{run}", "{}", null, null, Start.AddHours(run)),
                default);
    }

    [GlobalCleanup]
    public async Task CleanUpAsync()
    {
        await _predictions.DeleteAsync(Results, default);
        await _ports.DisposeAsync();
        if (Directory.Exists(_directory))
            Directory.Delete(_directory, recursive: true);
    }

    [Benchmark(Baseline = true)]
    public async Task<int> TopByReadingEverything()
    {
        var latest = new Dictionary<string, Prediction>();
        await foreach (var row in _predictions.ReadAsync(Results, null, DateTime.MinValue, DateTime.MaxValue, default))
            latest[row.Machine] = row;

        return latest.Values.OrderBy(row => Risk.Of(row.Probabilities, row.Thresholds), Risk.MostEndangeredFirst).Take(Top).Count();
    }

    [Benchmark]
    public async Task<int> Standings() => (await _predictions.StandingsAsync(Results, DateTime.MaxValue, default)).Count;

    [Benchmark]
    public async Task<int> LatestOfAll() => (await _predictions.LatestAsync(Results, null, DateTime.MaxValue, default)).Count;

    [Benchmark]
    public async Task<int> LatestOfAllHalfAYearAgo() => (await _predictions.LatestAsync(Results, null, Start.AddDays(180), default)).Count;

    [Benchmark]
    public async Task<int> LatestOfOne() => (await _predictions.LatestAsync(Results, "500", DateTime.MaxValue, default)).Count;

    [Benchmark]
    public async Task<int> PageOfPredictions() =>
        (await _predictions.PageAsync(Results, new(), new("500", Start.AddDays(100)), Page, default)).Count;

    [Benchmark]
    public async Task<long> Extent() => (await _predictions.ExtentAsync(Results, default)).Rows;

    [Benchmark]
    public async Task<int> PageOfRuns() =>
        (await _runs.ListAsync(new(Kind: "score", Dataset: "plant-4"), new(Start.AddHours(Runs / 2), "run-5000"), Page, default)).Count;

    private static Prediction Row(int machine, int point)
    {
        var probability = (machine * 31 + point * 17) % 1_000 / 1_000.0;
        IReadOnlyList<PredictionReason> reasons = probability < 0.95 ? [] :
        [
            new("volt_mean_12h", 0.8, 190.5, 170.8, "volt 12 h mean 190 V, usually 171 V"),
            new("age", 0.3, 18, 9, "age 18 years, usually 9 years"),
        ];
        return new(
            $"{machine}", Start.AddHours(12 * point), [probability, probability / 2, probability / 3, probability / 4],
            [0.95, 0.95, 0.95, 0.95],
            reasons.Count == 0 ? null : "comp1", reasons, "plant", 1, "run-1", $"{(long)machine * Points + point:x16}");
    }
}
