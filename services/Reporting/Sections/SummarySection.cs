using Presage.Engine.Evaluation;
using Presage.Reporting.Charts;
using Presage.Reporting.Data;

namespace Presage.Reporting.Sections;

/// <summary>What it is about, and the few figures that matter.</summary>
public static class SummarySection
{
    public static Section Of(ReportData data) => new("summary", "Summary", Markup.Of(
        $"""
        {RunNotice(data)}
        {Sentence(data)}
        <ul class="kpis">{Figures(data)}</ul>
        {NoticeList.Of(ReportNotice.Of(data.Model, data.Scoring))}
        <div class="card"><dl class="facts">{Facts(data)}</dl></div>
        """));

    private static Markup RunNotice(ReportData data) => data.Subject.Run switch
    {
        { Error: { } error } run => Section.Notice(
            $"The run {run.Id} {run.State.ToString().ToLowerInvariant()}: {error.Message} {error.Remedy}"),
        { State: Storage.RunState.Running } run => Section.Notice(
            $"The run {run.Id} is still going on; this report shows what there is so far."),
        _ => Markup.Empty,
    };

    private static Markup Sentence(ReportData data) => data switch
    {
        { Scoring: { } scoring } => Markup.Of(
            $"<p>{(scoring.AtRisk == 0 ? "No machine is" : Format.Plural(scoring.AtRisk, "machine is", "machines are"))} at risk of "
            + $"failing within {Format.Hours(scoring.Results.Horizon.TotalHours)} after its latest prediction. {Worst(scoring)}</p>"),
        { Model: not null } => Markup.Of(
            $"""<p>This report is about a training run: there are no predictions in it. Score a range to see machines at risk.</p>"""),
        _ => Markup.Of($"""<p>This report is about the data alone: nothing has been trained or scored in this run.</p>"""),
    };

    private static Markup Worst(ScoringData scoring) => scoring.Fleet is [{ IsAtRisk: true } worst, ..]
        ? Markup.Of(
            $"The riskiest is <strong>machine {worst.Machine}</strong>, {worst.Component}, with a probability of "
            + $"""{Format.Probability(worst.Level.Probability)}. <a href="#scoring">See the fleet.</a>""")
        : Markup.Empty;

    private static IEnumerable<Markup> Figures(ReportData data)
    {
        if (data.Scoring is { } scoring)
        {
            yield return Figure(
                Format.Count(scoring.AtRisk), "machines at risk now",
                $"of {Format.Plural(scoring.Freshness.Machines, "machine", "machines")}{NotFresh(scoring)}: "
                + "a component is at or above its alarm threshold at the latest prediction");
            foreach (var figure in scoring.Outcome is { } outcome ? Judged(outcome.Metrics.Events, scoring) : [])
                yield return figure;
        }
        else if (data.Model?.Metrics.GetValueOrDefault("test") is { } test)
        {
            yield return Figure(
                Format.Percent(test.Events.Recall), "failures warned of",
                $"{Format.Count(test.Events.Warned)} of {Format.Count(test.Events.Failures)} on the test block, "
                + "which nothing was chosen by");
            yield return Figure(
                Format.Number(test.Events.FalseAlarmsPerMachineMonth), "false alarms per machine-month",
                "inspections for nothing that one machine causes in a month");
            yield return Figure(Format.Hours(test.Events.LeadTimeHours.P50), "median lead time", "between alarm and failure");
            yield return Figure(
                Format.Probability(test.F1), "F1 of the test block", "balance of precision and recall, row by row; 1 is perfect");
        }

        yield return Figure(
            Format.Count(data.Raw.Machines), "machines observed",
            $"with {Format.Rough(data.Raw.Gaps.Readings)} readings of {Format.Plural(data.Raw.Sensors.Count, "sensor", "sensors")}");
    }

    private static string NotFresh(ScoringData scoring) => scoring.Freshness.Stale.Count == 0
        ? ""
        : $", {Format.Count(scoring.Freshness.Stale.Count)} of them stale";

    private static IEnumerable<Markup> Judged(EventMetrics events, ScoringData scoring)
    {
        var lead = events.LeadTimeHours;
        yield return Figure(
            Format.Percent(events.Failures == 0 ? null : events.Recall), "failures warned of",
            $"{Format.Count(events.Warned)} of {Format.Count(events.Failures)} known failures had an alarm early enough to act");
        yield return Figure(
            Format.Number(events.FalseAlarmsPerMachineMonth), "false alarms per machine-month",
            $"{Format.Count(events.FalseAlarms)} of {Format.Count(events.Decided)} decided warnings came before nothing, "
            + $"{Format.Count(events.Undecided)} undecided; {Format.Plural(events.Alarms, "alarm was", "alarms were")} raised, "
            + $"and {Format.Count(events.Renewed)} times one still stood a horizon later");
        yield return Figure(
            Format.Percent(events.ShareInAlarm), "of the time in alarm",
            $"{Format.Hours(events.HoursInAlarm)} of all components, of the time of which it is known what came after");
        yield return Figure(
            Format.Hours(lead.P50), "median lead time",
            $"from alarm to failure; in 8 of 10 cases {Format.Hours(lead.P10)} to {Format.Hours(lead.P90)}, "
            + $"at most {Format.Hours(scoring.Results.Horizon.TotalHours)} is counted");
        yield return Figure(
            Format.Money(events.Saved), "cost saved",
            $"{Format.Money(events.Cost)} instead of {Format.Money(events.CostWithoutAlarms)} without alarms, in the scenario's currency");
    }

    private static Markup Figure(string value, string name, string phrase) =>
        Markup.Of($"<li><b>{value}</b><i>{name}</i><span>{phrase}</span></li>\n");

    private static IEnumerable<Markup> Facts(ReportData data)
    {
        var (subject, scoring) = (data.Subject, data.Scoring);
        yield return Fact("Data set", $"{subject.DataSet.Name} (scenario {subject.DataSet.ScenarioName})");
        if (scoring is not null)
        {
            yield return Fact(
                "Result set",
                $"{scoring.Results.Name}: {Format.Count(scoring.Rows)} predictions of "
                + Format.Plural(scoring.Machines, "machine", "machines"));
            yield return Fact(
                "Predictions",
                $"from {Format.Time(scoring.From)} to {Format.Time(scoring.To)} UTC, "
                + $"each for the {Format.Hours(scoring.Results.Horizon.TotalHours)} after it");
            yield return Fact("Judged", scoring.Outcome is { } outcome
                ? $"by failures known until {Format.Time(outcome.FailuresKnownUntil)} UTC; "
                    + $"{Format.Count(outcome.Metrics.Unlabelled)} later predictions cannot be judged yet"
                : "not yet: no failures are known after these predictions");
        }

        if (subject.Run is { } run)
            yield return Fact(
                "Run",
                $"{run.Id}, started {Format.Time(run.StartedAt)} UTC"
                + (run.EndedAt is { } end ? $", took {Format.Seconds((end - run.StartedAt).TotalSeconds)}" : ""));

        if (subject.Version is { } version)
        {
            yield return Fact("Model", $"{version.Name} version {version.Number}{(version.IsChampion ? ", the champion" : "")}");
            yield return Fact("Algorithm", $"{version.Algorithm} on feature preset {version.Preset}");
            yield return Fact("Trained", $"{Format.Time(version.CreatedAt)} UTC by {version.Run}");
            foreach (var (name, value) in LineageFacts.Of(version))
                yield return Fact(name, value);
        }
    }

    private static Markup Fact(string name, string value) => Markup.Of($"<dt>{name}</dt><dd>{value}</dd>");
}
