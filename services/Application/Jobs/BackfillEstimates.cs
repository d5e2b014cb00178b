using System.Globalization;
using Presage.Contracts.Api;
using Presage.Hosting;
using Presage.Hosting.Runs;
using Presage.Storage;

namespace Presage.Application.Jobs;

/// <summary>How many rows intervals have and how long they take, as far as earlier runs of the job tell.</summary>
internal sealed class BackfillEstimates(IJobRuns jobRuns, IRuns runs)
{
    private const int Sample = 20;

    /// <param name="steps">Names of the steps that are done; null for all.</param>
    public async Task<BackfillEstimate> OfAsync(string job, IReadOnlyList<string>? steps, CancellationToken cancellation)
    {
        var (count, hours, rows, seconds, scored) = (0, 0.0, 0L, 0.0, false);
        foreach (var run in await jobRuns.ListAsync(new JobRunQuery(job, JobRunState.Succeeded), null, Sample, cancellation))
        {
            StepRun[] done = [.. run.Steps.Where(step => step is { State: StepState.Succeeded, StartedAt: not null, EndedAt: not null }
                && steps?.Contains(step.Step) != false)];
            if (run is not { From: { } from, To: { } to } || done.Length == 0)
                continue;

            count++;
            hours += (to - from).TotalHours;
            seconds += (done.Max(step => step.EndedAt!.Value) - done.Min(step => step.StartedAt!.Value)).TotalSeconds;
            foreach (var step in done)
                if (await RowsAsync(step, cancellation) is { } found)
                    (rows, scored) = (rows + found, true);
        }

        return new BackfillEstimate(count, hours, scored ? rows : null, seconds);
    }

    private async Task<long?> RowsAsync(StepRun step, CancellationToken cancellation)
    {
        if (step.Run is not { } id || await runs.FindAsync(id, cancellation) is not { Kind: RunKinds.Score, Result: { } text })
            return null;

        return Json.Read<ScoreResult>(text).Rows;
    }
}

/// <param name="Runs">On which it rests.</param>
/// <param name="Hours">Of their intervals.</param>
/// <param name="Rows">Null where none of their steps counts rows.</param>
internal sealed record BackfillEstimate(int Runs, double Hours, long? Rows, double Seconds)
{
    public long? RowsOf(TimeSpan interval) =>
        Rows is { } rows && Hours > 0 ? (long)Math.Round(rows / Hours * interval.TotalHours) : null;

    /// <summary>By rows where there are any: what a short interval takes is mostly what any interval takes.</summary>
    public double? MinutesOf(TimeSpan interval) => Runs == 0 ? null
        : RowsOf(interval) is { } rows && Rows > 0 ? Math.Round(rows * Seconds / Rows.Value / 60, 2)
        : Math.Round(Seconds / Runs / 60, 2);

    public string Sentence => Runs == 0 ? "Nothing is known of rows and minutes: no run of the job has succeeded yet."
        : Rows is null or 0 ? string.Create(
            CultureInfo.InvariantCulture, $"As the last {Of(Runs)} of the job, which took {Seconds / Runs:0.#} s each; they count no rows.")
        : string.Create(
            CultureInfo.InvariantCulture,
            $"As the last {Of(Runs)} of the job: {Rows / Hours:0.#} rows an hour of interval, "
            + $"{Seconds / Rows.Value * 1000:0.##} s a thousand rows.");

    private static string Of(int runs) => runs == 1 ? "run" : $"{runs} runs";
}
