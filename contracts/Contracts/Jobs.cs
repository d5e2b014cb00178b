namespace Presage.Contracts;

/// <summary>
/// Command, public: run a job. May be published as plain JSON; only Job is required. The message id tells it from others.
/// </summary>
/// <param name="Token">
/// Lower-case letters, digits and hyphens: the same token is the same run, however often it comes; null takes the message id.
/// </param>
/// <param name="From">Beginning of the interval (From, To]; null takes the end of the last planned interval.</param>
/// <param name="To">End of the interval; null takes now.</param>
/// <param name="Parameters">By name; those that are not given have their defaults.</param>
/// <param name="SchemaVersion">Version of this form of the message; null is 1.</param>
public sealed record StartJob(
    string Job, string? Token = null, DateTime? From = null, DateTime? To = null, IReadOnlyDictionary<string, string>? Parameters = null,
    int? SchemaVersion = null);

/// <summary>Command: do a step of a job run that the scheduler does itself.</summary>
/// <param name="RunId">The id that the step's work has in the ledger of runs.</param>
/// <param name="Kind">report, export, promote or notify.</param>
/// <param name="Arguments">Filled in, by name; a single value is a list of one.</param>
public sealed record DoStep(
    string RunId, string JobRun, string Step, string Kind, IReadOnlyDictionary<string, IReadOnlyList<string>> Arguments) : IRunMessage;

/// <summary>Event, public: a job run has ended.</summary>
/// <param name="Outcome">succeeded, failed or cancelled.</param>
/// <param name="From">Its interval is (From, To]; null when it has none.</param>
public sealed record JobRunEnded(string JobRun, string Job, string Outcome, DateTime? From, DateTime? To, string Reason);

/// <summary>Event, public: an interval of a job has no succeeded run in time.</summary>
/// <param name="Nominal">Nominal time of the interval.</param>
/// <param name="Due">When it was expected.</param>
/// <param name="Reason">What is known of it, one sentence.</param>
public sealed record RunOverdue(string Job, DateTime Nominal, DateTime? From, DateTime? To, DateTime Due, string Reason);

/// <summary>Event, public: readings that came as messages have passed a point of a data set's grid; (From, Point] can be scored.</summary>
public sealed record GridPointPassed(string Dataset, DateTime From, DateTime Point);
