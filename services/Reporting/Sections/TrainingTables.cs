using Presage.Contracts.Api;
using Presage.Engine.Features;
using Presage.Reporting.Charts;
using Presage.Reporting.Data;
using Presage.Storage;

namespace Presage.Reporting.Sections;

/// <summary>What was tried in training, and all models of the data set side by side.</summary>
public static class TrainingTables
{
    private const int MostModels = 20;

    public static Markup Of(ModelData data) => Markup.Of($"{Trials(data.Training)}{Models(data)}{Presets(data)}{Promotions(data)}");

    private static Markup Trials(TrainResult? training)
    {
        if (training is null || training.Trials.Count == 0)
            return Section.Notice("The run that trained this model is not in the ledger, so its trials are unknown.");

        var judged = training.Trials.Where(trial => trial.Skipped is not true).ToList();
        var skipped = training.Trials.Count - judged.Count;
        var notice = skipped > 0
            ? Section.Notice($"The budget was spent before {skipped} of {training.Trials.Count} trials could start.")
            : Markup.Empty;
        return Markup.Of($"{TrialTable.Of(training.Run, judged)}{notice}");
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
            [
                Name(data, model.Version), model.Version.Preset, model.Version.Algorithm,
                .. model.Test is { } test ? Figures(test) : figures.Select(_ => Format.Nothing),
            ])),
            asCards: true);
    }

    private static string Name(ModelData data, ModelVersion version)
    {
        var isThis = version.Name == data.Version.Name && version.Number == data.Version.Number;
        return $"{version.Name} {version.Number}{(version.IsChampion ? " (champion)" : "")}{(isThis ? " ← this" : "")}";
    }

    private static string[] Figures(EvaluationFigures test) =>
    [
        Format.Percent(test.Accuracy),
        Format.Probability(test.Precision),
        Format.Probability(test.Recall),
        Format.Probability(test.F1),
        Format.Probability(test.Components.Count == 0 ? null : test.Components.Values.Average(component => component.PrAuc)),
        $"{Format.Percent(test.Events.Recall)} ({Format.Count(test.Events.Warned)} of {Format.Count(test.Events.Failures)})",
        Format.Number(test.Events.FalseAlarmsPerMachineMonth),
        Format.Money(test.Events.Saved),
    ];

    private static Markup Presets(ModelData data)
    {
        var missing = FeaturePresets.Names.Except(data.Comparisons.Select(model => model.Version.Preset)).ToList();
        return missing.Count == 0
            ? Markup.Of(
                $"<p>Both presets are in the table. Blocks of the same range can be compared; the reference preset labels and rounds "
                + $"differently, so its figures by row are of another task than those by failure.</p>")
            : Section.Notice(
                $"There is no model with preset {missing[0]} to compare with. Train one on the same range with that preset.");
    }

    private static Markup Promotions(ModelData data) => data.Promotions.Count == 0 ? Markup.Empty : Table.Of(
        $"Champions of {data.Version.Name}",
        ["Version", "Since (UTC)", "By", "Reason"],
        data.Promotions.Select(promotion => Table.Row($"{promotion.Version}", Format.Time(promotion.At), promotion.By, promotion.Reason)),
        asCards: true);
}
