using System.CommandLine;
using Presage.Application.DataSets;
using Presage.Cli.Execution;
using Presage.Cli.Output;
using Presage.Cli.Parsing;
using Presage.Contracts.Api;

namespace Presage.Cli.Commands;

internal static class DataSetsWidenCommand
{
    private const int MostModels = 10;

    public static Command Create()
    {
        var name = CommandOptions.Dataset();
        var scenario = new Argument<string>("SCENARIO") { Description = "Built-in name or YAML file.", HelpName = "NAME|FILE" };
        var check = new Option<bool>("--check") { Description = "Only say what would change." };
        return new Command(
                "widen",
                "Give a data set a scenario that adds to its own: categories, codes, components, sensors and attributes after those that "
                + "are there, wider ranges, and anything about reading, windows, horizon, costs and alarms.")
            { name, scenario, check }
            .Does(call => WidenAsync(call, call.Get(name), call.Get(scenario), call.Get(check)));
    }

    private static async Task WidenAsync(CommandCall call, string name, string scenario, bool check)
    {
        await using var store = call.OpenStore();
        var datasets = store.Get<IDataSetActions>();
        var result = check
            ? await datasets.PlanWideningAsync(name, scenario, call.Cancellation)
            : await datasets.WidenAsync(name, scenario, call.Cancellation);
        call.Terminal.Result(result, _ => Show(call.Terminal, result));
    }

    private static void Show(Terminal terminal, DataSetWidening result)
    {
        if (result.Changes.Count == 0)
        {
            terminal.Say($"The data set {result.Dataset} has this scenario already.");
            return;
        }

        terminal.Say(result.IsTakenUp
            ? $"The data set {result.Dataset} has a wider scenario from now on:"
            : $"The data set {result.Dataset} would have a wider scenario:");
        foreach (var change in result.Changes)
            terminal.Say($"  {change}");

        if (result.UnfitModels.Count > 0)
            terminal.Say($"{(result.UnfitModels.Count == 1 ? "A model does" : $"{Format.Count(result.UnfitModels.Count)} models do")} "
                + "not fit it; train again:");
        foreach (var model in result.UnfitModels.Take(MostModels))
            terminal.Say($"  {model.Model}: {model.Why}");

        if (result.Admitted.Count > 0)
            terminal.Say(
                $"{Format.Count(result.Admitted.Sum(rows => rows.Rows), "row")} in quarantine may be taken now "
                + $"({string.Join(", ", result.Admitted.Select(rows => rows.Reason).Distinct())}): ingest the files again.");
    }
}
