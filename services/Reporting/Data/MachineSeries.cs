using Presage.Engine;
using Presage.Engine.Alarms;
using Presage.Engine.Evaluation;
using Presage.Storage;

namespace Presage.Reporting.Data;

/// <summary>All predictions of one machine with what became of it.</summary>
/// <param name="rows">At least one, by time; those of <paramref name="outcome"/>.</param>
public sealed class MachineSeries(IReadOnlyList<Prediction> rows, MachineOutcome outcome, EvaluationSettings settings)
{
    private readonly IReadOnlyList<string> _components = settings.Components;

    public string Machine => outcome.Machine;

    public IReadOnlyList<Prediction> Rows => rows;

    public Prediction Latest => rows[^1];

    public MachineOutcome Outcome => outcome;

    /// <summary>[component] alarms in order of time.</summary>
    public IReadOnlyList<IReadOnlyList<AlarmEpisode>> Alarms { get; } =
        [.. settings.Components.Select((_, component) => outcome.Alarms(component, settings.Alarms))];

    public double Peak => outcome.Probabilities.Max(probabilities => probabilities.Max());

    public bool HasFailures => Failures().Any();

    public MachineRisk Risk()
    {
        var risk = Engine.Alarms.Risk.Of(Latest.Probabilities, Latest.Thresholds);
        var since = outcome.AtRiskSince(risk.Component, settings.Alarms);
        return new MachineRisk(
            Machine, _components[risk.Component], Latest.Time, risk, since is null ? null : UnixTime.ToDateTime(since.Value),
            ReasonsOf(Latest));
    }

    public MachineLane Lane() => new(
        Machine,
        outcome.Times,
        outcome.Probabilities,
        [.. Alarms.SelectMany((alarms, component) => alarms.Select(alarm => Span(component, alarm)))],
        [.. Failures()]);

    public static IReadOnlyList<string> ReasonsOf(Prediction prediction) => [.. prediction.Reasons.Select(reason => reason.Text)];

    private AlarmSpan Span(int component, AlarmEpisode alarm) => new(
        component, UnixTime.ToDateTime(alarm.Raised), UnixTime.ToDateTime(Math.Min(alarm.Ended ?? outcome.Times[^1], outcome.Times[^1])),
        outcome.Probabilities[component][alarm.Row]);

    /// <summary>Failures from the first prediction to the end of the last one's horizon.</summary>
    private IEnumerable<TimedEvent> Failures() => _components.SelectMany((name, component) => outcome.Failures[component]
        .Where(time => time >= outcome.Times[0] && time <= outcome.Times[^1] + outcome.Horizon)
        .Select(time => new TimedEvent(EventKind.Failure, UnixTime.ToDateTime(time), name)));
}
