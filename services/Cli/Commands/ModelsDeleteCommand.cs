using System.CommandLine;
using Presage.Application.Models;
using Presage.Cli.Execution;

namespace Presage.Cli.Commands;

internal static class ModelsDeleteCommand
{
    public static Command Create()
    {
        var model = ModelsCommand.VersionArgument();
        var yes = Confirmation.Option();
        return new Command("delete", "Delete a model version that is not the champion and that no prediction was made with.") { model, yes }
            .Does(async call =>
            {
                await using var store = call.OpenStore();
                var models = store.Get<IModelActions>();
                var plan = await models.PlanDeletionAsync(call.Get(model), call.Cancellation);
                call.Confirm(yes, plan.Resumed
                    ? $"what is left of the model {plan.Model}@{plan.Version}, whose deletion was interrupted"
                    : $"the model {plan.Model}@{plan.Version} (its promotions stay in the history)");
                var gone = await models.DeleteAsync(call.Get(model), call.Cancellation);
                call.Terminal.Result(gone, _ => call.Terminal.Say($"Deleted {gone.Model}@{gone.Version}."));
            });
    }
}
