namespace Presage.Contracts;

/// <summary>Command: fit and judge one candidate of a training run.</summary>
/// <param name="Parameters">Hyper-parameters that differ from the algorithm's defaults.</param>
public sealed record RunTrial(string RunId, int Slice, string Algorithm, IReadOnlyDictionary<string, double> Parameters) : IRunMessage;
