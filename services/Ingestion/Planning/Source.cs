using Presage.Storage;

namespace Presage.Ingestion.Planning;

/// <summary>The five kinds of records, in the order in which they are read.</summary>
internal enum Source
{
    Machines,
    Errors,
    Maintenance,
    Failures,
    Telemetry,
}

internal static class SourceExtensions
{
    /// <summary>The name in messages and results.</summary>
    public static string Name(this Source source) => source switch
    {
        Source.Machines => "machines",
        Source.Errors => "errors",
        Source.Maintenance => "maintenance",
        Source.Failures => "failures",
        _ => "telemetry",
    };

    /// <summary>The source of a name.</summary>
    public static Source Parse(string name) => Enum.Parse<Source>(name, ignoreCase: true);

    public static EventKind EventKind(this Source source) => source switch
    {
        Source.Errors => Storage.EventKind.Error,
        Source.Maintenance => Storage.EventKind.Maintenance,
        Source.Failures => Storage.EventKind.Failure,
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, "No source of events."),
    };
}
