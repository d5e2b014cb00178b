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
        DataSetWidening result;
        await using (var store = call.OpenStore())
        {
            var datasets = store.Get<IDataSetActions>();
            result = check
                ? await datasets.PlanWideningAsync(name, scenario, call.Cancellation)
                : await datasets.WidenAsync(name, scenario, call.Cancellation);
        }

        var readmitted = result.IsTakenUp ? await ReadmitAsync(call, result) : [];
        result = result with { Readmissions = [.. readmitted.Select(run => run.Run)] };
        call.Terminal.Result(result, _ => Show(call.Terminal, result, readmitted));
    }

    /// <summary>Reads again what was refused only for what the scenario did not know: machines first, then what may be of them.</summary>
    private static async Task<IReadOnlyList<IngestResult>> ReadmitAsync(CommandCall call, DataSetWidening widening)
    {
        if (widening.Admitted.Count == 0)
            return [];

        await using var services = await call.StartServicesAsync();
        var done = new List<IngestResult>();
        foreach (var rows in widening.Admitted.OrderByDescending(rows => rows.RecordKind == "machines"))
            done.Add(await call.ExecuteAsync<IngestResult>(
                services,
                requests => requests.ReadmitAsync(
                    new QuarantineFilter(widening.Dataset, RecordKind: rows.RecordKind, Reason: rows.Reason), call.Cancellation)));

        return done;
    }

    private static void Show(Terminal terminal, DataSetWidening result, IReadOnlyList<IngestResult> readmitted)
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

        var taken = readmitted.SelectMany(run => run.Sources).Sum(source => source.Written + source.Replaced);
        if (result.Admitted.Count > 0)
            terminal.Say(
                $"{(result.IsTakenUp ? "Read again" : "To be read again")} of the quarantine: "
                + $"{Format.Count(result.Admitted.Sum(rows => rows.Rows), "row")} "
                + $"({string.Join(", ", result.Admitted.Select(rows => rows.Reason).Distinct())})"
                + (result.IsTakenUp ? $": {Format.Count(taken)} brought something." : "."));
    }
}
