using Presage.Application.Export;
using Presage.Contracts;
using Presage.Contracts.Api;
using Presage.Jobs.Definitions;

namespace Presage.Scheduler.Steps;

internal sealed class ExportDeed(IExports exports, OutputFolder folder) : IDeed
{
    public string Kind => StepKinds.Export;

    public async Task<IReadOnlyDictionary<string, string>> DoAsync(DoStep step, StepArguments arguments, CancellationToken cancellation)
    {
        var path = folder.PathOf(arguments.Text("out"));
        if (arguments.OptionalText("model") is { } model)
        {
            var format = arguments.OptionalText("format") ?? ModelFormats.Presage;
            await OutputFile.WriteAsync(path, file => exports.ModelAsync(model, format, file, cancellation));
        }
        else
        {
            var filter = new PredictionFilter(
                arguments.Text("results"), From: arguments.OptionalTime("from"), To: arguments.OptionalTime("to"));
            await OutputFile.WriteAsync(path, file => exports.PredictionsAsync(filter, file, cancellation));
        }

        return new Dictionary<string, string> { ["file"] = path };
    }
}
