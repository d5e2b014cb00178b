using MongoDB.Bson;

namespace Presage.Storage.MongoDb;

/// <summary>What belongs to something that is not there. What is being deleted still has its name.</summary>
internal sealed class MongoReferences(MongoStore store)
{
    /// <summary>Collections whose documents belong to a data set.</summary>
    private static readonly (string Collection, string What)[] s_records =
    [
        (MongoNames.Telemetry, "readings"), (MongoNames.Events, "events"), (MongoNames.Machines, "machines"),
        (MongoNames.ResultSets, "result sets"),
    ];

    /// <summary>Collections whose documents belong to a run.</summary>
    private static readonly (string Collection, string What)[] s_ledger =
    [
        (MongoNames.Stages, "stages"), (MongoNames.Slices, "slices"), (MongoNames.SliceAttempts, "attempts"), (MongoNames.Wakes, "wakes"),
        (MongoNames.FeatureParts, "feature rows"), ($"{MongoNames.FeatureFiles}.files", "files of features"),
    ];

    /// <summary>Collections whose documents belong to a job.</summary>
    private static readonly (string Collection, string What)[] s_jobs =
    [
        (MongoNames.JobVersions, "versions"), (MongoNames.Occurrences, "occurrences"), (MongoNames.JobRuns, "job runs"),
        (MongoNames.JobEvaluations, "evaluations"), (MongoNames.JobEntries, "entries"), (MongoNames.Backfills, "backfills"),
        (MongoNames.Overdue, "overdue intervals"),
    ];

    public async Task<IReadOnlyList<StoreFinding>> ListAsync(CancellationToken cancellation)
    {
        var findings = new List<StoreFinding>();
        var datasets = await NamesAsync(MongoNames.DataSets, "_id", cancellation);
        foreach (var (collection, what) in s_records)
            Add(await NamesAsync(collection, "dataset", cancellation), datasets, what, "data set", "the list of data sets");

        var runs = await NamesAsync(MongoNames.Runs, "_id", cancellation);
        foreach (var (collection, what) in s_ledger)
            Add(
                (await NamesAsync(collection, collection.Contains('.') ? "filename" : "run", cancellation)).Select(RunOf), runs, what,
                "run", "the ledger");

        var results = await NamesAsync(MongoNames.ResultSets, "_id", cancellation);
        Add(
            await NamesAsync(MongoNames.PredictionSeries, "results", cancellation), results, "predictions", "result set",
            "the list of result sets");
        Add(await NamesAsync(MongoNames.Alarms, "results", cancellation), results, "alarms", "result set", "the list of result sets");
        Add(
            await NamesAsync($"{MongoNames.ModelFiles}.files", "_id", cancellation),
            await NamesAsync(MongoNames.Models, "artifact.file", cancellation), "bytes", "model version", "the registry");
        var jobs = await NamesAsync(MongoNames.Jobs, "_id", cancellation);
        foreach (var (collection, what) in s_jobs)
            Add(await NamesAsync(collection, "job", cancellation), jobs, what, "job", "the list of jobs");

        // What was committed and is not written yet is in the document of its job.
        if (await store.CountAsync(MongoNames.Jobs, new("writes", new BsonDocument("$exists", true)), cancellation) == 0)
        {
            var known = await NamesAsync(MongoNames.JobRuns, "_id", cancellation);
            findings.AddRange((await NamesAsync(MongoNames.Occurrences, "run", cancellation)).Where(run => !known.Contains(run))
                .Order(StringComparer.Ordinal).Select(StoreFindings.MissingJobRun));
        }

        findings.AddRange(await ChampionsAsync(cancellation));
        return findings;

        void Add(IEnumerable<string> names, IReadOnlySet<string> known, string what, string owner, string missing)
        {
            var orphans = names.Distinct().Count(name => !known.Contains(name));
            if (orphans > 0)
                findings.Add(StoreFindings.Orphans($"{what} of {StoreFindings.Count(orphans, owner)}", missing));
        }
    }

    /// <summary>The run of feature rows, each retry of which has rows of its own.</summary>
    private static string RunOf(string name) => name.Split('+')[0];

    private async Task<IReadOnlySet<string>> NamesAsync(string collection, string field, CancellationToken cancellation) =>
        (await store.AggregateAsync(
            collection, [new("$group", new BsonDocument("_id", $"${field}"))], row => row["_id"], cancellation))
        .OfType<BsonString>().Select(name => name.Value).ToHashSet(StringComparer.Ordinal);

    private async Task<IReadOnlyList<StoreFinding>> ChampionsAsync(CancellationToken cancellation)
    {
        var known = (await store.ListAsync(
            MongoNames.Models, [], null, null, row => (row.GetString("name"), row["number"].ToInt32()), cancellation,
            new() { ["name"] = 1, ["number"] = 1 })).ToHashSet();
        var standings = await store.ReadAsync(() => new MongoRegistry(store).StandingsAsync(null, cancellation), cancellation);
        return
        [
            .. standings.Where(name => name.Value.Champion is { } version && !known.Contains((name.Key, version)))
                .OrderBy(name => name.Key, StringComparer.Ordinal)
                .Select(name => StoreFindings.MissingChampion(name.Key, name.Value.Champion!.Value)),
        ];
    }
}
