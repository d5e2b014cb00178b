using System.CommandLine;
using Presage.Application.Export;
using Presage.Cli.Composition;
using Presage.Cli.Execution;
using Presage.Cli.Output;
using Presage.Cli.Parsing;
using Presage.Contracts;
using Presage.Contracts.Api;

namespace Presage.Cli.Commands;

internal static class FeaturesCommand
{
    public static Command Create()
    {
        var dataset = CommandOptions.Dataset();
        var from = ValueOptions.Time("--from", "Beginning of the range, exclusive.", required: true);
        var to = ValueOptions.Time("--to", "End of the range, inclusive.", required: true);
        var preset = CommandOptions.Preset();
        var horizon = ValueOptions.Hours("--horizon", "Horizon of the labels, such as 84h or 3.5d; by default the scenario's.");
        var asOf = ValueOptions.Time("--as-of", "Only records known at this moment count. [default: now]");
        var file = CommandOptions.Out("CSV file to write.");
        return new Command("features", "Write the features and labels of a range as CSV.")
            {
                dataset, from, to, preset, horizon, asOf, file,
            }
            .WithRange(from, to)
            .Does(call => RunAsync(call, call.OutputFile(file), new StartFeatures(
                null, call.Get(dataset), call.Get(from)!.Value, call.Get(to)!.Value, call.Get(preset), call.Get(horizon), call.Get(asOf))));
    }

    private static async Task RunAsync(CommandCall call, string path, StartFeatures request)
    {
        await using var services = await call.StartServicesAsync();
        var result = await call.ExecuteAsync<FeaturesResult>(services, requests => requests.BuildFeaturesAsync(request, call.Cancellation));
        await WriteAsync(services, result.Run, path, call.Cancellation);
        call.Terminal.Result(result, _ =>
        {
            call.Terminal.SayWritten(
                path,
                $"{Format.Count(result.Rows)} rows of {result.Columns.Count} features written to {path} "
                + $"({Format.Seconds(result.Seconds)}).");
            Notices.ShowOfFile(call.Terminal, path, result.Notices);
        });
    }

    /// <summary>Writes the features of a run, and deletes them when the file is whole.</summary>
    public static async Task WriteAsync(EmbeddedServices services, string run, string path, CancellationToken cancellation)
    {
        var exports = services.Get<IExports>();
        await OutputFile.WriteAsync(path, file => exports.FeaturesAsync(run, file, cancellation));
        await exports.ReleaseFeaturesAsync(run, cancellation);
    }
}
