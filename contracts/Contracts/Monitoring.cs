namespace Presage.Contracts;

/// <summary>Command: judge a result set against the failures that followed.</summary>
/// <param name="Threshold">One probability threshold for all components; null takes each prediction's own.</param>
/// <param name="Bulk">True has its work wait behind that of others; null leaves that to its size.</param>
public sealed record StartEvaluation(string? RunId, string Results, double? Threshold = null, bool? Bulk = null) : IRunMessage;

/// <summary>Command: judge the predictions of a range of machines.</summary>
public sealed record EvaluateSlice(string RunId, int Slice, int First, int Count) : IRunMessage;

/// <summary>Event, public: the figures of a result set are known; they stand in the run's record.</summary>
public sealed record EvaluationCompleted(string RunId, string Dataset, string Results, double F1, double EventRecall) : IRunMessage;
