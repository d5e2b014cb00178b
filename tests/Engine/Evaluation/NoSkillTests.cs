using Presage.Engine;
using Presage.Engine.Evaluation;
using Presage.Engine.Observation;
using Presage.Engine.Random;
using Presage.Engine.Scenarios;

namespace Presage.Tests.Engine.Evaluation;

/// <summary>
/// Scores that know nothing of the failures: whatever the threshold, their alarms are worth what warning at random is worth, row by row.
/// </summary>
public sealed class NoSkillTests
{
    private const int Machines = 400;
    private const int Rows = 240;
    private const long Step = 12 * UnixTime.Hour;
    private const long End = (Rows - 1) * Step;
    private static readonly double[] s_thresholds = [.. Enumerable.Range(0, 20).Select(i => i / 20.0)];

    /// <summary>
    /// How the score of a row comes from the one before it, from noise (0) to a score that never changes (1); and horizons in hours: in the
    /// shorter one an alarm of a single row stands for as long as it warns.
    /// </summary>
    public static TheoryData<double, int> Scores =>
        new() { { 0, 84 }, { 0.6, 84 }, { 0.95, 84 }, { 1, 84 }, { 0, 24 }, { 0.6, 24 }, { 1, 24 } };

    [Theory]
    [MemberData(nameof(Scores))]
    public void No_threshold_saves_where_warning_at_random_does_not_pay(double memory, int horizon)
    {
        // A warning at random is worth 90 % of what it costs.
        var saved = Saved(Fleet(memory, horizon), Settings(horizon, worth: 0.9));

        for (var i = 0; i < s_thresholds.Length; i++)
            Interval([.. saved.Select(machine => machine[i])]).Low.ShouldBeLessThanOrEqualTo(0, $"at {s_thresholds[i]}");
    }

    [Theory]
    [MemberData(nameof(Scores))]
    public void Alarming_always_costs_more_than_no_alarm_unless_it_pays_row_by_row(double memory, int horizon)
    {
        var fleet = Fleet(memory, horizon);

        Interval([.. Saved(fleet, Settings(horizon, worth: 0.7)).Select(machine => machine[0])]).High.ShouldBeLessThan(0);
        Interval([.. Saved(fleet, Settings(horizon, worth: 2)).Select(machine => machine[0])]).Low.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Standing_alarms_are_right_as_often_as_rows_are()
    {
        const int Horizon = 84;
        var fleet = Fleet(memory: 1, Horizon);

        var counts = EventCounts.Sum(fleet.Select(machine =>
            EvaluationPart.Of(machine.WithThresholds([0]), Settings(Horizon, worth: 1)).Components[0].Events));

        counts.Precision().ShouldBeInRange(Share(Horizon) * 0.8, Share(Horizon) * 1.2);
        (counts.AlarmMilliseconds / ((double)(Machines * End) / UnixTime.Millisecond)).ShouldBeInRange(0.97, 1);
    }

    /// <summary>Probability that a component fails within the horizon: two failures a year and 84 h, or as often by the shorter.</summary>
    private static double Share(int horizon) => 1 - Math.Exp(-Rate(horizon) * horizon * UnixTime.Hour);

    /// <summary>Failures in each unit of time: as many within each horizon.</summary>
    private static double Rate(int horizon) => 2.0 / (365 * UnixTime.Day) * 84 / horizon;

    /// <summary>p (missed - prevented) is so many times (1 - p) × false alarm + a horizon's days in alarm.</summary>
    private static EvaluationSettings Settings(int horizon, double worth)
    {
        var cost = ((1 - Share(horizon)) * 500) + (horizon / 24.0 * 50);
        var costs = new Costs(2_500 + (worth * cost / Share(horizon)), 2_500, 500, TimeSpan.FromHours(2));
        return new EvaluationSettings(["comp1"], costs, AlarmSettings.Default);
    }

    private static List<MachineOutcome> Fleet(double memory, int horizon)
    {
        var random = new Xoshiro256(5);
        var fleet = new List<MachineOutcome>();
        for (var machine = 0; machine < Machines; machine++)
        {
            var score = random.NextDouble();
            var scores = new double[Rows];
            for (var row = 0; row < Rows; row++)
                scores[row] = score = (memory * score) + ((1 - memory) * random.NextDouble());

            var until = End + (horizon * UnixTime.Hour);
            fleet.Add(new MachineOutcome(
                $"{machine}", [.. scores.Select((_, row) => row * Step)], [scores], [], [Failures(random, Rate(horizon), until)], [[]],
                horizon * UnixTime.Hour, ObservedPeriods.Until(until)).WithThresholds([0.5]));
        }

        return fleet;
    }

    /// <summary>As if by chance at any moment.</summary>
    private static long[] Failures(Xoshiro256 random, double rate, long until)
    {
        var failures = new List<long>();
        for (var time = 0.0; ;)
        {
            time -= Math.Log(1 - random.NextDouble()) / rate;
            if (time > until)
                return [.. failures];

            failures.Add((long)time);
        }
    }

    /// <summary>[machine][threshold].</summary>
    private static List<double[]> Saved(List<MachineOutcome> fleet, EvaluationSettings settings) =>
    [
        .. fleet.Select(machine => new EventCounter(machine, 0, settings).Sweep(s_thresholds)
            .Select(counts => new EventCounts(counts.Failures, 0, 0, 0).Cost(settings.Costs) - counts.Cost(settings.Costs)).ToArray()),
    ];

    /// <summary>99 % interval of the mean, by bootstrap over machines.</summary>
    private static (double Low, double High) Interval(double[] saved)
    {
        var random = new Xoshiro256(11);
        double[] means =
        [
            .. Enumerable.Range(0, 400).Select(_ => saved.Average(_ => saved[random.NextBelow(saved.Length)])).Order(),
        ];
        return (means[2], means[^3]);
    }
}
