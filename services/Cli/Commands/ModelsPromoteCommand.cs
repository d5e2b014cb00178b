using System.CommandLine;
using Presage.Application.Models;
using Presage.Cli.Execution;

namespace Presage.Cli.Commands;

internal static class ModelsPromoteCommand
{
    public static Command Create()
    {
        var model = ModelsCommand.VersionArgument();
        var reason = new Option<string>("--reason") { Description = "Why, for the history.", HelpName = "TEXT", Required = true };
        var command = new Command("promote", "Make a model version the champion, which scores unless another is named.") { model, reason };
        return command.Does(async call =>
        {
            await using var store = call.OpenStore();
            var promotion = await store.Get<IModelActions>()
                .PromoteAsync(call.Get(model), call.Get(reason), Environment.UserName, call.Cancellation);
            call.Terminal.Result(promotion, _ => call.Terminal.Say($"{promotion.Model}@{promotion.Version} is the champion now."));
        });
    }
}
