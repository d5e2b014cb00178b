using Presage.Cli.Output;
using Presage.Contracts.Api;

namespace Presage.Cli.Commands;

internal static class JobView
{
    public static void ShowAll(Terminal terminal, IReadOnlyList<JobSummary> jobs)
    {
        if (jobs.Count == 0)
        {
            terminal.Say("There are no such jobs.");
            return;
        }

        var table = Tables.Create("job", "version", "state", "started by", "next", "last run");
        foreach (var job in jobs)
            table.Row(
                job.Job, Format.Count(job.Version), job.State, StartedBy(job), Format.Time(job.NextAt),
                job.Last is { } last ? $"{Format.Time(last.CreatedAt)} {last.State}" : "-");

        terminal.Show(table);
        foreach (var job in jobs.Where(job => job.Trouble is not null))
            terminal.Say($"{job.Job}: {job.Trouble}");
    }

    public static void Show(Terminal terminal, JobDetails details)
    {
        ShowAll(terminal, [details.Job]);
        ShowState(terminal, details);
        terminal.Say($"Definition, version {details.Job.Version}, applied by {details.AppliedBy} on {Format.Time(details.AppliedAt)}:");
        terminal.Say("  " + details.Definition.TrimEnd().ReplaceLineEndings("\n").Replace("\n", "\n  ", StringComparison.Ordinal));
        if (details.Upcoming.Count > 0)
            ShowUpcoming(terminal, details.Upcoming);
        foreach (var waiting in details.Waiting)
            terminal.Say($"Waits: {JobRunView.Interval(waiting.From, waiting.To)}{NotBefore(waiting.NotBefore)}. {waiting.Why}");
        foreach (var pulled in details.Pulled)
            terminal.Say($"Trigger {pulled.Trigger} was pulled on {Format.Time(pulled.Since)}{NotBefore(pulled.NotBefore)}. {pulled.Why}");
        foreach (var run in details.Active)
            JobRunView.Show(terminal, run);
        foreach (var backfill in details.Backfills)
            terminal.Say(BackfillView.LineOf(backfill));

        Notices.Show(terminal, details.Notices);
    }

    private static void ShowState(Terminal terminal, JobDetails details)
    {
        if (details.Job.Description.Length > 0)
            terminal.Say(details.Job.Description);
        if (details.Job.Paused is { } pause)
        {
            var until = pause.Until is { } end ? $" until {Format.Time(end)}" : "";
            var skipped = details.SkippedByPause > 0 ? $" It has skipped {Format.Count(details.SkippedByPause, "interval")}." : "";
            terminal.Say($"Paused by {pause.By} since {Format.Time(pause.Since)}{until}: {pause.Reason}.{skipped}");
        }

        if (details.Job.Failures > 0)
            terminal.Say($"Failed one after the other, until now: {Format.Count(details.Job.Failures, "run")}.");
        if (details.PlannedTo is { } planned)
            terminal.Say($"Planned up to {Format.Time(planned)}.");
    }

    private static void ShowUpcoming(Terminal terminal, IReadOnlyList<UpcomingRun> runs)
    {
        var hasLocal = runs.Any(run => run.Local is not null);
        string[] columns = [.. hasLocal ? ["next (UTC)", "local"] : (string[])["next (UTC)"], "interval", "what it will do"];
        var table = Tables.Create(columns);
        foreach (var run in runs)
            table.Row([
                Format.Time(run.Nominal), .. hasLocal ? [run.Local ?? "-"] : (string[])[], JobRunView.Interval(run.From, run.To),
                WhatOf(run)]);

        terminal.Show(table);
    }

    private static string WhatOf(UpcomingRun run) => string.Join(
        "\n",
        [
            .. run.Excluded is { } excluded ? [excluded] : run.Steps.Select(LineOf),
            .. run.Remark is { } remark ? [remark] : Array.Empty<string>(),
        ]);

    private static string LineOf(UpcomingStep step)
    {
        var arguments = step.Arguments.Select(argument => $"{argument.Key}={string.Join(",", argument.Value)}");
        return $"{step.Step}: {string.Join(" ", arguments.Prepend(step.Kind))}";
    }

    private static string StartedBy(JobSummary job) =>
        string.Join("; ", [.. job.Schedule is { } schedule ? [schedule] : Array.Empty<string>(), .. job.Triggers]);

    private static string NotBefore(DateTime? time) => time is { } moment ? $", not before {Format.Time(moment)}" : "";
}
