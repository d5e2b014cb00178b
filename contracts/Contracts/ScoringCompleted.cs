namespace Presage.Contracts;

/// <summary>Event, public: a result set is complete for the range (From, To].</summary>
public sealed record ScoringCompleted(
    string RunId, string Dataset, string Results, string Model, int Version, DateTime From, DateTime To, long Rows, long Alarms) : IRunMessage;
