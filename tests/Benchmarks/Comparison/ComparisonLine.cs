using System.Text.Json;

namespace Presage.Tests.Benchmarks.Comparison;

/// <summary>What one program needed and reached with one algorithm; one line of JSON.</summary>
/// <param name="FitSeconds">Binning and training from values in memory or in the cache of the disk.</param>
/// <param name="FitCpuSeconds">Processor time of the same: what a busy machine changes least.</param>
/// <param name="BinSeconds">What reading and binning take of <paramref name="FitSeconds"/>, where they can be told apart.</param>
/// <param name="ExplainRowsPerSecond">Contributions of every column to every component.</param>
/// <param name="PeakMemoryMiB">Largest resident set of the process while fitting.</param>
internal sealed record ComparisonLine(
    string Program, string Algorithm, int Rows, int Columns, double FitSeconds, double FitCpuSeconds, double? BinSeconds,
    double PredictSeconds,
    double? ExplainRowsPerSecond, double PeakMemoryMiB, double Precision, double Recall, double F1)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static ComparisonLine Parse(string json) => JsonSerializer.Deserialize<ComparisonLine>(json, Options)!;

    /// <summary>The medians of several runs of the same program and algorithm.</summary>
    public static ComparisonLine Median(IReadOnlyList<ComparisonLine> runs)
    {
        return runs[0] with
        {
            FitSeconds = Of(run => run.FitSeconds)!.Value,
            FitCpuSeconds = Of(run => run.FitCpuSeconds)!.Value,
            BinSeconds = Of(run => run.BinSeconds),
            PredictSeconds = Of(run => run.PredictSeconds)!.Value,
            ExplainRowsPerSecond = Of(run => run.ExplainRowsPerSecond),
            PeakMemoryMiB = Of(run => run.PeakMemoryMiB)!.Value,
        };

        double? Of(Func<ComparisonLine, double?> figure) => runs.Select(figure).Order().ElementAt(runs.Count / 2);
    }

    public override string ToString() => JsonSerializer.Serialize(this, Options);
}
