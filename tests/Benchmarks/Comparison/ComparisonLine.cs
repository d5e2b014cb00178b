using System.Text.Json;

namespace Presage.Tests.Benchmarks.Comparison;

/// <summary>What one program needed and reached with one algorithm; one line of JSON.</summary>
/// <param name="FitSeconds">Reading the matrix, binning and training; of it <paramref name="BinSeconds"/> for the first two.</param>
/// <param name="FitCpuSeconds">Processor time of the same: what a busy machine does not change.</param>
/// <param name="ExplainRowsPerSecond">Contributions of every column to every component.</param>
/// <param name="PeakMemoryMiB">Largest resident set of the process while fitting.</param>
internal sealed record ComparisonLine(
    string Program, string Algorithm, int Rows, int Columns, double FitSeconds, double? BinSeconds, double FitCpuSeconds, double PredictSeconds, double? ExplainRowsPerSecond,
    double PeakMemoryMiB, double Precision, double Recall, double F1)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public override string ToString() => JsonSerializer.Serialize(this, Options);
}
