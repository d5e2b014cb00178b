using Presage.Application.DataSets;
using Presage.Application.Results;
using Presage.Application.Simulation;
using Presage.Cli.Commands;
using Presage.Cli.Composition;
using Presage.Cli.Execution;
using Presage.Contracts;
using Presage.Contracts.Api;
using Presage.Engine.Features;
using Presage.Engine.Learning;
using Presage.Reporting;

namespace Presage.Cli.Demo;

/// <summary>
/// What a user would do with data of their own, on made-up data, once with Presage's features and once with the reference architecture's.
/// </summary>
internal sealed class DemoScript(DemoSettings settings, EmbeddedServices services, CommandCall call)
{
    public async Task<DemoResult> RunAsync(CancellationToken cancellation)
    {
        var steps = new DemoSteps(call, services);
        await steps.DoAsync("simulate", () => SimulateAsync(cancellation));
        var ingest = await steps.RunAsync<NewDataArrived, IngestResult>(
            "ingest", new NewDataArrived(null, settings.Name, SimulationRequest.UsualScenario, [settings.Files]),
            (requests, request, token) => requests.IngestAsync(request, token));

        var (begin, middle, end) = await RangeAsync(cancellation);
        var train = await TrainAsync(
            "train", new StartTraining(null, settings.Name, begin, middle, settings.Name, Seed: settings.Seed));
        var reference = await TrainAsync("train reference", new StartTraining(
            null, settings.Name, begin, middle, settings.ReferenceName, Trainers.RandomForest, FeaturePresets.Reference, Trials: 1,
            Seed: settings.Seed));
        var score = await ScoreAsync("score", settings.Name, train);
        await ScoreAsync("score reference", settings.ReferenceName, reference);
        var evaluate = await EvaluateAsync("evaluate", settings.Name);
        var referenceEvaluate = await EvaluateAsync("evaluate reference", settings.ReferenceName);

        var risks = await services.Get<IResultActions>().RankAsync(settings.Name, settings.Machines, null, cancellation);
        await steps.DoAsync("report", async () =>
        {
            await ReportCommand.WriteAsync(services.Get<ReportRenderer>(), settings.Name, settings.Report, cancellation);
            return true;
        });
        return new DemoResult(
            settings.Name, settings.Files, ingest, train, reference, score, evaluate, referenceEvaluate, risks.Machines, settings.Report,
            steps.Seconds);

        Task<TrainResult> TrainAsync(string step, StartTraining asked) => steps.RunAsync<StartTraining, TrainResult>(
            step, asked, (requests, request, token) => requests.TrainAsync(request, token));

        Task<ScoreResult> ScoreAsync(string step, string name, TrainResult model) => steps.RunAsync<StartScoring, ScoreResult>(
            step, new StartScoring(null, settings.Name, middle, end, name, $"{model.Model}@{model.Version}"),
            (requests, request, token) => requests.ScoreAsync(request, token));

        Task<EvaluateResult> EvaluateAsync(string step, string name) => steps.RunAsync<StartEvaluation, EvaluateResult>(
            step, new StartEvaluation(null, name), (requests, request, token) => requests.EvaluateAsync(request, token));
    }

    /// <summary>Makes up the files, unless they are there. They are written elsewhere first, so that what is there is whole.</summary>
    private async Task<bool> SimulateAsync(CancellationToken cancellation)
    {
        if (Directory.Exists(settings.Files))
            return false;

        var unfinished = $"{settings.Files}.unfinished";
        if (Directory.Exists(unfinished))
            Directory.Delete(unfinished, recursive: true);

        var request = new SimulationRequest(unfinished, Machines: settings.Machines, Days: settings.Days, Seed: settings.Seed);
        await services.Get<ISimulationActions>().WriteAsync(request, call.Terminal, cancellation);
        Directory.Move(unfinished, settings.Files);
        return true;
    }

    /// <summary>Training gets the first five sixths of the days, scoring the rest.</summary>
    private async Task<(DateTime Begin, DateTime Middle, DateTime End)> RangeAsync(CancellationToken cancellation)
    {
        var telemetry = (await services.Get<IDataSetActions>().ShowAsync(settings.Name, cancellation)).Dataset.Records["telemetry"];
        var begin = telemetry.First.Date;
        return (begin, begin.AddDays(settings.Days * 5 / 6), telemetry.Last);
    }
}
