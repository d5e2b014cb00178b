using System.CommandLine;
using Presage.Application.DataSets;
using Presage.Cli.Execution;
using Presage.Cli.Output;
using Presage.Cli.Parsing;
using Presage.Contracts.Api;

namespace Presage.Cli.Commands;

internal static class DataSetsDeleteCommand
{
    public static Command Create()
    {
        var name = CommandOptions.Dataset();
        var yes = Confirmation.Option();
        return new Command(
                "delete",
                "Delete a data set: its records, what was refused of them, its result sets with their predictions and alarms, "
                + "and its runs. Models that were trained on it stay in the registry.")
            { name, yes }
            .Does(call => DeleteAsync(call, call.Get(name), yes));
    }

    private static async Task DeleteAsync(CommandCall call, string name, Option<bool> yes)
    {
        await using var store = call.OpenStore();
        var datasets = store.Get<IDataSetActions>();
        var plan = await datasets.PlanDeletionAsync(name, call.Cancellation);
        call.Confirm(yes, WordsOf(plan));
        var deleted = await datasets.DeleteAsync(name, call.Cancellation);
        call.Terminal.Result(deleted, _ =>
        {
            call.Terminal.Say($"Deleted {WordsOf(deleted)}.");
            if (deleted.KeptModels.Count > 0)
                call.Terminal.Say($"Still in the registry: {string.Join(", ", deleted.KeptModels)}.");
        });
    }

    private static string WordsOf(DataSetDeletion plan)
    {
        string[] parts =
        [
            Format.Count(plan.Readings, "reading"),
            Format.Count(plan.Events, "event"),
            Format.Count(plan.Machines, "machine"),
            Format.Count(plan.QuarantinedRows, "refused row"),
            Format.Count(plan.Runs, "run"),
            .. plan.Results.Select(results =>
                $"the result set {results.Results} with {Format.Count(results.Rows, "prediction")} "
                + $"and {Format.Count(results.Alarms, "alarm")}"),
        ];
        return $"the data set {plan.Dataset} with {string.Join(", ", parts)}";
    }
}
