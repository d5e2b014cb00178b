using Presage.Cli.Output;
using Presage.Contracts.Api;

namespace Presage.Tests.Cli;

public sealed class EvaluationViewTests
{
    private static readonly EventFigures s_stored = new(12, 11, 11 / 12.0, new LeadTimes(12, 30, 84), 19, 1.06, 49_008, 70_992);

    [Fact]
    public void Warnings_are_told_with_how_many_are_decided_and_with_the_time_in_alarm() => Words(s_stored with
    {
        Alarms = 37,
        Renewed = 0,
        Decided = 31,
        Undecided = 6,
        Precision = 12 / 31.0,
        HoursInAlarm = 926,
        ShareInAlarm = 0.072,
    }).ShouldStartWith(
        "11 of 12 failures were warned of in time (91.7 %); half of them at least 30 h ahead; 19 of 31 warnings came before nothing "
        + "(6 more are not decided yet), 1.06 per machine and month; machines were in alarm 7.2 % of the time; "
        + "the decisions cost 49,008 and saved 70,992. By row:");

    [Fact]
    public void Figures_of_an_earlier_version_are_told_as_it_told_them() => Words(s_stored).ShouldStartWith(
        "11 of 12 failures were warned of in time (91.7 %); half of them at least 30 h ahead; 19 false alarms, 1.06 per machine and month; "
        + "the decisions cost 49,008 and saved 70,992. By row:");

    private static string Words(EventFigures events) => EvaluationView.Words(
        new EvaluationFigures(1_240, 140, [], 0.934, 0.426, 0.46, 0.443, new Dictionary<string, ComponentFigures>(), events));
}
