using System.CommandLine;
using Presage.Application.Models;
using Presage.Cli.Execution;

namespace Presage.Cli.Commands;

internal static class ModelsRollbackCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "Name of the model." };
        var reason = new Option<string?>("--reason") { Description = "Why, for the history.", HelpName = "TEXT" };
        var command = new Command("rollback", "Make the version champion again that was it before the present one.") { name, reason };
        return command.Does(async call =>
        {
            await using var store = call.OpenStore();
            var rollback = await store.Get<IModelActions>()
                .RollBackAsync(call.Get(name), call.Get(reason), Environment.UserName, call.Cancellation);
            call.Terminal.Result(rollback, _ => call.Terminal.Say(
                $"{rollback.Model}@{rollback.Version} is the champion again, in place of {rollback.Model}@{rollback.Replaced}."));
        });
    }
}
