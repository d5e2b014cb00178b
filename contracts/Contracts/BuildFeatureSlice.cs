namespace Presage.Contracts;

/// <summary>Command: build the feature rows of a range of machines; what else is needed stands in the run's record.</summary>
/// <param name="First">Position of the first machine in the data set's machine list.</param>
/// <param name="Count">Number of machines.</param>
public sealed record BuildFeatureSlice(string RunId, int Slice, int First, int Count) : IRunMessage;
