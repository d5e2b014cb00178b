namespace Presage.Contracts;

/// <summary>Event, public: a run has failed for good.</summary>
public sealed record RunFailed(string RunId, string Kind, string Dataset, string Code, string Reason, string Remedy) : IRunMessage;
