using System.CommandLine;
using Presage.Application.Models;
using Presage.Cli.Execution;
using Presage.Cli.Output;
using Presage.Contracts.Api;

namespace Presage.Cli.Commands;

internal static class ModelsCompareCommand
{
    private const string None = "-";

    public static Command Create()
    {
        var names = new Argument<string[]>("MODEL")
        {
            Description = "NAME, NAME@VERSION or NAME@champion; every version when none is named.",
            HelpName = "NAME[@VERSION]...",
            Arity = ArgumentArity.ZeroOrMore,
        };
        return new Command("compare", "Show the figures of model versions on their test blocks side by side.") { names }.Does(async call =>
        {
            await using var store = call.OpenStore();
            var comparison = await store.Get<IModelActions>().CompareAsync(call.Get(names), call.Cancellation);
            call.Terminal.Result(comparison, _ => Show(call.Terminal, comparison));
        });
    }

    private static void Show(Terminal terminal, ComparedModels comparison)
    {
        if (comparison.Models.Count == 0)
        {
            terminal.Say("There are no models yet.");
            return;
        }

        var table = Tables.Create(
            "model", "champion", "algorithm", "preset", "#F1", "#precision", "#recall", "#PR-AUC", "#warned", "#half ahead by",
            "#false alarms", "#cost");
        foreach (var model in comparison.Models)
        {
            table.Row(
            [
                $"{model.Model}@{model.Version}", model.IsChampion ? "yes" : "", model.Algorithm, model.Preset, .. Figures(model.Test),
            ]);
        }

        terminal.Show(table);
        terminal.Say("On the test block, with the version's own thresholds; false alarms per machine and month.");
        if (!comparison.SameRows)
        {
            terminal.Say(
                "Some were judged on other rows than others (another data set, range or horizon), "
                + "so their figures do not say which is better.");
        }
    }

    private static string[] Figures(EvaluationFigures? test)
    {
        if (test is null)
            return [.. Enumerable.Repeat(None, 8)];

        var events = test.Events;
        return
        [
            Format.Share(test.F1), Format.Share(test.Precision), Format.Share(test.Recall), Format.Share(MeanPrAuc(test)),
            $"{Format.Count(events.Warned)} of {Format.Count(events.Failures)}", Format.Hours(events.LeadTimeHours.P50),
            events.FalseAlarmsPerMachineMonth.ToString("0.00", Format.Culture), events.Cost.ToString("N0", Format.Culture),
        ];
    }

    private static double MeanPrAuc(EvaluationFigures test) =>
        test.Components.Count == 0 ? double.NaN : test.Components.Values.Average(component => component.PrAuc);
}
