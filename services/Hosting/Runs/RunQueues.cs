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

    /// <summary>Queue and service.</summary>
    /// <param name="kind">Null for those of runs of every kind.</param>
    public static IReadOnlyDictionary<string, string> Of(string? kind) => ByKind.Where(runs => kind is null || runs.Key == kind)
        .SelectMany(runs => runs.Value).SelectMany(taken => taken.Queues.Select(queue => (queue, taken.Service))).Distinct()
        .ToDictionary(taken => taken.queue, taken => taken.Service);
}
