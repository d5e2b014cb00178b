using Presage.Contracts;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Engine.Scenarios;
using Presage.Engine.Selection;
using Presage.Hosting.Runs;
using Presage.Training.Data;

namespace Presage.Training.Registration;

/// <summary>
/// What a run made a model from. Hyper-parameters stand in the order of their names: the text of a lineage tells models apart.
/// </summary>
internal static class Lineages
{
    public static ModelLineage Of(
        string run, RunPlan plan, StartTraining request, Scenario scenario, TrainingSet set, TrialSpec trial, double? alarmsPerWeek) => new(
        plan.Dataset, plan.From, plan.To, plan.AsOf, plan.FailuresKnownUntil, scenario.Name, scenario.Hash, plan.Preset, plan.HorizonHours,
        set.Hash,
        trial.Algorithm, Sorted(trial.Parameters), request.Seed, alarmsPerWeek, EngineVersion.Text, run, SweepOf(request),
        set.Split.Kind, set.Split.Reason);

    private static SweepLineage? SweepOf(StartTraining request)
    {
        var set = request.Set is { Count: > 0 } given ? Sorted(given) : null;
        var sweep = new SweepLineage(request.Search, request.Trials, request.BudgetSeconds, request.Folds, set, request.Space);
        return sweep == new SweepLineage(null, null, null, null, null, null) ? null : sweep;
    }

    private static SortedDictionary<string, double> Sorted(IReadOnlyDictionary<string, double> parameters) =>
        new(parameters.ToDictionary(), StringComparer.Ordinal);
}
