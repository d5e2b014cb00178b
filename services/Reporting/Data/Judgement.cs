using Presage.Engine;
using Presage.Engine.Alarms;
using Presage.Engine.Evaluation;

namespace Presage.Reporting.Data;

/// <summary>Judges the alarms of one machine after another; what counts as false or missed is what <see cref="EventMetrics"/> says.</summary>
public sealed class Judgement(EvaluationSettings settings, long failuresKnownUntil)
{
    private const int MostListed = 20;
    private const int PartsAtOnce = 64;

    private readonly Latest<FalseAlarm> _falseAlarms = new(MostListed, alarm => alarm.Raised);
    private readonly Latest<MissedFailure> _missed = new(MostListed, failure => failure.Time);
    private readonly List<EvaluationPart> _parts = [];

    public void Add(MachineSeries series)
    {
        _parts.Add(EvaluationPart.Of(series.Outcome, settings));
        if (_parts.Count == PartsAtOnce)
        {
            var merged = EvaluationPart.Merge(_parts);
            _parts.Clear();
            _parts.Add(merged);
        }

        for (var component = 0; component < settings.Components.Count; component++)
            List(series, component);
    }

    /// <summary>Null when nothing can be judged yet.</summary>
    public Outcome? Finish()
    {
        if (_parts.Count == 0)
            return null;

        var part = EvaluationPart.Merge(_parts);
        if (part.Rows == part.Unlabelled)
            return null;

        return new Outcome(
            EvaluationMetrics.Of(part, settings), EvaluationCurves.Of(part, settings), LeadTimesOf(part), UnixTime.ToDateTime(failuresKnownUntil),
            _falseAlarms.ToList(), _missed.ToList());
    }

    private void List(MachineSeries series, int component)
    {
        var (outcome, name) = (series.Outcome, settings.Components[component]);
        var alarms = series.Alarms(component);
        long[] failures = [.. outcome.Failures[component].Where(time => time <= failuresKnownUntil).Distinct()];
        foreach (var alarm in alarms.Where(alarm => IsFalse(alarm, failures, outcome)))
            _falseAlarms.Add(new FalseAlarm(
                series.Machine, name, UnixTime.ToDateTime(alarm.Raised), alarm.Ended is { } ended ? UnixTime.ToDateTime(ended) : null,
                outcome.Probabilities[component][alarm.Row], outcome.Thresholds[component][alarm.Row], MachineSeries.ReasonsOf(series.Rows[alarm.Row])));

        foreach (var failure in failures.Where(failure => IsMissed(failure, alarms, outcome)))
            _missed.Add(new MissedFailure(series.Machine, name, UnixTime.ToDateTime(failure), HighestBefore(failure, component, outcome)));
    }

    private bool IsFalse(AlarmEpisode alarm, long[] failures, MachineOutcome outcome)
    {
        var end = Math.Min(alarm.Ended ?? outcome.Times[^1], outcome.Times[^1]) + outcome.Horizon;
        return end <= failuresKnownUntil && !failures.Any(failure => failure > alarm.Raised && failure <= end);
    }

    private bool IsMissed(long failure, IReadOnlyList<AlarmEpisode> alarms, MachineOutcome outcome)
    {
        var latest = failure - UnixTime.FromTimeSpan(settings.Costs.LeadTime);
        var couldBeWarnedOf = latest >= outcome.Times[0] && latest <= outcome.Times[^1];
        return couldBeWarnedOf && !alarms.Any(alarm => alarm.Raised <= latest && (alarm.Ended is null || alarm.Ended > failure - outcome.Horizon));
    }

    private static double? HighestBefore(long failure, int component, MachineOutcome outcome) => outcome.Times
        .Select((time, row) => time < failure && time >= failure - outcome.Horizon ? outcome.Probabilities[component][row] : (double?)null)
        .Max();

    private static LeadTimes LeadTimesOf(EvaluationPart part)
    {
        var leads = part.Components
            .SelectMany(component => component.LeadTimes.Milliseconds.Zip(component.LeadTimes.Counts))
            .GroupBy(pair => pair.First, pair => pair.Second)
            .OrderBy(group => group.Key)
            .ToList();
        return new LeadTimes([.. leads.Select(group => group.Key)], [.. leads.Select(group => group.Sum())]);
    }
}
