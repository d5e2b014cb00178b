using System.CommandLine;
using Presage.Cli.Execution;
using Presage.Cli.Output;
using Presage.Cli.Parsing;
using Presage.Contracts;
using Presage.Contracts.Api;
using Presage.Engine.Selection;
using Presage.Hosting;

namespace Presage.Cli.Commands;

internal static class TrainCommand
{
    private const int MostFeatures = 8;

    public static Command Create()
    {
        var dataset = CommandOptions.Dataset();
        var from = ValueOptions.Time("--from", "Beginning of the range, exclusive.", required: true);
        var to = ValueOptions.Time("--to", "End of the range, inclusive.", required: true);
        var preset = CommandOptions.Preset();
        var horizon = ValueOptions.Hours(
            "--horizon", "How far ahead failures are predicted, such as 84h or 3.5d; by default the scenario's.");
        var model = new Option<string?>("--model") { Description = "Name in the registry; by default the data set's.", HelpName = "NAME" };
        var seed = ValueOptions.Seed("--seed", "Seed of everything random. [default: 1]");
        var split = CommandOptions.Choice(
            "--split", "What tells the training, calibration and test block apart; by default time, or machine where lives end.",
            SplitKinds.Names);
        var asOf = ValueOptions.Time("--as-of", "Only records known at this moment count. [default: now]");
        var sweep = new SweepOptions(InstalledTrainers.Catalog);
        var command = new Command("train", "Train a model on a range of a data set and register it.")
        {
            dataset, from, to, preset, horizon, model, seed, split, asOf,
        };
        sweep.AddTo(command);
        return command.WithRange(from, to).Does(call => RunAsync(call, sweep.Fill(
            new StartTraining(
                null, call.Get(dataset), call.Get(from)!.Value, call.Get(to)!.Value, call.Get(model), Preset: call.Get(preset),
                HorizonHours: call.Get(horizon), Seed: call.Get(seed) ?? 1, AsOf: call.Get(asOf), Split: call.Get(split)),
            call.Values)));
    }

    private static async Task RunAsync(CommandCall call, StartTraining request)
    {
        await using var services = await call.StartServicesAsync();
        var result = await call.ExecuteAsync<TrainResult>(services, requests => requests.TrainAsync(request, call.Cancellation));
        call.Terminal.Result(result, _ => Show(call.Terminal, result));
    }

    private static void Show(Terminal terminal, TrainResult result)
    {
        var components = Tables.Create("component", "#failing rows", "#threshold", "#precision", "#recall", "#F1", "#PR-AUC");
        var test = result.Metrics.GetValueOrDefault("test");
        foreach (var (component, threshold) in result.Thresholds)
        {
            var figures = test?.Components.GetValueOrDefault(component);
            components.Row(
                component, Format.Count(result.Positives.GetValueOrDefault(component)), Format.Share(threshold), Share(figures?.Precision),
                Share(figures?.Recall), Share(figures?.F1), Share(figures?.PrAuc));
        }

        terminal.Show(components);
        if (test is not null)
            SkillTable.Show(terminal, test.Components);
        if (result.Trials.Count > 1)
            TrialTable.Show(terminal, result.Trials);

        if (result.Selection is { } selection)
            terminal.Say(Words(selection, isNoted: result.Notices.Any(notice => notice.Code == "split-by-machine")));

        Notices.Show(terminal, result.Notices);

        var strongest = result.Importance.Take(MostFeatures).Select(each => $"{each.Feature} {Format.Percent(each.Share)}");
        terminal.Say($"Strongest features: {string.Join(", ", strongest)}.");
        terminal.Say(
            $"Model {result.Model}@{result.Version} ({result.Algorithm}, preset {result.Preset}) fitted on "
            + $"{Format.Count(result.Rows)} rows{Left(result.Unknown)}. {result.Promotion}");
        if (!result.Champion)
            terminal.Say($"Make it the champion with: presage models promote {result.Model}@{result.Version} --reason TEXT");

        terminal.Say($"Run {result.Run}, {Format.Seconds(result.Seconds)}.");
    }

    private static string Left(long unknown) =>
        unknown == 0 ? "" : $"; {Format.Count(unknown)} more are left out since it is not known what followed them";

    /// <param name="isNoted">Whether a notice gives the reason of the split.</param>
    private static string Words(SelectionSummary selection, bool isNoted)
    {
        var kind = selection.Split == SplitKinds.Both ? "machine and time" : selection.Split;
        var folds = selection.CrossFitted ? ", each left out of a fit in turn" : "";
        var reason = isNoted ? "" : $": {selection.SplitReason}";
        return $"Split by {kind}{reason}. Calibrated on {Words(selection.Calibrate)}{folds}; tested on "
            + $"{Words(selection.Test)}.";
    }

    private static string Words(BlockSummary block) =>
        $"{Format.Count(block.Failures.Values.Sum(), "failure")} in {Format.Count(block.Rows, "row")} of "
        + Format.Count(block.Machines, "machine");

    private static string Share(double? value) => value is { } known ? Format.Share(known) : "-";
}
