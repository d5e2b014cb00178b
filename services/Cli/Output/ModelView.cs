using Presage.Storage;

namespace Presage.Cli.Output;

internal static class ModelView
{
    public static void ShowAll(Terminal terminal, IReadOnlyList<ModelVersion> models)
    {
        if (models.Count == 0)
        {
            terminal.Say("There are no models yet.");
            return;
        }

        var table = Tables.Create("model", "champion", "algorithm", "preset", "data set", "created", "run");
        foreach (var model in models)
            table.Row(
                $"{model.Name}@{model.Number}", model.IsChampion ? "yes" : "", model.Algorithm, model.Preset, model.Dataset,
                Format.Time(model.CreatedAt), model.Run);

        terminal.Show(table);
    }

    public static void Show(Terminal terminal, ModelVersion model, IReadOnlyList<Promotion> promotions)
    {
        ShowAll(terminal, [model]);
        terminal.Say($"Thresholds: {string.Join(", ", model.Thresholds.Select(pair => $"{pair.Key} {Format.Share(pair.Value)}"))}");
        terminal.Say($"SHA-256:    {model.Sha256}");
        terminal.Say($"Lineage:    {model.Lineage}");
        terminal.Say($"Figures:    {model.Metrics}");
        foreach (var promotion in promotions)
            terminal.Say($"{Format.Time(promotion.At)} {promotion.Model}@{promotion.Version} promoted by {promotion.By}: {promotion.Reason}");
    }
}
