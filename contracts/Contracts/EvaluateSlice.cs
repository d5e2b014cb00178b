namespace Presage.Contracts;

/// <summary>Command: judge the predictions of a range of machines.</summary>
public sealed record EvaluateSlice(string RunId, int Slice, int First, int Count) : IRunMessage;
