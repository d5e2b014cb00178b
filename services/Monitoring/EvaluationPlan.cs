namespace Presage.Monitoring;

/// <summary>What a request to evaluate was resolved to; pinned.</summary>
/// <param name="Threshold">One probability that a prediction must be above, for all components; null takes each prediction's own.</param>
/// <param name="AsOf">Only events known at this moment count.</param>
/// <param name="FailuresKnownUntil">
/// Time of the latest record of any source known at AsOf; predictions whose horizon ends later are not judged.
/// </param>
/// <param name="Machines">The machines of the result set, in machine order.</param>
public sealed record EvaluationPlan(
    string Results, string Dataset, double? Threshold, DateTime AsOf, DateTime FailuresKnownUntil, IReadOnlyList<string> Machines,
    int MachinesPerSlice);
