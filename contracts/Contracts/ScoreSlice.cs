namespace Presage.Contracts;

/// <summary>Command: score the rows of one feature slice.</summary>
public sealed record ScoreSlice(string RunId, int Slice) : IRunMessage;
