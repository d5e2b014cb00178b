using System.CommandLine;
using System.Text.Json;
using Presage.Cli.Execution;
using Presage.Cli.Export;
using Presage.Cli.Output;
using Presage.Cli.Parsing;
using Presage.Engine;
using Presage.Engine.Learning;
using Presage.Hosting.Models;
using Presage.Storage;

namespace Presage.Cli.Commands;

internal static class ModelsCommand
{
    public static Command Create() => new("models", "The model registry.") { List(), Show(), ModelsCompareCommand.Create(), Promote(), Export() };

    private static Command List()
    {
        var name = new Argument<string?>("NAME") { Description = "Only the versions of this model.", Arity = ArgumentArity.ZeroOrOne };
        return new Command("list", "List model versions.") { name }.Does(async call =>
        {
            await using var store = call.OpenStore();
            var models = await store.Get<IModels>().ListAsync(call.Get(name), call.Cancellation);
            call.Terminal.Result(new { models = models.Select(Summary) }, _ => ModelView.ShowAll(call.Terminal, models));
        });
    }

    private static Command Show()
    {
        var model = new Argument<string>("MODEL") { Description = "NAME, NAME@VERSION or NAME@champion.", HelpName = "NAME[@VERSION]" };
        return new Command("show", "Show a model version: what it was made from and how good it is.") { model }.Does(async call =>
        {
            await using var store = call.OpenStore();
            var models = store.Get<IModels>();
            var version = await FindAsync(models, call.Get(model), call.Cancellation);
            var promotions = await models.PromotionsAsync(version.Name, call.Cancellation);
            var document = new
            {
                model = Summary(version),
                version.Sha256,
                version.Thresholds,
                lineage = JsonSerializer.Deserialize<JsonElement>(version.Lineage),
                metrics = JsonSerializer.Deserialize<JsonElement>(version.Metrics),
                promotions,
            };
            call.Terminal.Result(document, _ => ModelView.Show(call.Terminal, version, promotions));
        });
    }

    private static Command Promote()
    {
        var model = new Argument<string>("MODEL") { Description = "NAME@VERSION.", HelpName = "NAME@VERSION" };
        var reason = new Option<string>("--reason") { Description = "Why, for the history.", HelpName = "TEXT", Required = true };
        return new Command("promote", "Make a model version the champion, which scores unless another is named.") { model, reason }.Does(async call =>
        {
            await using var store = call.OpenStore();
            var models = store.Get<IModels>();
            var reference = ModelReference.Parse(call.Get(model));
            if (reference.Version is null)
                throw new PresageException(ErrorKind.NotFound, "no-version", $"'{call.Get(model)}' names no version.", $"Name one, such as {reference.Name}@1.");

            var version = await FindAsync(models, call.Get(model), call.Cancellation);
            var now = store.Get<TimeProvider>().GetUtcNow().UtcDateTime;
            var promotion = new Promotion(version.Name, version.Number, now, Environment.UserName, call.Get(reason));
            await models.PromoteAsync(promotion, call.Cancellation);
            call.Terminal.Result(promotion, _ => call.Terminal.Say($"{version.Name}@{version.Number} is the champion now."));
        });
    }

    private static Command Export()
    {
        var model = new Argument<string>("MODEL") { Description = "NAME, NAME@VERSION or NAME@champion.", HelpName = "NAME[@VERSION]" };
        var file = CommandOptions.Out("File to write.");
        var format = CommandOptions.Choice("--format", "Format of the file. [default: presage]", ModelExport.Formats);
        return new Command("export", "Write a model version to a file, for a backup or for XGBoost.") { model, file, format }.Does(async call =>
        {
            await using var store = call.OpenStore();
            var models = store.Get<IModels>();
            var version = await FindAsync(models, call.Get(model), call.Cancellation);
            var (chosen, path) = (call.Get(format) ?? ModelExport.Presage, call.OutputFile(file));
            await ModelExport.WriteAsync(models, store.Get<TrainerCatalog>(), version, chosen, path, call.Cancellation);
            var bytes = new FileInfo(path).Length;
            call.Terminal.Result(
                new { model = version.Name, version = version.Number, version.Algorithm, format = chosen, file = path, bytes, version.Sha256 },
                _ => call.Terminal.SayWritten(path, $"{version.Name}@{version.Number} written to {path} ({chosen}, {Format.Count(bytes)} bytes)."));
        });
    }

    /// <exception cref="PresageException">There is no such version.</exception>
    public static Task<ModelVersion> FindAsync(IModels models, string text, CancellationToken cancellation) =>
        new ModelCatalog(models).GetAsync(text, cancellation);

    private static object Summary(ModelVersion version) => new
    {
        model = version.Name,
        version = version.Number,
        version.IsChampion,
        version.Algorithm,
        version.Preset,
        version.Dataset,
        version.Run,
        version.CreatedAt,
    };
}
