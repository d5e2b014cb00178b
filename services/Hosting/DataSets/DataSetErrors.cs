using Presage.Engine;
using Presage.Storage;

namespace Presage.Hosting.DataSets;

/// <summary>What a data set is not fit for.</summary>
public static class DataSetErrors
{
    private const int MostReasons = 3;

    /// <param name="asked">The scenario, as it was named.</param>
    /// <param name="why">Differences that it cannot take up; the first ones are named.</param>
    public static PresageException Differs(DataSet dataset, string asked, IReadOnlyList<string> why) => new(
        ErrorKind.Conflict, "scenario-differs",
        $"The data set '{dataset.Name}' has the scenario '{dataset.ScenarioName}' and cannot take up '{asked}': "
            + $"{string.Join("; ", why.Take(MostReasons))}{(why.Count > MostReasons ? $"; and {why.Count - MostReasons} more" : "")}.",
        "Leave the scenario out, give one that only adds to it, or ingest into a new data set.");
}
