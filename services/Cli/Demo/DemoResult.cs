using Presage.Contracts.Api;

namespace Presage.Cli.Demo;

/// <summary>Everything the demo did.</summary>
/// <param name="Reference">Training with the reference architecture's features and algorithm.</param>
/// <param name="ReferenceEvaluate">That model judged on the same days.</param>
/// <param name="Machines">All machines, the most endangered first.</param>
/// <param name="Report">Path of the report.</param>
/// <param name="Seconds">Time of each step; next to nothing for one that an earlier demo has done.</param>
internal sealed record DemoResult(
    string Dataset, string Files, IngestResult Ingest, TrainResult Train, TrainResult Reference, ScoreResult Score, EvaluateResult Evaluate,
    EvaluateResult ReferenceEvaluate, IReadOnlyList<RankedMachine> Machines, string Report, IReadOnlyDictionary<string, double> Seconds);
