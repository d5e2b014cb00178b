namespace Presage.Tests.EndToEnd.Broker.Chaos;

/// <summary>What a job of its own calls its data set, its model, its results and its runs.</summary>
/// <param name="Ingest">Id of a run, as are the others.</param>
internal sealed record Names(string Dataset, string Results, string Ingest, string Train, string Score, string Evaluate)
{
    public static Names Of(string job) =>
        new($"plant-{job}", $"march-{job}", $"ingest-{job}", $"train-{job}", $"score-{job}", $"evaluate-{job}");

    public IReadOnlyList<string> Runs => [Ingest, Train, Score, Evaluate];
}
