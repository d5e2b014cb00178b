using System.Globalization;
using Presage.Engine.Learning;

namespace Presage.Engine.Drift;

/// <summary>Words for what is found of an input.</summary>
public static class InputText
{
    /// <param name="model">Its name and version.</param>
    /// <param name="rows">That were looked at.</param>
    public static string Of(InputFinding finding, string model, long rows)
    {
        var (column, counts) = (finding.Column, finding.Counts);
        var typical = $"{ReasonText.Value(column, finding.Typical)} on average, usually {ReasonText.Value(column, finding.Baseline.Usual)}";
        return finding.Fault switch
        {
            InputFault.Missing =>
                $"{column.Description} is missing in {Count(counts.Missing)} of {Count(rows)} rows; of those that {model} was trained on "
                + $"{Percent(finding.Baseline.Missing)} had none.",
            InputFault.OutOfRange =>
                $"{column.Description} lies outside of what {model} was trained on in {Count(counts.Outside)} of {Count(rows)} rows "
                + $"({typical}).",
            _ =>
                $"{column.Description} is distributed otherwise than {model} was trained on: {typical} (population stability index "
                + $"{finding.Size.ToString("0.00", CultureInfo.InvariantCulture)}; from 0.25 on a shift is large).",
        };
    }

    private static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Percent(double share) => share.ToString("0.0 %", CultureInfo.InvariantCulture);
}
