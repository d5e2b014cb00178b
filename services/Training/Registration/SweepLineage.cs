using Presage.Contracts;

namespace Presage.Training.Registration;

/// <summary>What was asked of the sweep that found a model.</summary>
/// <param name="Set">Hyper-parameters that were not searched.</param>
/// <param name="Space">YAML of the declared space.</param>
internal sealed record SweepLineage(
    string? Search, int? Trials, double? BudgetSeconds, int? Folds, SortedDictionary<string, double>? Set, string? Space)
{
    public static SweepLineage? Of(StartTraining request)
    {
        var set = request.Set is { Count: > 0 } given ? new SortedDictionary<string, double>(given.ToDictionary(), StringComparer.Ordinal) : null;
        var sweep = new SweepLineage(request.Search, request.Trials, request.BudgetSeconds, request.Folds, set, request.Space);
        return sweep == new SweepLineage(null, null, null, null, null, null) ? null : sweep;
    }
}
