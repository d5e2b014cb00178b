using Presage.Jobs.Decisions;
using Presage.Storage;

namespace Presage.Tests.Scheduler.Year;

/// <summary>What must hold once a simulated year is over.</summary>
internal static class YearCheck
{
    /// <returns>What came of it, for people.</returns>
    public static async Task<string> OfAsync(SimulatedYear year, TimeSpan length)
    {
        var rows = (await year.Ports.Jobs.OccurrencesAsync(SimulatedYear.Job, null, null, null, int.MaxValue, default)).Reverse().ToList();
        var runs = await RunsAsync(year.Ports);

        Line(rows);
        Runs(rows, runs, year);
        Reasons(rows, runs);
        if (year.Plan.IsLossless)
            Covered(rows, runs, SimulatedYear.Start + length);
        var counts = rows.GroupBy(row => row.Outcome).OrderBy(group => group.Key).Select(group => $"{group.Count()} {group.Key}");
        return $"{string.Join(", ", counts)}; {runs.Count} runs, {year.Kills} kills, {year.Disturbances} other disturbances";
    }

    // Rows partition time, without overlap, gap or interval of no length.
    private static void Line(List<Occurrence> rows)
    {
        rows.ShouldNotBeEmpty();
        DateTime? to = null;
        foreach (var row in rows.Where(row => row.From is not null))
        {
            (row.From < row.To && row.To == row.Nominal && (to is null || row.From == to)).ShouldBeTrue($"{row} after {to:O}");
            to = row.To;
        }
    }

    // Each run stands for its own rows, ended, and did its work once: one work succeeded, for just its interval.
    private static void Runs(List<Occurrence> rows, Dictionary<string, JobRun> runs, SimulatedYear year)
    {
        var covered = rows.Where(row => row.Run is not null).GroupBy(row => row.Run!)
            .ToDictionary(group => group.Key, group => group.ToList());
        covered.Keys.ToHashSet().SetEquals(runs.Keys).ShouldBeTrue("runs without rows, or rows without runs");
        foreach (var run in runs.Values)
        {
            (run.EndedAt is not null && run.State is JobRunState.Succeeded or JobRunState.Cancelled).ShouldBeTrue(run.ToString());
            var own = covered[run.Id];
            (own[0].From == run.From && own[^1].To == run.To).ShouldBeTrue($"{run} covers {own[0]} to {own[^1]}");
            own.Zip(own.Skip(1)).All(pair => pair.First.To == pair.Second.From).ShouldBeTrue($"{run} has gaps");
            if (run.State == JobRunState.Succeeded)
                year.Works.Begun[run.Steps.Single().Run!].ShouldBe((run.From!.Value, run.To!.Value));
        }
    }

    private static void Reasons(List<Occurrence> rows, Dictionary<string, JobRun> runs)
    {
        foreach (var row in rows)
        {
            (row.Why.Length > 12 && row.Why[^1] == '.').ShouldBeTrue(row.ToString());
            if (row.Outcome is OccurrenceOutcome.Started or OccurrenceOutcome.Merged or OccurrenceOutcome.Moved)
                (runs[row.Run!] is { State: JobRunState.Succeeded } or { Cancel: not null }).ShouldBeTrue($"{row}: {runs[row.Run!]}");
        }
    }

    private static void Covered(List<Occurrence> rows, Dictionary<string, JobRun> runs, DateTime end)
    {
        rows[0].From.ShouldNotBeNull().ShouldBeLessThanOrEqualTo(SimulatedYear.Start);
        rows[^1].To.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(end);
        var to = rows[0].From!.Value;
        foreach (var run in runs.Values.Where(run => run.State == JobRunState.Succeeded).OrderBy(run => run.From))
        {
            run.From.ShouldBe(to);
            to = run.To!.Value;
            if (to >= end)
                return;
        }

        to.ShouldBeGreaterThanOrEqualTo(end);
    }

    private static async Task<Dictionary<string, JobRun>> RunsAsync(Ports ports)
    {
        var runs = new Dictionary<string, JobRun>();
        for (JobRunKey? after = null; ;)
        {
            var page = await ports.JobRuns.ListAsync(new(SimulatedYear.Job), after, 50_000, default);
            foreach (var run in page)
                runs[run.Id] = run;
            if (page.Count < 50_000)
                return runs;
            after = page[^1].Place;
        }
    }
}
