using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Engine.Evaluation;
using Presage.Engine.Observation;
using Presage.Engine.Scenarios;
using Presage.Hosting.Results;

namespace Presage.Tests.Hosting.Results;

public sealed class SkillNoticesTests
{
    private static readonly EvaluationSettings s_settings =
        new(["pump", "motor"], new Costs(1_000, 100, 50, TimeSpan.FromHours(2)), AlarmSettings.Default);

    [Fact]
    public void A_component_that_does_not_fail_is_named() =>
        Notices(Machine("1", [0.1, 0.9, 0.1, 0.1], pump: [24]), Machine("2", [0.1, 0.9, 0.1, 0.1], pump: [24])).ShouldContain(
            new Notice(
                "no-failures",
                "No failure of motor follows in the judged rows within the horizon: nothing says how good its probabilities are."));

    [Fact]
    public void A_component_that_always_fails_is_named()
    {
        double[] often = [6, 18, 30, 42];
        var notices = Notices(Machine("1", [0.1, 0.9, 0.1], pump: often), Machine("2", [0.1, 0.9, 0.1], pump: often));

        notices.Where(notice => notice.Code == "all-failing").ShouldHaveSingleItem().Message.ShouldStartWith(
            "A failure of pump follows every row within the horizon in the judged rows: there is nothing to tell apart.");
    }

    [Fact]
    public void That_few_machines_failed_is_said_with_their_number_unless_it_is_said_otherwise()
    {
        MachineOutcome[] fleet =
            [Machine("1", [0.1, 0.9, 0.1, 0.1], pump: [24]), Machine("2", [0.1, 0.1, 0.1, 0.9], pump: [40]), Machine("3", [0.1, 0.2])];

        Notices(fleet).Where(notice => notice.Code == "few-machines-judged").ShouldHaveSingleItem().Message
            .ShouldStartWith("Few machines failed in the judged rows: 2 with pump.");
        SkillNotices.Of(Metrics(fleet), "in the judged rows", tellsFew: false)
            .ShouldNotContain(notice => notice.Code == "few-machines-judged");
    }

    [Fact]
    public void Of_several_components_that_are_worth_nothing_the_model_is_told_once()
    {
        MachineOutcome[] fleet =
        [
            .. Enumerable.Range(0, 8).Select(i => Machine($"{i}", [0.2, 0.2, 0.2, 0.2], pump: [12 + (i % 3 * 12)], motor: [30])),
        ];

        Notices(fleet).Where(notice => notice.Code == "no-skill").ShouldHaveSingleItem().Message
            .ShouldStartWith("The model is no better than chance in the judged rows, as far as can be told: on average");
    }

    [Fact]
    public void Rows_that_are_not_known_yet_have_no_notices() =>
        Notices(Machine("1", [0.1]) with { Observed = ObservedPeriods.Until(0) }).ShouldBeEmpty();

    private static List<Notice> Notices(params MachineOutcome[] fleet) => [.. SkillNotices.Of(Metrics(fleet), "in the judged rows")];

    private static EvaluationMetrics Metrics(MachineOutcome[] fleet) =>
        EvaluationMetrics.Of(EvaluationPart.Merge([.. fleet.Select(machine => EvaluationPart.Of(machine, s_settings))]), s_settings);

    /// <summary>Rows every twelve hours from 0, and as high a probability for either component; moments of failures in hours.</summary>
    private static MachineOutcome Machine(string name, double[] probabilities, double[]? pump = null, double[]? motor = null) =>
        new MachineOutcome(
            name, [.. probabilities.Select((_, row) => row * 12 * UnixTime.Hour)], [probabilities, probabilities], [],
            [Hours(pump), Hours(motor)], [[], []], 12 * UnixTime.Hour, ObservedPeriods.Always).WithThresholds([0.5, 0.5]);

    private static long[] Hours(double[]? hours) => [.. (hours ?? []).Select(hour => (long)(hour * UnixTime.Hour))];
}
