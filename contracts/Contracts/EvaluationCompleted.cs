namespace Presage.Contracts;

/// <summary>Event, public: the figures of a result set are known; they stand in the run's record.</summary>
public sealed record EvaluationCompleted(string RunId, string Dataset, string Results, double F1, double EventRecall) : IRunMessage;
