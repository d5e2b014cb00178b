using Presage.Engine;
using Presage.Hosting;

namespace Presage.Scheduler;

/// <summary>What is made of readings that come as messages. Section <c>Streaming</c>, which ingestion shares.</summary>
public sealed record LiveJobOptions
{
    public const string Section = "Streaming";

    private const string Dataset = "{dataset}";

    /// <summary>Name of the result set of their predictions; <c>{dataset}</c> in it is the data set's name.</summary>
    public string Results { get; init; } = $"{Dataset}-live";

    public string ResultsOf(string dataset) => Results.Replace(Dataset, dataset, StringComparison.Ordinal);

    /// <exception cref="PresageException"><c>invalid-name</c>.</exception>
    public LiveJobOptions Validated()
    {
        Names.Check("result set", ResultsOf("d"));
        return this;
    }
}
