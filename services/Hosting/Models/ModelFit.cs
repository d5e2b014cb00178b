using Presage.Engine;
using Presage.Engine.Features;
using Presage.Engine.Learning;
using Presage.Engine.Scenarios;

namespace Presage.Hosting.Models;

/// <summary>Whether a model's inputs and components are those of a scenario.</summary>
public static class ModelFit
{
    /// <exception cref="PresageException"><c>model-does-not-fit</c>.</exception>
    public static void Check(ModelHeader model, string name, string dataset, Scenario scenario, IFeaturePreset preset)
    {
        if (WhyNot(model, scenario, preset) is { } why)
            throw new PresageException(
                ErrorKind.Conflict, "model-does-not-fit", $"The model '{name}' does not fit the data set '{dataset}': {why}.",
                "Name a model that was trained on data of the same scenario, or train one on this data set.");
    }

    /// <summary>Null when the model fits, else the reason in words.</summary>
    public static string? WhyNot(ModelHeader model, Scenario scenario, IFeaturePreset preset)
    {
        if (!model.Components.SequenceEqual(scenario.Components))
            return $"it predicts {string.Join(", ", model.Components)}, the data set has {string.Join(", ", scenario.Components)}";

        var (wanted, given) = (model.Columns.Select(column => column.Name).ToList(), preset.Columns.Select(column => column.Name).ToList());
        if (wanted.Except(given).FirstOrDefault() is { } gone)
            return $"it has {wanted.Count} inputs, the data set gives {given.Count}, and '{gone}' is not among them";
        if (given.Except(wanted).FirstOrDefault() is { } more)
            return $"it has {wanted.Count} inputs, the data set gives {given.Count}, among them '{more}', which it does not know";

        return model.Columns.Zip(preset.Columns).Where(pair => !IsSame(pair.First, pair.Second))
            .Select(pair => Difference(pair.First, pair.Second)).FirstOrDefault();
    }

    private static string Difference(FeatureColumn wanted, FeatureColumn given) =>
        wanted.Name == given.Name && wanted is { Categories: { } known } && given is { Categories: { } all }
            ? $"its '{wanted.Name}' is one of {string.Join(", ", known)}, in the data set one of {string.Join(", ", all)}"
            : $"it was trained on '{wanted.Name}' ({wanted.Description}) where the data set gives '{given.Name}' ({given.Description})";

    /// <summary>What a column is called for people may change; its name says what it is.</summary>
    private static bool IsSame(FeatureColumn left, FeatureColumn right) =>
        left with { Categories = null, Description = "" } == right with { Categories = null, Description = "" }
        && (left.Categories ?? []).SequenceEqual(right.Categories ?? []);
}
