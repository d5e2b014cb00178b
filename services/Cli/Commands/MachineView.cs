using Presage.Cli.Output;
using Presage.Contracts.Api;

namespace Presage.Cli.Commands;

/// <summary>One machine of a result set: how endangered it is, why, and what was said about it before.</summary>
internal static class MachineView
{
    public static void Show(Terminal terminal, MachinePrediction prediction)
    {
        var machine = prediction.Machine;
        terminal.Say(
            $"Machine {machine.Machine} at {Format.Time(machine.Time)}: {machine.Component} fails within "
            + $"{Format.Hours(prediction.HorizonHours)} with a probability of {Format.Percent(machine.Probability)}, "
            + $"threshold {Format.Percent(machine.Threshold)}"
            + $"{(machine.Since is { } since ? $", in alarm since {Format.Time(since)}" : "")}.");
        if (machine.Stale)
        {
            terminal.Say(
                $"It is stale: it was last heard of {Format.Time(machine.LastReading)}, longer before the latest reading of the data set "
                + "than the scenario's gap. What was predicted then is not a risk of now.");
        }

        foreach (var reason in machine.Reasons)
            terminal.Say($"  {reason}");

        ShowComponents(terminal, prediction.Revisions[^1]);
        ShowRevisions(terminal, prediction.Revisions);
        Notices.Show(terminal, prediction.Notices);
    }

    private static void ShowComponents(Terminal terminal, PredictionDocument latest)
    {
        var table = Tables.Create("component", "#probability", "#threshold");
        foreach (var (component, probability) in latest.Probabilities)
            table.Row(component, Format.Percent(probability), Format.Percent(latest.Thresholds[component]));

        terminal.Show(table);
    }

    private static void ShowRevisions(Terminal terminal, IReadOnlyList<PredictionDocument> revisions)
    {
        var components = revisions[^1].Probabilities.Keys;
        var table = Tables.Create(["#revision", "model", "run", "decision", .. components.Select(component => $"#{component}")]);
        foreach (var revision in revisions)
        {
            table.Row(
            [
                Format.Count(revision.Revision), $"{revision.Model}@{revision.Version}", revision.Run, revision.Decision ?? "-",
                .. revision.Probabilities.Values.Select(Format.Percent),
            ]);
        }

        terminal.Show(table);
    }
}
