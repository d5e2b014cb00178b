using System.Diagnostics;
using MassTransit;
using Presage.Contracts;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Hosting;
using Presage.Hosting.DataSets;
using Presage.Hosting.Messaging;
using Presage.Hosting.Runs;
using Presage.Storage;

namespace Presage.Application.Runs;

/// <param name="failures">Forgotten when new work is asked for; null where nothing is worked on.</param>
internal sealed class RunStarter(
    IRuns runs, IStoreTurns turns, IBus bus, RunRetry retry, TimeProvider clock, LocalFailures? failures = null) : IRunRequests
{
    /// <summary>How long it takes until a run is in the ledger whose request is taken at once.</summary>
    private static readonly TimeSpan LongestBegin = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(10);

    public Task<StartedRun> IngestAsync(NewDataArrived request, CancellationToken cancellation)
    {
        Names.Check("data set", request.Dataset);
        if (request.Sources.Count == 0)
            throw new PresageException(ErrorKind.Invalid, "no-sources", "Nothing to read is named.", "Name files or folders.");

        return AskAsync(RunKinds.Ingest, request, (asked, id) => asked with { RunId = id }, cancellation);
    }

    public Task<StartedRun> ReadmitAsync(QuarantineFilter filter, CancellationToken cancellation) => IngestAsync(
        new NewDataArrived(
            null, filter.Dataset, null,
            [QuarantineAddress.Of(new QuarantineQuery(filter.Dataset, filter.Run, filter.RecordKind, filter.Reason))]),
        cancellation);

    public Task<StartedRun> BuildFeaturesAsync(StartFeatures request, CancellationToken cancellation)
    {
        Names.Check("data set", request.Dataset);
        CheckRange(request.From, request.To);
        return AskAsync(RunKinds.Features, request, (asked, id) => asked with { RunId = id }, cancellation);
    }

    public Task<StartedRun> TrainAsync(StartTraining request, CancellationToken cancellation)
    {
        Names.Check("data set", request.Dataset);
        if (request.Model is { } model)
            Names.Check("model", model);

        CheckRange(request.From, request.To);
        return AskAsync(RunKinds.Train, request, (asked, id) => asked with { RunId = id }, cancellation);
    }

    public Task<StartedRun> ScoreAsync(StartScoring request, CancellationToken cancellation)
    {
        Names.Check("data set", request.Dataset);
        Names.Check("result set", request.Results);
        CheckRange(request.From, request.To);
        return AskAsync(RunKinds.Score, request, (asked, id) => asked with { RunId = id }, cancellation);
    }

    public Task<StartedRun> EvaluateAsync(StartEvaluation request, CancellationToken cancellation)
    {
        Names.Check("result set", request.Results);
        return AskAsync(RunKinds.Evaluate, request, (asked, id) => asked with { RunId = id }, cancellation);
    }

    public async Task<StartedRun> RetryAsync(string id, CancellationToken cancellation)
    {
        failures?.Clear();
        var run = await retry.RetryAsync(id, bus, cancellation);
        return new StartedRun(run.Id, run.Kind, TakenUp: true);
    }

    public async Task<int> ResumeAsync(CancellationToken cancellation)
    {
        var unfinished = (await runs.UnfinishedAsync(cancellation)).Where(run => run.IsOfServices()).ToList();
        var occasion = clock.GetUtcNow().Ticks;
        foreach (var run in unfinished)
            await bus.PublishRequestAsync(run, $"resume/{occasion}", cancellation);

        return unfinished.Count;
    }

    /// <param name="named">The request with the id of its run.</param>
    private async Task<StartedRun> AskAsync<T>(string kind, T request, Func<T, string, T> named, CancellationToken cancellation)
        where T : class, IRunMessage
    {
        failures?.Clear();
        if (request.RunId is { } given)
        {
            await bus.PublishRequestAsync(request, cancellation);
            return new StartedRun(given, kind);
        }

        // Who asks for the same at this moment is to find the run, and not to begin another.
        var key = RunIds.KeyOf(request);
        await using var turn = await turns.WaitAsync($"request/{key}", cancellation);
        var unfinished = await runs.FindUnfinishedAsync(key, cancellation);
        var id = unfinished?.Id ?? RunIds.New(kind, clock.GetUtcNow());
        await bus.PublishRequestAsync(named(request, id), cancellation);
        if (unfinished is null)
            await UntilBegunAsync(id, cancellation);

        return new StartedRun(id, kind, unfinished is not null);
    }

    private async Task UntilBegunAsync(string run, CancellationToken cancellation)
    {
        for (var asked = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(asked) < LongestBegin;)
        {
            if (failures?.Latest is not null || await runs.FindAsync(run, cancellation) is not null)
                return;

            await Task.Delay(BetweenLooks, cancellation);
        }
    }

    private static void CheckRange(DateTime from, DateTime to)
    {
        if (from >= to)
            throw new PresageException(
                ErrorKind.Invalid, "empty-range", $"The range ({from:yyyy-MM-ddTHH:mm}, {to:yyyy-MM-ddTHH:mm}] is empty.",
                "Give it a beginning before its end.");
    }
}
