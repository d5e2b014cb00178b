namespace Presage.Tests.EndToEnd.Broker.Chaos;

/// <summary>What a job of its own calls its data set, its model, its results and its runs.</summary>
/// <param name="Ingest">Id of a run, as are the others.</param>
internal sealed record Names(string Dataset, string Results, string Ingest, string Train, string Score, string Evaluate)
{
    public static Names Of(int seed) => new($"plant-{seed}", $"march-{seed}", $"ingest-{seed}", $"train-{seed}", $"score-{seed}", $"evaluate-{seed}");

    public IReadOnlyList<string> Runs => [Ingest, Train, Score, Evaluate];
}
