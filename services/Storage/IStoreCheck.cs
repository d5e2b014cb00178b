namespace Presage.Storage;

/// <summary>Looks at a whole store, whoever works in it meanwhile: whether it is sound, and how much of what it has.</summary>
public interface IStoreCheck
{
    Task<StoreState> ReadAsync(CancellationToken cancellation);
}

/// <param name="Name">Where it is, without credentials.</param>
/// <param name="Bytes">What it takes on its disk; null where the server does not say.</param>
/// <param name="Free">Bytes that are free there; null where that is not known.</param>
public sealed record StoreState(
    string Name, StoreIdentity Identity, long? Bytes, long? Free, IReadOnlyList<StoredKind> Kinds, IReadOnlyList<StoreFinding> Findings);

/// <summary>How much there is of a kind of record.</summary>
/// <param name="Bytes">About what they take; null where the server does not say.</param>
/// <param name="First">Time of the earliest one; null where they have none.</param>
public sealed record StoredKind(string Kind, long Count, long? Bytes = null, DateTime? First = null, DateTime? Last = null)
{
    public const string DataSets = "datasets";
    public const string Readings = "readings";
    public const string Events = "events";
    public const string Machines = "machines";
    public const string Quarantine = "quarantine";
    public const string Runs = "runs";
    public const string Features = "features";
    public const string Models = "models";
    public const string Results = "results";
    public const string Predictions = "predictions";
    public const string Alarms = "alarms";
    public const string Faults = "faults";
    public const string Jobs = "jobs";
    public const string Occurrences = "occurrences";
    public const string JobRuns = "job-runs";
    public const string Deliveries = "deliveries";
}

/// <summary>Something that is not as it should be.</summary>
/// <param name="Code">Such as <c>damaged</c>, <c>missing-model-file</c> or <c>orphans</c>.</param>
/// <param name="IsWrong">Whether something does not work for it; otherwise it only takes room.</param>
public sealed record StoreFinding(string Code, string Message, string Remedy, bool IsWrong);
