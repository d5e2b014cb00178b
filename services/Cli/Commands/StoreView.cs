using Presage.Cli.Output;
using Presage.Contracts.Api;

namespace Presage.Cli.Commands;

/// <summary>What people read of a store.</summary>
internal static class StoreView
{
    private const double BytesOfMebibyte = 1 << 20;

    public static void Show(Terminal terminal, StoreReport report)
    {
        terminal.Say($"Store {report.Id} of form {report.Form}, {report.Store}, made on {Format.Time(report.Made)}.");
        if (report.Restored is { } restored)
            terminal.Say($"It was restored from a backup on {Format.Time(restored)}.");

        var table = Tables.Create("kind", "#number", "#MiB", "from", "to");
        foreach (var kind in report.Kinds)
            table.Row(kind.Kind, Format.Count(kind.Count), Mebibytes(kind.Bytes), Format.Time(kind.From), Format.Time(kind.To));

        terminal.Show(table);
        terminal.Say($"It takes {Mebibytes(report.Bytes)} MiB; {Mebibytes(report.Free)} MiB are free.{WordsOf(report.Forecast)}");
        foreach (var plan in report.Retention ?? [])
            terminal.Say(WordsOf(plan));
        foreach (var finding in report.Findings)
            terminal.Say($"{(finding.Wrong ? "Wrong" : "Note")} ({finding.Code}): {finding.Message} {finding.Remedy}");

        terminal.Say(report.Sound ? "The store is sound." : "The store is not sound.");
    }

    private static string WordsOf(StoreForecast? forecast) => forecast switch
    {
        null => "",
        { BytesPerDay: 0 } => " It does not grow as things are.",
        { Days: null } => $"{Growth(forecast)}, for which the disk will always do.",
        _ => string.Create(Format.Culture, $"{Growth(forecast)}, and the disk is full in {forecast.Days:0} days."),
    };

    private static string Growth(StoreForecast forecast) => string.Create(
        Format.Culture,
        $" As records have come so far, by their own times, it grows by {forecast.BytesPerDay / BytesOfMebibyte:0.##} MiB a day");

    private static string WordsOf(RetentionPlan plan)
    {
        var what = plan.Name is { } name ? $"{plan.Kind} of {name}" : plan.Kind;
        var going = plan.Before is { } before
            ? $"{Format.Count(plan.Count)} before {Format.Time(before)} are deleted next"
            : "nothing is old enough to be deleted";
        var kept = plan.Kept.Count == 0 ? "" : $"; kept is {string.Join(", and ", plan.Kept)}";
        return $"Kept for {plan.Days:0.##} days: {what}; {going}{kept}.";
    }

    private static string Mebibytes(long? bytes) =>
        bytes is { } known ? (known / BytesOfMebibyte).ToString("N1", Format.Culture) : "-";
}
