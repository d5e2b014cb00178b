namespace Presage.Contracts;

/// <summary>Command: fit and judge one candidate of a training run on one fold.</summary>
/// <param name="Parameters">Hyper-parameters that differ from the algorithm's defaults.</param>
/// <param name="Rung">From 0; how much it is fitted on follows from it.</param>
/// <param name="Fold">From 0; null judges by the calibration block.</param>
public sealed record RunTrial(
    string RunId, int Slice, string Algorithm, IReadOnlyDictionary<string, double> Parameters, int Rung = 0, int? Fold = null) : IRunMessage;
