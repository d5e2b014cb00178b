using Presage.Engine;
using Presage.Engine.Alarms;
using Presage.Engine.Evaluation;
using Presage.Engine.Selection;
using Presage.Reporting.Svg;
using Presage.Storage;

namespace Presage.Reporting.Data;

/// <summary>All predictions of one machine with what became of it.</summary>
/// <param name="Rows">At least one, by time.</param>
/// <param name="FailuresKnownUntil">Unix milliseconds.</param>
public sealed class MachineSeries(
    IReadOnlyList<Prediction> rows, MachineEvents events, IReadOnlyList<string> components, TimeSpan horizon, long failuresKnownUntil)
{
    public string Machine => rows[0].Machine;

    public IReadOnlyList<Prediction> Rows => rows;

    public Prediction Latest => rows[^1];

    public MachineOutcome Outcome { get; } = new(
        rows[0].Machine,
        [.. rows.Select(row => UnixTime.FromDateTime(row.Time))],
        [.. components.Select((_, component) => rows.Select(row => row.Probabilities[component]).ToArray())],
        [.. components.Select((_, component) => rows.Select(row => row.Thresholds[component]).ToArray())],
        events.Failures,
        events.Replacements,
        UnixTime.FromTimeSpan(horizon),
        failuresKnownUntil);

    public double Peak => Outcome.Probabilities.Max(probabilities => probabilities.Max());

    public bool HasFailures => Failures().Any();

    public IReadOnlyList<AlarmEpisode> Alarms(int component) => AlarmRule.Raise(
        Outcome.Times, Outcome.Probabilities[component], Outcome.Thresholds[component],
        AlarmRule.Repairs(events.Replacements[component], events.Failures[component]));

    public MachineRisk Risk()
    {
        var decided = Decision.Of(Latest.Probabilities, Latest.Thresholds);
        var component = decided == Decision.Healthy ? Array.IndexOf(Latest.Probabilities, Latest.Probabilities.Max()) : decided;
        return new MachineRisk(
            Machine, components[component], Latest.Time, Latest.Probabilities[component], Latest.Thresholds[component],
            decided != Decision.Healthy, AlarmSince(component), ReasonsOf(Latest));
    }

    /// <summary>When the alarm was raised that stood at the latest prediction; what came after that does not count.</summary>
    private DateTime? AlarmSince(int component)
    {
        var standing = Alarms(component).Where(alarm => alarm.IsOpen || alarm.Ended > Outcome.Times[^1]);
        return standing.Select(alarm => (DateTime?)UnixTime.ToDateTime(alarm.Raised)).LastOrDefault();
    }

    public MachineLane Lane() => new(
        Machine,
        [.. Outcome.Probabilities.Select(
            probabilities => (IReadOnlyList<Point>)[.. probabilities.Select((probability, row) => new Point(Outcome.Times[row], probability))])],
        [.. components.SelectMany((_, component) => Alarms(component).Select(alarm => Span(component, alarm)))],
        [.. Failures()]);

    public static IReadOnlyList<string> ReasonsOf(Prediction prediction) => [.. prediction.Reasons.Select(reason => reason.Text)];

    private AlarmSpan Span(int component, AlarmEpisode alarm) => new(
        component, UnixTime.ToDateTime(alarm.Raised), UnixTime.ToDateTime(Math.Min(alarm.Ended ?? Outcome.Times[^1], Outcome.Times[^1])),
        Outcome.Probabilities[component][alarm.Row]);

    /// <summary>Failures from the first prediction to the end of the last one's horizon.</summary>
    private IEnumerable<TimedEvent> Failures() => components.SelectMany((name, component) => events.Failures[component]
        .Where(time => time >= Outcome.Times[0] && time <= Outcome.Times[^1] + Outcome.Horizon)
        .Select(time => new TimedEvent(EventKind.Failure, UnixTime.ToDateTime(time), name)));
}
