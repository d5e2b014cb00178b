using System.CommandLine;
using Presage.Application.Runs;
using Presage.Cli.Execution;
using Presage.Cli.Output;
using Presage.Cli.Parsing;
using Presage.Contracts.Api;

namespace Presage.Cli.Commands;

internal static class RunsDeleteCommand
{
    private const int MostShown = 20;
    private const double HoursOfDay = 24;

    public static Command Create()
    {
        var ids = new Argument<string[]>("RUN") { Description = "Ids of runs that have ended.", Arity = ArgumentArity.ZeroOrMore };
        var age = ValueOptions.Hours("--older-than", "Instead of ids: all runs that ended longer ago, such as 90d.");
        var state = CommandOptions.Choice("--state", "Of these only runs that ended so.", RunsListCommand.States[1..]);
        var dataset = CommandOptions.OfDataset();
        var yes = Confirmation.Option();
        return new Command(
                "delete",
                "Delete runs that have ended from the ledger, with their stages, slices and left-over features. "
                + "The records, models and predictions that they made stay, and so do the rows that they refused.")
            { ids, age, state, dataset, yes }
            .WithEither(ids, age)
            .Does(call => DeleteAsync(
                call, new RunSelection(call.Get(ids), call.Get(age) / HoursOfDay, call.Get(state), call.Get(dataset)), yes));
    }

    /// <summary>Runs are named, or how old they are; nobody deletes all of them by leaving something out.</summary>
    private static Command WithEither(this Command command, Argument<string[]> ids, Option<double?> age)
    {
        command.Validators.Add(result =>
        {
            var named = result.GetResult(ids) is { Tokens.Count: > 0 };
            if (named == (result.GetResult(age) is { Implicit: false }))
                result.AddError("Which runs are meant is not said.", "Name runs by id, or say how old they are, such as --older-than 90d.");
        });
        return command;
    }

    private static async Task DeleteAsync(CommandCall call, RunSelection selection, Option<bool> yes)
    {
        await using var store = call.OpenStore();
        var runs = store.Get<IRunActions>();
        var plan = await runs.PlanDeletionAsync(selection, call.Cancellation);
        if (plan.Runs.Count > 0)
        {
            ShowPlan(call.Terminal, plan);
            call.Confirm(yes, WordsOf(plan));
        }

        var deleted = await runs.DeleteAsync(selection, call.Cancellation);
        call.Terminal.Result(deleted, _ => call.Terminal.Say(
            deleted.Runs.Count == 0 ? "There are no such runs." : $"Deleted {WordsOf(deleted)}."));
    }

    private static void ShowPlan(Terminal terminal, RunDeletion plan)
    {
        foreach (var run in plan.Runs.Where(run => run.Models.Count > 0 || run.Results is not null).Take(MostShown))
        {
            var predictions = run.Results is { } results ? [$"predictions in {results}"] : Array.Empty<string>();
            terminal.Note($"{run.Id} made {string.Join(" and ", run.Models.Concat(predictions))}, which stay.");
        }
    }

    private static string WordsOf(RunDeletion plan) =>
        $"{(plan.Runs is [var run] ? $"the run {run.Id}" : Format.Count(plan.Runs.Count, "run"))} with {Format.Count(plan.Slices, "slice")}"
        + (plan.FeatureParts > 0 ? $" and {Format.Count(plan.FeatureParts, "part")} of features" : "");
}
