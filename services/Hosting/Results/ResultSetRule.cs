using Presage.Engine;
using Presage.Storage;

namespace Presage.Hosting.Results;

/// <summary>A result set holds predictions of one data set, one horizon and the same components.</summary>
public static class ResultSetRule
{
    /// <param name="wanted">What predictions are to be written.</param>
    /// <exception cref="PresageException">
    /// <c>results-of-other-dataset</c>, <c>results-of-other-horizon</c>, <c>results-of-other-components</c>.
    /// </exception>
    public static void Check(ResultSet results, ResultSet wanted)
    {
        var (dataset, horizon) = (wanted.Dataset, wanted.Horizon);
        if (results.Dataset != dataset)
        {
            throw new PresageException(
                ErrorKind.Conflict, "results-of-other-dataset",
                $"The result set '{results.Name}' holds predictions of the data set '{results.Dataset}', not of '{dataset}'.",
                "Give another name for the result set.");
        }

        if (results.Horizon != horizon)
        {
            throw new PresageException(
                ErrorKind.Conflict, "results-of-other-horizon",
                $"The result set '{results.Name}' looks {results.Horizon.TotalHours} hours ahead, the model {horizon.TotalHours}.",
                "Give another name for the result set, or score with a model of the same horizon.");
        }

        if (!results.Components.SequenceEqual(wanted.Components))
        {
            throw new PresageException(
                ErrorKind.Conflict, "results-of-other-components",
                $"The result set '{results.Name}' holds predictions of {string.Join(", ", results.Components)}, and the model predicts "
                    + $"{string.Join(", ", wanted.Components)}.",
                "Give another name for the result set.");
        }
    }
}
