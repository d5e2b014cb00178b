using Presage.Cli.Output;
using Presage.Contracts.Api;

namespace Presage.Cli.Commands;

/// <summary>A job's history for somebody who was not there.</summary>
internal static class JobHistoryView
{
    public static void Show(Terminal terminal, JobHistory history)
    {
        if (history.Events.Count == 0)
        {
            terminal.Say($"Nothing is told of {history.Job} in that time.");
            return;
        }

        var table = Tables.Create("when (UTC)", "what", "interval", "#minutes", "why");
        foreach (var each in history.Events)
            table.Row(
                Format.Time(each.At), WhatOf(each), JobRunView.Interval(each.From, each.To),
                each.Minutes is { } minutes ? minutes.ToString("0.0", Format.Culture) : "-", WhyOf(each));

        terminal.Show(table);
        ShowGaps(terminal, history.Gaps);
        terminal.Say($"Intervals: {Counted(history.Counts.Intervals)}. Runs: {Counted(history.Counts.Runs)}"
            + $"{(history.Counts.Repairs > 0 ? $", repaired {history.Counts.Repairs} x" : "")}. Overdue: {history.Counts.Overdue}.");
        if (history.Counts.Triggers.Looked > 0)
            terminal.Say(
                $"Triggers: looked at {history.Counts.Triggers.Looked} x, of which {history.Counts.Triggers.WithoutRun} started no run.");
        if (history.IsCut)
            terminal.Say("There is more before; --most shows more, --from and --to another part.");
    }

    private static void ShowGaps(Terminal terminal, IReadOnlyList<JobGap> gaps)
    {
        if (gaps.Count == 0)
            return;

        terminal.Say("Without a succeeded run:");
        foreach (var gap in gaps)
            terminal.Say($"  {JobRunView.Interval(gap.From, gap.To)}, {Format.Count(gap.Intervals, "interval")}: {gap.Why}");
    }

    private static string WhatOf(JobEvent each) => each.Kind switch
    {
        "interval" or "run" => $"{each.Outcome ?? "run"}{(each.State is { } state ? $", {state}" : "")}",
        var kind => each.By is { } by ? $"{kind} by {by}" : kind,
    };

    private static string WhyOf(JobEvent each)
    {
        var text = each.Text.TrimEnd();
        if (each.Local is { } local)
            text += $" Local time {local}.";
        if (each.Remark is { } remark)
            text += $" {remark.TrimEnd('.')}.";
        if (each.DecidedAt is { } decided)
            text += $" Decided on {Format.Time(decided)}.";

        return each.Run is { } run ? $"{text} Run {run}." : text;
    }

    private static string Counted(IReadOnlyDictionary<string, int> counts) =>
        counts.Count == 0 ? "none" : string.Join(", ", counts.Select(count => $"{count.Value} {count.Key}"));
}
