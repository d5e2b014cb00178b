using Presage.Engine;
using Presage.Engine.Evaluation;
using Presage.Engine.Selection;

namespace Presage.Storage.Histories;

/// <summary>Brings predictions and what became of the machine into the form that Engine judges.</summary>
public static class MachineOutcomes
{
    /// <param name="became">Of the same components first; a wider scenario may have others after them.</param>
    /// <param name="rows">All of one machine, by time.</param>
    /// <param name="failuresKnownUntil">Unix time.</param>
    public static MachineOutcome Of(MachineEvents became, IReadOnlyList<Prediction> rows, ResultSet results, long failuresKnownUntil) =>
        new(
            became.Machine,
            [.. rows.Select(row => UnixTime.FromDateTime(row.Time))],
            [.. results.Components.Select((_, component) => rows.Select(row => row.Probabilities[component]).ToArray())],
            [.. results.Components.Select((_, component) => rows.Select(row => row.Thresholds[component]).ToArray())],
            became.Failures[..results.Components.Count],
            became.Replacements[..results.Components.Count],
            UnixTime.FromTimeSpan(results.Horizon),
            became.Observed.CutAt(failuresKnownUntil));
}
