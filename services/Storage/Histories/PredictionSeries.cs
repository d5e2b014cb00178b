using System.Runtime.CompilerServices;

namespace Presage.Storage.Histories;

public static class PredictionSeries
{
    /// <summary>The rows of each machine together.</summary>
    /// <param name="rows">By machine.</param>
    public static async IAsyncEnumerable<IReadOnlyList<Prediction>> ByMachine(
        this IAsyncEnumerable<Prediction> rows, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var series = new List<Prediction>();
        await foreach (var row in rows.WithCancellation(cancellation))
        {
            if (series.Count > 0 && series[0].Machine != row.Machine)
            {
                yield return series;
                series = [];
            }

            series.Add(row);
        }

        if (series.Count > 0)
            yield return series;
    }
}
