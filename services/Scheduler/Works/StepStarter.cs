using MassTransit;
using Microsoft.Extensions.Logging;
using Presage.Application.Runs;
using Presage.Contracts;
using Presage.Engine;
using Presage.Hosting;
using Presage.Hosting.Errors;
using Presage.Hosting.Models;
using Presage.Hosting.Runs;
using Presage.Hosting.Stores;
using Presage.Jobs.Decisions;
using Presage.Jobs.Definitions;
using Presage.Storage;

namespace Presage.Scheduler.Works;

/// <summary>
/// Begins what was decided that steps do: it is asked for under the step's id, so that asking again is harmless. What cannot be asked for,
/// such as a score of a model that there is not, is a run of the ledger that has failed.
/// </summary>
internal sealed class StepStarter(
    IRunRequests requests, IBus bus, IRuns runs, ModelCatalog models, JobSteps jobs, StoreTime time, ILogger<StepStarter> log)
{
    /// <exception cref="PresageException">Store or broker are away; it has to be asked for once more.</exception>
    public async Task StartAsync(JobRun run, StepStart start, CancellationToken cancellation)
    {
        var step = new StepArguments(start.Step.Name, start.Arguments);
        try
        {
            await AskAsync(run, start, step, cancellation);
            Log.StepBegins(log, run.Id, start.Step.Name, start.Run);
        }
        catch (PresageException exception) when (exception.Kind is not (ErrorKind.Unavailable or ErrorKind.Busy))
        {
            await RefuseAsync(run, start, step, exception, cancellation);
            Log.StepRefused(log, run.Id, start.Step.Name, start.Run, exception.Message);
        }
    }

    private async Task AskAsync(JobRun run, StepStart start, StepArguments step, CancellationToken cancellation)
    {
        switch (start.Step.Kind)
        {
            case StepKinds.Ingest:
                await requests.IngestAsync(WorkRequests.Ingestion(start.Run, step, run.IsBulk), cancellation);
                break;
            case StepKinds.Train:
                var trainedAsOf = await AsOfAsync(start, step, cancellation);
                await requests.TrainAsync(WorkRequests.Training(start.Run, step, trainedAsOf, run.IsBulk), cancellation);
                break;
            case StepKinds.Score:
                var (model, asOf) = (await ModelAsync(start, step, cancellation), await AsOfAsync(start, step, cancellation));
                await requests.ScoreAsync(WorkRequests.Scoring(start.Run, step, model, asOf, run.IsBulk), cancellation);
                break;
            case StepKinds.Evaluate:
                await requests.EvaluateAsync(WorkRequests.Evaluation(start.Run, step, run.IsBulk), cancellation);
                break;
            case StepKinds.Job:
                await jobs.StartAsync(run, start, step, cancellation);
                break;
            default:
                await bus.PublishRequestAsync(DeedOf(run, start), cancellation);
                break;
        }
    }

    private static DoStep DeedOf(JobRun run, StepStart start) =>
        new(start.Run, run.Id, start.Step.Name, start.Step.Kind, start.Arguments);

    /// <summary>The version that the first attempt had, or that is champion now.</summary>
    private async Task<string> ModelAsync(StepStart start, StepArguments step, CancellationToken cancellation)
    {
        if (start.Pins.TryGetValue(WorkOutputs.Model, out var pinned))
            return pinned;

        var version = await models.GetAsync(step.OptionalText("model") ?? step.Text("dataset"), cancellation);
        return $"{version.Name}@{version.Number}";
    }

    private async Task<DateTime> AsOfAsync(StepStart start, StepArguments step, CancellationToken cancellation) =>
        WorkOutputs.PinnedAsOf(start.Pins) ?? step.OptionalTime("as-of") ?? await time.NowAsync(cancellation);

    private async Task RefuseAsync(
        JobRun run, StepStart start, StepArguments step, PresageException exception, CancellationToken cancellation)
    {
        var now = await time.NowAsync(cancellation);
        var request = EmptyRequest(run, start, step);
        await runs.StartAsync(
            new Run(start.Run, start.Step.Kind, step.OptionalText("dataset") ?? "", start.Run, request, null, null, now), cancellation);
        await runs.EndAsync(
            start.Run, RunState.Failed, null, Failure.Of(exception, CancellationToken.None).ToRunError(),
            await time.NowAsync(cancellation), cancellation);
    }

    /// <summary>A request of the right form, for whoever reads the run.</summary>
    private static string EmptyRequest(JobRun run, StepStart start, StepArguments step)
    {
        var (dataset, results) = (step.OptionalText("dataset") ?? "", step.OptionalText("results") ?? "");
        return start.Step.Kind switch
        {
            StepKinds.Ingest => Json.Write(new NewDataArrived(start.Run, dataset, null, step.List("paths"))),
            StepKinds.Train => Json.Write(new StartTraining(start.Run, dataset, default, default, step.OptionalText("model"))),
            StepKinds.Score => Json.Write(new StartScoring(start.Run, dataset, default, default, results, step.OptionalText("model"))),
            StepKinds.Evaluate => Json.Write(new StartEvaluation(start.Run, results)),
            _ => Json.Write(DeedOf(run, start)),
        };
    }
}
