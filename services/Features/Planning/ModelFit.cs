using Presage.Engine;
using Presage.Engine.Features;
using Presage.Engine.Learning;
using Presage.Engine.Scenarios;

namespace Presage.Features.Planning;

/// <summary>Whether a model's inputs and components are those of a scenario.</summary>
public static class ModelFit
{
    /// <exception cref="PresageException"><c>model-does-not-fit</c>.</exception>
    public static void Check(ModelHeader model, string name, string dataset, Scenario scenario, IFeaturePreset preset)
    {
        if (!model.Components.SequenceEqual(scenario.Components))
            throw Misfit($"it predicts {string.Join(", ", model.Components)}, the data set has {string.Join(", ", scenario.Components)}");
        if (model.Columns.Count != preset.Columns.Count)
            throw Misfit($"it has {model.Columns.Count} inputs, the data set gives {preset.Columns.Count}");
        if (model.Columns.Zip(preset.Columns).Where(pair => !IsSame(pair.First, pair.Second)).ToList() is [var (wanted, given), ..])
            throw Misfit(
                $"it was trained on '{wanted.Name}' ({wanted.Description}) where the data set gives '{given.Name}' ({given.Description})");

        PresageException Misfit(string why) => new(
            ErrorKind.Conflict, "model-does-not-fit",
            $"The model '{name}' does not fit the data set '{dataset}': {why}.",
            "Name a model that was trained on data of the same scenario, or train one on this data set.");
    }

    /// <summary>What a column is called for people may change; its name says what it is.</summary>
    private static bool IsSame(FeatureColumn left, FeatureColumn right) =>
        left with { Categories = null, Description = "" } == right with { Categories = null, Description = "" }
        && (left.Categories ?? []).SequenceEqual(right.Categories ?? []);
}
