using Presage.Engine;
using Presage.Storage;

namespace Presage.Hosting.Results;

/// <summary>A result set holds predictions of one data set and one horizon.</summary>
public static class ResultSetRule
{
    /// <exception cref="PresageException"><c>results-of-other-dataset</c>, <c>results-of-other-horizon</c>.</exception>
    public static void Check(ResultSet results, string dataset, TimeSpan horizon)
    {
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
    }
}
