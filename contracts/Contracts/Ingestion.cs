namespace Presage.Contracts;

/// <summary>Event, public: files of a data set are ready to be read. May be published as plain JSON.</summary>
/// <param name="Scenario">
/// Name of the scenario when the data set is new; afterwards null, the same again, or one that only adds
/// to it.
/// </param>
/// <param name="Sources">Paths or addresses of files or folders.</param>
/// <param name="SchemaVersion">Version of this form of the message; null is 1.</param>
/// <param name="ErrorBudget">
/// Share of a file's rows, 0 to 1, that may be unreadable before nothing of it is taken; null for that of the service.
/// </param>
/// <param name="NewMachines">True refuses files with machines that the data set knows already; null is false.</param>
/// <param name="Bulk">True has its work wait behind that of others; null leaves that to its size.</param>
public sealed record NewDataArrived(
    string? RunId, string Dataset, string? Scenario, IReadOnlyList<string> Sources, int? SchemaVersion = null,
    double? ErrorBudget = null, bool? NewMachines = null, bool? Bulk = null) : IRunMessage;

/// <summary>Command: read one slice of the files of a run; what it is stands in the run's record.</summary>
/// <param name="Stage">ingest-machines, ingest, or one of these with -again; null only in messages of before there was this field.</param>
/// <param name="Slice">Number of the slice in the stage, from 0.</param>
/// <param name="Source">In messages without a stage: the kind of records, such as machines.</param>
public sealed record IngestSlice(string RunId, int Slice, string? Stage = null, string? Source = null) : IRunMessage;

/// <summary>
/// Event, public: machines have sent readings. May be published as plain JSON. Belongs to no run; the message id tells it from others.
/// </summary>
/// <param name="Dataset">A data set that is there.</param>
/// <param name="Readings">1 to 10,000.</param>
/// <param name="SchemaVersion">Version of this form of the message; null is 1.</param>
public sealed record ReadingsReported(string Dataset, IReadOnlyList<ReportedReading> Readings, int? SchemaVersion = null);

/// <summary>What the sensors of a machine said at a moment.</summary>
/// <param name="Time">
/// ISO 8601; without a zone it is UTC. A text, so that one that cannot be read costs a reading and not the message.
/// </param>
/// <param name="Values">By sensor of the data set's scenario; null, or none, where a sensor said nothing.</param>
public sealed record ReportedReading(string Machine, string Time, IReadOnlyDictionary<string, double?> Values);

/// <summary>Event, public: an ingestion run has stored everything it could.</summary>
/// <param name="From">Time of the earliest record read; null when nothing was read.</param>
/// <param name="To">Time of the latest record read; null when nothing was read.</param>
public sealed record DataIngested(
    string RunId, string Dataset, long Written, long Replaced, long Duplicate, long Quarantined, DateTime? From,
    DateTime? To) : IRunMessage;
