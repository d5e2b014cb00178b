using Presage.Engine;
using Presage.Engine.Alarms;
using Presage.Engine.Evaluation;

namespace Presage.Reporting.Data;

/// <summary>Judges one machine after another: adds the figures up and lists the latest false alarms and missed failures.</summary>
public sealed class Judgement(EvaluationSettings settings, long failuresKnownUntil)
{
    private const int MostListed = 20;
    private const int PartsAtOnce = 64;

    private readonly MostRecent<FalseAlarm> _falseAlarms = new(MostListed, alarm => alarm.Raised);
    private readonly MostRecent<MissedFailure> _missed = new(MostListed, failure => failure.Time);
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
            EvaluationMetrics.Of(part, settings), EvaluationCurves.Of(part, settings), part.LeadTimes(),
            UnixTime.ToDateTime(failuresKnownUntil), _falseAlarms.ToList(), _missed.ToList());
    }

    private void List(MachineSeries series, int component)
    {
        var (outcome, alarms, name) = (series.Outcome, series.Alarms[component], settings.Components[component]);
        var judge = new EventJudge(outcome, component, settings);
        foreach (var (alarm, times) in alarms.Select(alarm => (alarm, Times: FalseWarnings(judge, alarm))).Where(one => one.Times > 0))
            _falseAlarms.Add(new FalseAlarm(
                series.Machine, name, UnixTime.ToDateTime(alarm.Raised), alarm.Ended is { } ended ? UnixTime.ToDateTime(ended) : null,
                times, outcome.Probabilities[component][alarm.Row], outcome.Thresholds[component][alarm.Row],
                MachineSeries.ReasonsOf(series.Rows[alarm.Row])));

        foreach (var failure in judge.Failures.Where(failure => judge.Judge(failure, alarms).Verdict == FailureVerdict.Missed))
            _missed.Add(new MissedFailure(series.Machine, name, UnixTime.ToDateTime(failure), HighestBefore(failure, component, outcome)));
    }

    private static int FalseWarnings(EventJudge judge, AlarmEpisode alarm) =>
        judge.Warnings(alarm).Count(warning => warning.Verdict == AlarmVerdict.False);

    private static double? HighestBefore(long failure, int component, MachineOutcome outcome) => outcome.Times
        .Select((time, row) => time < failure && time >= failure - outcome.Horizon ? outcome.Probabilities[component][row] : (double?)null)
        .Max();
}
