using System.CommandLine;
using Presage.Application.Models;
using Presage.Cli.Execution;
using Presage.Cli.Output;
using Presage.Contracts.Api;

namespace Presage.Cli.Commands;

internal static class ModelsCommand
{
    public static Command Create() => new("models", "The model registry.")
    {
        List(),
        Show(),
        ModelsCompareCommand.Create(),
        ModelsPromoteCommand.Create(),
        ModelsRollbackCommand.Create(),
        ModelsExportCommand.Create(),
        ModelsDeleteCommand.Create(),
    };

    /// <summary>A version, or a name for its champion.</summary>
    public static Argument<string> ModelArgument() =>
        new("MODEL") { Description = "NAME, NAME@VERSION or NAME@champion.", HelpName = "NAME[@VERSION]" };

    /// <summary>A version by its number.</summary>
    public static Argument<string> VersionArgument() => new("MODEL") { Description = "NAME@VERSION.", HelpName = "NAME@VERSION" };

    private static Command List()
    {
        var name = new Argument<string?>("NAME") { Description = "Only the versions of this model.", Arity = ArgumentArity.ZeroOrOne };
        var page = new PageOptions(PageOptions.Largest);
        var command = new Command("list", "List model versions.") { name };
        page.AddTo(command);
        return command.Does(async call =>
        {
            await using var store = call.OpenStore();
            var list = await store.Get<IModelActions>().ListAsync(call.Get(name), page.Of(call), call.Cancellation);
            call.Terminal.Result(list, _ =>
            {
                Show(call.Terminal, list.Models);
                PageOptions.ShowNext(call.Terminal, list.Next);
            });
        });
    }

    private static Command Show()
    {
        var model = ModelArgument();
        return new Command("show", "Show a model version: what it was made from and how good it is.") { model }.Does(async call =>
        {
            await using var store = call.OpenStore();
            var details = await store.Get<IModelActions>().ShowAsync(call.Get(model), call.Cancellation);
            call.Terminal.Result(details, _ => ModelView.Show(call.Terminal, details));
        });
    }

    private static void Show(Terminal terminal, IReadOnlyList<ModelSummary> models)
    {
        if (models.Count == 0)
        {
            terminal.Say("There are no models yet.");
            return;
        }

        var table = Tables.Create("model", "champion", "algorithm", "preset", "data set", "created", "run");
        foreach (var model in models)
        {
            table.Row(
                $"{model.Model}@{model.Version}", model.IsChampion ? "yes" : "", model.Algorithm, model.Preset, model.Dataset,
                Format.Time(model.CreatedAt), model.Run);
        }

        terminal.Show(table);
    }
}
