namespace Presage.Contracts;

/// <summary>Command, public: score the range (From, To] into a result set. May be published as plain JSON.</summary>
/// <param name="Results">Name of the result set.</param>
/// <param name="Model">NAME, NAME@VERSION or NAME@champion; null takes the data set's champion.</param>
/// <param name="AsOf">Only records known at this moment count; null means now.</param>
/// <param name="SchemaVersion">Version of this form of the message; null is 1.</param>
/// <param name="Bulk">True has its work wait behind that of others; null leaves that to its size.</param>
public sealed record StartScoring(
    string? RunId, string Dataset, DateTime From, DateTime To, string Results, string? Model = null, DateTime? AsOf = null,
    int? SchemaVersion = null, bool? Bulk = null) : IRunMessage;

/// <summary>Command: score the rows of one feature slice.</summary>
public sealed record ScoreSlice(string RunId, int Slice) : IRunMessage;

/// <summary>Event, public: a result set is complete for the range (From, To].</summary>
public sealed record ScoringCompleted(
    string RunId, string Dataset, string Results, string Model, int Version, DateTime From, DateTime To, long Rows, long Alarms)
        : IRunMessage;

/// <summary>
/// Event, public: a machine's component is expected to fail within the horizon. Sent once until it recovers or is repaired.
/// </summary>
/// <param name="Time">Moment of the prediction.</param>
/// <param name="Probability">Calibrated probability, 0 to 1, of a failure in (Time, Time + HorizonHours].</param>
/// <param name="Reasons">Sentences, strongest first.</param>
/// <param name="Priority">urgent, high, medium or low, by what acting on it is expected to save; null where it is not known.</param>
public sealed record FailurePredicted(
    string RunId, string AlarmId, string Dataset, string Results, string Machine, string Component, DateTime Time, double Probability,
    double Threshold, double HorizonHours, IReadOnlyList<string> Reasons, string Model, int Version, string? Priority = null)
    : IRunMessage;
