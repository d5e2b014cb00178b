using Presage.Contracts.Api;
using Presage.Engine.Features;
using Presage.Reporting.Data;
using Presage.Reporting.Html;
using Presage.Storage;

namespace Presage.Reporting.Sections;

/// <summary>What was tried in training, and all models of the data set side by side.</summary>
public static class TrialTables
{
    private const int MostModels = 20;

    public static Markup Of(ModelData data) => Markup.Of($"{Trials(data.Training)}{Models(data)}{Presets(data)}{Promotions(data)}");

    private static Markup Trials(TrainResult? training)
    {
        if (training is null || training.Trials.Count == 0)
            return Section.Notice("The run that trained this model is not in the ledger, so its trials are unknown.");

        var judged = training.Trials.Where(trial => trial.Skipped is not true).ToList();
        var skipped = training.Trials.Count - judged.Count;
        return Markup.Of($"{TrialTable.Of(training.Run, judged)}{(skipped > 0 ? Section.Notice($"The budget was spent before {skipped} of {training.Trials.Count} trials could start.") : Markup.Empty)}");
    }

    private static Markup Models(ModelData data)
    {
        string[] figures =
        [
            "Accuracy", "Precision", "Recall", "F1", "Mean PR-AUC", "Failures warned of", "False alarms per machine-month", "Saved",
        ];
        return Table.Of(
            "Models of this data set on their test blocks",
            ["Model", "Preset", "Algorithm", .. figures.Select(Column.Number)],
            data.Comparisons.Take(MostModels).Select(model => Table.Row(
                [Name(data, model.Version), model.Version.Preset, model.Version.Algorithm, .. model.Test is { } test ? Figures(test) : figures.Select(_ => Show.Nothing)])),
            asCards: true);
    }

    private static string Name(ModelData data, ModelVersion version)
    {
        var isThis = version.Name == data.Version.Name && version.Number == data.Version.Number;
        return $"{version.Name} {version.Number}{(version.IsChampion ? " (champion)" : "")}{(isThis ? " ← this" : "")}";
    }

    private static string[] Figures(EvaluationFigures test) =>
    [
        Show.Percent(test.Accuracy),
        Show.Probability(test.Precision),
        Show.Probability(test.Recall),
        Show.Probability(test.F1),
        Show.Probability(test.Components.Count == 0 ? null : test.Components.Values.Average(component => component.PrAuc)),
        $"{Show.Percent(test.Events.Recall)} ({Show.Count(test.Events.Warned)} of {Show.Count(test.Events.Failures)})",
        Show.Number(test.Events.FalseAlarmsPerMachineMonth),
        Show.Money(test.Events.Saved),
    ];

    private static Markup Presets(ModelData data)
    {
        var missing = FeaturePresets.Names.Except(data.Comparisons.Select(model => model.Version.Preset)).ToList();
        return missing.Count == 0
            ? Markup.Of($"<p>Both presets are in the table. Blocks of the same range can be compared; the reference preset labels and rounds differently, so its figures by row are of another task than those by failure.</p>")
            : Section.Notice(
                $"There is no model with preset {missing[0]} to compare with. Train one with: presage train {data.Version.Dataset} --from A --to B --preset {missing[0]}.");
    }

    private static Markup Promotions(ModelData data) => data.Promotions.Count == 0 ? Markup.Empty : Table.Of(
        $"Champions of {data.Version.Name}",
        ["Version", "Since (UTC)", "By", "Reason"],
        data.Promotions.Select(promotion => Table.Row($"{promotion.Version}", Show.Time(promotion.At), promotion.By, promotion.Reason)),
        asCards: true);
}
