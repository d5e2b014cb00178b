using Presage.Contracts.Api;
using Presage.Engine.Drift;
using Presage.Engine.Learning;

namespace Presage.Hosting.Results;

/// <summary>What a person should know of inputs that differ from those that a model was trained on.</summary>
public static class InputNotices
{
    private const int MostShown = 5;
    private const int MostNamed = 20;

    /// <param name="name">Name and version of the model.</param>
    public static IEnumerable<Notice> Of(InputCounts counts, Model model, string name)
    {
        var found = InputFinding.Of(counts, model.Columns, model.Baseline, model.Components);
        foreach (var finding in found.Take(MostShown))
            yield return Of(finding.Fault, InputText.Of(finding, name, counts.Rows));

        if (found.Count > MostShown)
            yield return new Notice(
                "more-inputs-differ",
                $"{found.Count - MostShown} more inputs differ from what {name} was trained on: "
                + $"{string.Join(", ", found.Skip(MostShown).Take(MostNamed).Select(finding => finding.Column.Source))}.");
    }

    private static Notice Of(InputFault fault, string message) => fault switch
    {
        InputFault.Missing => new Notice("always-missing", message),
        InputFault.OutOfRange => new Notice("out-of-range", message),
        _ => new Notice("inputs-shifted", message),
    };
}
