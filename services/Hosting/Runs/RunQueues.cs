using Presage.Storage;

namespace Presage.Hosting.Runs;

/// <summary>The queues in which messages of a run wait, with the service that takes them from there.</summary>
public static class RunQueues
{
    private static readonly string[] FeatureSlices = ["build-feature-slice", "build-feature-slice-bulk"];

    private static readonly Dictionary<string, (string Service, string[] Queues)[]> ByKind = new()
    {
        [RunKinds.Ingest] = [("ingestion", ["new-data-arrived", "ingest-slice", "ingest-slice-bulk"])],
        [RunKinds.Features] = [("features", ["start-features", .. FeatureSlices, "complete-export"])],
        [RunKinds.Train] =
        [
            ("features", ["start-training", .. FeatureSlices]),
            ("training", ["plan-trials", "plan-rung", "training", "training-bulk"]),
        ],
        [RunKinds.Score] =
        [
            ("features", ["start-scoring", .. FeatureSlices]),
            ("scoring", ["plan-scoring", "score-slice", "score-slice-bulk"]),
        ],
        [RunKinds.Evaluate] = [("monitoring", ["start-evaluation", "evaluate-slice", "evaluate-slice-bulk"])],
    };

    static RunQueues()
    {
        foreach (var kind in RunKinds.OfSteps)
            ByKind[kind] = [("scheduler", ["do-step"])];
    }

    /// <summary>The service that takes the request of a run; null where nothing is known of the run.</summary>
    public static string? First(string? kind) => kind is not null && ByKind.TryGetValue(kind, out var taken) ? taken[0].Service : null;

    /// <summary>The service whose turn it is: that of the stage that is not done, or of what comes after those that are.</summary>
    /// <param name="stages">Those that are planned.</param>
    public static string? ServiceOf(string kind, IReadOnlyList<StageProgress> stages)
    {
        if (!ByKind.TryGetValue(kind, out var taken))
            return null;

        var isFirst = stages.Count == 0 || stages.Any(stage => stage.Stage == Stages.Features && !stage.IsComplete);
        return isFirst ? taken[0].Service : taken[^1].Service;
    }

    /// <summary>Queue and service.</summary>
    /// <param name="kind">Null for those of runs of every kind.</param>
    public static IReadOnlyDictionary<string, string> Of(string? kind) => ByKind.Where(runs => kind is null || runs.Key == kind)
        .SelectMany(runs => runs.Value).SelectMany(taken => taken.Queues.Select(queue => (queue, taken.Service))).Distinct()
        .ToDictionary(taken => taken.queue, taken => taken.Service);
}
