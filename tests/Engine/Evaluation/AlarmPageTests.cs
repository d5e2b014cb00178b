using System.Globalization;
using System.Text.RegularExpressions;
using Presage.Engine;
using Presage.Engine.Scenarios;
using Presage.Engine.Selection;

namespace Presage.Tests.Engine.Evaluation;

/// <summary>
/// What <c>docs/use/alarms.md</c> says is what the engine does: each picture is drawn from the comment before it.
/// <c>PRESAGE_ACCEPT_PICTURES=1</c> draws them anew.
/// </summary>
public sealed partial class AlarmPageTests
{
    private static readonly string s_page = RepositoryRoot.Find("docs/use/alarms.md")!;

    [Fact]
    public void The_pictures_and_their_figures_are_what_the_engine_says()
    {
        var text = File.ReadAllText(s_page);
        var drawn = Pictures().Replace(text, match =>
            $"<!-- picture\n{match.Groups["given"].Value}-->\n```text\n{new AlarmPicture(match.Groups["given"].Value)}```");
        if (Environment.GetEnvironmentVariable("PRESAGE_ACCEPT_PICTURES") == "1")
            File.WriteAllText(s_page, text = drawn);

        Pictures().Count(text).ShouldBeGreaterThan(5);
        text.ShouldBe(drawn);
    }

    [Fact]
    public void The_threshold_that_follows_from_the_costs_is_the_one_the_page_works_out()
    {
        var expected = Thresholds.Expected(Given.Costs, 84 * UnixTime.Hour).ToString("0.0000", CultureInfo.InvariantCulture);

        File.ReadAllText(s_page).ShouldContain($"(500 + 3.5 × 50) / (500 + 10,000 - 2,500) = {expected}");
    }

    [Fact]
    public void The_defaults_are_those_the_page_names()
    {
        var page = File.ReadAllText(s_page);
        var alarms = AlarmSettings.Default;

        page.ShouldContain($"`on-delay` ({alarms.OnDelay})");
        page.ShouldContain($"`hysteresis` ({alarms.Hysteresis})");
        page.ShouldContain($"`recovery` ({alarms.Recovery.TotalHours:0}h)");
        Given.Costs.AlarmDay.ShouldBe(Given.Costs.FalseAlarm / 10);
        page.ShouldContain("a tenth of `false-alarm`");
    }

    [GeneratedRegex("<!-- picture\n(?<given>.*?)-->\n```text\n.*?```", RegexOptions.Singleline)]
    private static partial Regex Pictures();
}
