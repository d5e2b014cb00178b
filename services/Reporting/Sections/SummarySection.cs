using Presage.Engine.Evaluation;
using Presage.Reporting.Data;
using Presage.Reporting.Html;

namespace Presage.Reporting.Sections;

/// <summary>What it is about, and the few figures that matter.</summary>
public static class SummarySection
{
    public static Section Of(ReportData data) => new("summary", "Summary", Markup.Of(
        $"""
        {RunNotice(data)}
        {Sentence(data)}
        <ul class="kpis">{Figures(data)}</ul>
        <div class="card"><dl class="facts">{Facts(data)}</dl></div>
        """));

    private static Markup RunNotice(ReportData data) => data.Subject.Run switch
    {
        { Error: { } error } run => Section.Notice($"The run {run.Id} {run.State.ToString().ToLowerInvariant()}: {error.Message} {error.Remedy}"),
        { State: Storage.RunState.Running } run => Section.Notice($"The run {run.Id} is still going on; this report shows what there is so far."),
        _ => Markup.Empty,
    };

    private static Markup Sentence(ReportData data) => data switch
    {
        { Scoring: { } scoring } => Markup.Of(
            $"""<p>{(scoring.AtRisk == 0 ? "No machine is" : Show.Plural(scoring.AtRisk, "machine is", "machines are"))} at risk of failing within {Show.Hours(scoring.Results.Horizon.TotalHours)} after its latest prediction. {Worst(scoring)}</p>"""),
        { Model: not null } => Markup.Of(
            $"""<p>This report is about a training run: there are no predictions in it. Score a range to see machines at risk.</p>"""),
        _ => Markup.Of($"""<p>This report is about the data alone: nothing has been trained or scored in this run.</p>"""),
    };

    private static Markup Worst(ScoringData scoring) => scoring.Fleet is [{ Level.IsAtRisk: true } worst, ..]
        ? Markup.Of($"The riskiest is <strong>machine {worst.Machine}</strong>, {worst.Component}, with a probability of {Show.Probability(worst.Level.Probability)}. <a href=\"#scoring\">See the fleet.</a>")
        : Markup.Empty;

    private static IEnumerable<Markup> Figures(ReportData data)
    {
        if (data.Scoring is { } scoring)
        {
            yield return Figure(
                Show.Count(scoring.AtRisk), "machines at risk now",
                $"of {Show.Plural(scoring.Machines, "machine", "machines")}: a component is at or above its alarm threshold at the latest prediction");
            foreach (var figure in scoring.Outcome is { } outcome ? Judged(outcome.Metrics.Events, scoring) : [])
                yield return figure;
        }
        else if (data.Model?.Metrics.GetValueOrDefault("test") is { } test)
        {
            yield return Figure(
                Show.Percent(test.Events.Recall), "failures warned of",
                $"{Show.Count(test.Events.Warned)} of {Show.Count(test.Events.Failures)} on the test block, which nothing was chosen by");
            yield return Figure(
                Show.Number(test.Events.FalseAlarmsPerMachineMonth), "false alarms per machine-month",
                "inspections for nothing that one machine causes in a month");
            yield return Figure(Show.Hours(test.Events.LeadTimeHours.P50), "median lead time", "between alarm and failure");
            yield return Figure(Show.Probability(test.F1), "F1 of the test block", "balance of precision and recall, row by row; 1 is perfect");
        }

        yield return Figure(
            Show.Count(data.Raw.Machines), "machines observed",
            $"with {Show.Rough(data.Raw.Gaps.Readings)} readings of {Show.Plural(data.Raw.Sensors.Count, "sensor", "sensors")}");
    }

    private static IEnumerable<Markup> Judged(EventMetrics events, ScoringData scoring)
    {
        var lead = events.LeadTimeHours;
        yield return Figure(
            Show.Percent(events.Failures == 0 ? null : events.Recall), "failures warned of",
            $"{Show.Count(events.Warned)} of {Show.Count(events.Failures)} known failures had an alarm early enough to act");
        yield return Figure(
            Show.Number(events.FalseAlarmsPerMachineMonth), "false alarms per machine-month",
            $"{Show.Count(events.FalseAlarms)} of {Show.Plural(events.Alarms, "alarm", "alarms")} came before nothing");
        yield return Figure(
            Show.Hours(lead.P50), "median lead time",
            $"from alarm to failure; in 8 of 10 cases {Show.Hours(lead.P10)} to {Show.Hours(lead.P90)}, at most {Show.Hours(scoring.Results.Horizon.TotalHours)} is counted");
        yield return Figure(
            Show.Money(events.Saved), "cost saved",
            $"{Show.Money(events.Cost)} instead of {Show.Money(events.CostWithoutAlarms)} without alarms, in the scenario's currency");
    }

    private static Markup Figure(string value, string name, string phrase) => Markup.Of($"<li><b>{value}</b><i>{name}</i><span>{phrase}</span></li>\n");

    private static IEnumerable<Markup> Facts(ReportData data)
    {
        var (subject, scoring) = (data.Subject, data.Scoring);
        yield return Fact("Data set", $"{subject.DataSet.Name} (scenario {subject.DataSet.ScenarioName})");
        if (scoring is not null)
        {
            yield return Fact(
                "Result set",
                $"{scoring.Results.Name}: {Show.Count(scoring.Rows)} predictions of {Show.Plural(scoring.Machines, "machine", "machines")}");
            yield return Fact(
                "Predictions",
                $"from {Show.Time(scoring.From)} to {Show.Time(scoring.To)} UTC, each for the {Show.Hours(scoring.Results.Horizon.TotalHours)} after it");
            yield return Fact("Judged", scoring.Outcome is { } outcome
                ? $"by failures known until {Show.Time(outcome.FailuresKnownUntil)} UTC; {Show.Count(outcome.Metrics.Unlabelled)} later predictions cannot be judged yet"
                : "not yet: no failures are known after these predictions");
        }

        if (subject.Run is { } run)
            yield return Fact(
                "Run",
                $"{run.Id}, started {Show.Time(run.StartedAt)} UTC{(run.EndedAt is { } end ? $", took {Show.Seconds((end - run.StartedAt).TotalSeconds)}" : "")}");

        if (subject.Version is { } version)
        {
            yield return Fact("Model", $"{version.Name} version {version.Number}{(version.IsChampion ? ", the champion" : "")}");
            yield return Fact("Algorithm", $"{version.Algorithm} on feature preset {version.Preset}");
            yield return Fact("Trained", $"{Show.Time(version.CreatedAt)} UTC by {version.Run}");
            foreach (var (name, value) in Lineage.Of(version))
                yield return Fact(name, value);
        }
    }

    private static Markup Fact(string name, string value) => Markup.Of($"<dt>{name}</dt><dd>{value}</dd>");
}
