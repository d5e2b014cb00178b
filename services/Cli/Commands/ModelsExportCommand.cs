using System.CommandLine;
using Presage.Application.Export;
using Presage.Cli.Execution;
using Presage.Cli.Output;
using Presage.Cli.Parsing;
using Presage.Contracts.Api;

namespace Presage.Cli.Commands;

internal static class ModelsExportCommand
{
    public static Command Create()
    {
        var model = ModelsCommand.ModelArgument();
        var file = CommandOptions.Out("File to write.");
        var format = CommandOptions.Choice("--format", "Format of the file. [default: presage]", ModelFormats.All);
        var command = new Command("export", "Write a model version to a file, for a backup or for XGBoost.") { model, file, format };
        return command.Does(async call =>
        {
            await using var store = call.OpenStore();
            var exports = store.Get<IExports>();
            var path = call.OutputFile(file);
            var written = await OutputFile.WriteAsync(path, stream => exports.ModelAsync(
                call.Get(model), call.Get(format) ?? ModelFormats.Presage, stream, call.Cancellation));
            call.Terminal.Result(written with { File = path }, _ => call.Terminal.SayWritten(
                path, $"{written.Model}@{written.Version} written to {path} ({written.Format}, {Format.Count(written.Bytes)} bytes)."));
        });
    }
}
