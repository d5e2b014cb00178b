using Presage.Storage;

namespace Presage.Ingestion.Records;

/// <summary>The five kinds of records, in the order in which they are read. Where they come from is their source.</summary>
internal enum RecordKind
{
    Machines,
    Errors,
    Maintenance,
    Failures,
    Telemetry,
}

internal static class RecordKinds
{
    /// <summary>The name in messages and results.</summary>
    public static string Name(this RecordKind kind) => kind switch
    {
        RecordKind.Machines => "machines",
        RecordKind.Errors => "errors",
        RecordKind.Maintenance => "maintenance",
        RecordKind.Failures => "failures",
        _ => "telemetry",
    };

    public static EventKind EventKind(this RecordKind kind) => kind switch
    {
        RecordKind.Errors => Storage.EventKind.Error,
        RecordKind.Maintenance => Storage.EventKind.Maintenance,
        RecordKind.Failures => Storage.EventKind.Failure,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No kind of events."),
    };
}
