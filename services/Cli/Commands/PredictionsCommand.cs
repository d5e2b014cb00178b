using System.CommandLine;
using Presage.Application.Export;
using Presage.Cli.Execution;
using Presage.Cli.Output;
using Presage.Cli.Parsing;
using Presage.Cli.Risks;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Storage;

namespace Presage.Cli.Commands;

internal static class PredictionsCommand
{
    private const int DefaultTop = 20;

    public static Command Create()
    {
        var results = CommandOptions.Results();
        var top = ValueOptions.Count("--top", "Show that many machines, the most endangered first. [default: 20]");
        var at = ValueOptions.Time("--at", "Look at predictions up to this time. [default: the latest]");
        var file = CommandOptions.Out("Write all predictions to a CSV file instead.", required: false);
        return new Command("predictions", "Show which machines are expected to fail, and why.") { results, top, at, file }
            .Does(async call =>
            {
                await using var store = call.OpenStore();
                var predictions = store.Get<IPredictions>();
                var set = await FindAsync(predictions, call.Get(results), call.Cancellation);
                var until = call.Get(at) ?? DateTime.MaxValue;
                if (call.Get(file) is not null)
                    await ExportAsync(call, store.Get<IExports>(), new PredictionFilter(set.Name, To: call.Get(at)), call.OutputFile(file));
                else
                    await ShowAsync(call, predictions, set, until, call.Get(top) ?? DefaultTop);
            });
    }

    public static async Task<ResultSet> FindAsync(IPredictions predictions, string name, CancellationToken cancellation)
    {
        if (await predictions.FindAsync(name, cancellation) is { } results)
            return results;

        var names = (await predictions.ListAsync(cancellation)).Select(each => each.Name).ToList();
        throw new PresageException(
            ErrorKind.NotFound, "unknown-results", $"There is no result set '{name}'.",
            names.Count == 0 ? $"Score first: presage score DATASET --from A --to B --results {name}." : $"Use one of: {string.Join(", ", names)}.");
    }

    private static async Task ShowAsync(CommandCall call, IPredictions predictions, ResultSet set, DateTime until, int top)
    {
        var risks = await MachineRisks.RankAsync(predictions, set, until, call.Cancellation);
        var shown = risks.Take(top).ToList();
        call.Terminal.Result(
            new { results = set.Name, dataset = set.Dataset, horizonHours = set.Horizon.TotalHours, machines = shown },
            _ =>
            {
                RiskView.Show(call.Terminal, shown);
                call.Terminal.Say(
                    $"{shown.Count} of {risks.Count} machines, {risks.Count(risk => risk.Alarm)} above the threshold; "
                    + $"a probability is that of a failure within {Format.Hours(set.Horizon.TotalHours)}.");
            });
    }

    private static async Task ExportAsync(CommandCall call, IExports exports, PredictionFilter filter, string path)
    {
        var written = await OutputFile.WriteAsync(path, file => exports.PredictionsAsync(filter, file, call.Cancellation));
        call.Terminal.Result(
            written with { File = path },
            _ => call.Terminal.SayWritten(path, $"{Format.Count(written.Rows)} predictions written to {path}."));
    }
}
