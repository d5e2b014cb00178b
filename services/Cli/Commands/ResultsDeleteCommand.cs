using System.CommandLine;
using Presage.Application.Results;
using Presage.Cli.Execution;
using Presage.Cli.Output;
using Presage.Cli.Parsing;
using Presage.Contracts.Api;

namespace Presage.Cli.Commands;

internal static class ResultsDeleteCommand
{
    public static Command Create()
    {
        var results = CommandOptions.Results();
        var yes = Confirmation.Option();
        return new Command(
                "delete",
                "Delete a result set with its predictions, their history and its alarms. The runs that wrote it stay in the ledger.")
            { results, yes }
            .Does(async call =>
            {
                await using var store = call.OpenStore();
                var actions = store.Get<IResultActions>();
                call.Confirm(yes, WordsOf(await actions.PlanDeletionAsync(call.Get(results), call.Cancellation)));
                var gone = await actions.DeleteAsync(call.Get(results), call.Cancellation);
                call.Terminal.Result(gone, _ => call.Terminal.Say($"Deleted {WordsOf(gone with { Resumed = false })}."));
            });
    }

    private static string WordsOf(ResultSetDeletion plan) => plan.Resumed
        ? $"what is left of the result set {plan.Results}, whose deletion was interrupted"
        : $"the result set {plan.Results} with {Format.Count(plan.Rows, "prediction")} and {Format.Count(plan.Alarms, "alarm")}";
}
