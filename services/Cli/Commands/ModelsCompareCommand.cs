using System.CommandLine;
using Presage.Cli.Execution;
using Presage.Cli.Output;
using Presage.Storage;

namespace Presage.Cli.Commands;

internal static class ModelsCompareCommand
{
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
            var models = store.Get<IModels>();
            var compared = await FindAsync(models, call.Get(names), call.Cancellation);
            call.Terminal.Result(new { models = compared.Select(model => model.Document) }, _ => ComparisonView.Show(call.Terminal, compared));
        });
    }

    private static async Task<IReadOnlyList<ComparedModel>> FindAsync(IModels models, string[] names, CancellationToken cancellation)
    {
        if (names.Length == 0)
            return [.. (await models.ListAsync(null, cancellation)).Select(ComparedModel.Of)];

        var found = new List<ComparedModel>();
        foreach (var name in names.Distinct())
            found.Add(ComparedModel.Of(await ModelsCommand.FindAsync(models, name, cancellation)));

        return found;
    }
}
