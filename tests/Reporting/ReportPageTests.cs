using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Presage.Reporting;
using Presage.Reporting.Charts;
using Presage.Reporting.Data;
using Presage.Reporting.Sections;

namespace Presage.Tests.Reporting;

public sealed class ReportPageTests
{
    private static readonly ReportData s_data = new SampleReport().Build();
    private static readonly string s_html = ReportPage.Of(s_data).ToString();
    private static readonly XDocument s_page = WellFormed.Parse(s_html);

    [Fact]
    public void It_asks_nothing_of_the_network_and_runs_no_script()
    {
        s_html.ShouldNotContain("<script");
        s_html.ShouldNotContain("javascript:");
        s_page.Descendants().SelectMany(element => element.Attributes()).Where(attribute => attribute.Name.LocalName is "src" or "href")
            .ShouldAllBe(attribute => attribute.Value.StartsWith('#') || attribute.Value == "data:,");
        s_html.ShouldContain("default-src 'none'");
    }

    [Fact]
    public void Every_plot_has_a_title_a_description_and_ticks()
    {
        var plots = WellFormed.Plots(s_page);

        plots.Count.ShouldBeGreaterThan(20);
        foreach (var plot in plots)
        {
            plot.Elements().First().Name.LocalName.ShouldBe("title");
            plot.Elements().First().Value.ShouldNotBeEmpty();
            plot.Elements().Skip(1).First().Value.ShouldNotBeEmpty();
            plot.Descendants().Count(element => element.Name.LocalName == "text").ShouldBeGreaterThan(3, plot.Elements().First().Value);
        }
    }

    [Fact]
    public void Every_number_in_a_drawing_is_a_number()
    {
        var attributes = WellFormed.Plots(s_page).SelectMany(plot => plot.DescendantsAndSelf()).SelectMany(element => element.Attributes());

        attributes.ShouldAllBe(
            attribute => !attribute.Value.Contains("NaN") && !attribute.Value.Contains('∞') && !attribute.Value.Contains("Infinity"));
    }

    [Fact]
    public void Sensors_are_shown_with_their_units()
    {
        var texts = WellFormed.Plots(s_page)
            .SelectMany(plot => plot.Descendants())
            .Where(element => element.Name.LocalName == "text")
            .Select(element => element.Value)
            .ToHashSet();

        foreach (var sensor in SampleReport.Scenario.Sensors)
            texts.ShouldContain($"{sensor.Name} ({sensor.Unit})");
    }

    [Fact]
    public void Ids_are_unique_and_every_link_has_its_target()
    {
        var ids = s_page.Descendants().Attributes("id").Select(id => id.Value).ToList();

        ids.ShouldBeUnique();
        s_page.Descendants().Attributes("href")
            .Where(link => link.Value.StartsWith('#'))
            .ShouldAllBe(link => ids.Contains(link.Value.Substring(1)));
    }

    [Fact]
    public void The_confusion_matrix_shows_its_counts()
    {
        var html = ConfusionFigure.Of("Test", "", ["healthy", "bearing"], [[4_321, 7], [2, 65]]).ToString();

        foreach (var text in new[] { "4,321", ">7<", ">2<", ">65<", "actual", "predicted" })
            html.ShouldContain(text);
    }

    [Fact]
    public void Bars_are_as_long_as_their_values()
    {
        var chart = BarChart.Of("Counts", "Two.", [Bar.Of("a", 50), Bar.Of("b", 100)], "number", value => $"{value}");

        var widths = XElement.Parse(chart.ToString()).Descendants()
            .Where(element => element.Name.LocalName == "rect")
            .Select(bar => double.Parse(bar.Attribute("width")!.Value.TrimEnd('%'), CultureInfo.InvariantCulture))
            .ToList();

        widths.ShouldBe([50, 100]);
    }

    [Fact]
    public void What_comes_from_data_cannot_become_markup()
    {
        const string evil = "</title></text><script>alert(1)</script>\"'<img src=x onerror=alert(2)>";

        var data = new SampleReport(8, evil).Build();
        var html = ReportPage.Of(data with { Subject = data.Subject with { Name = evil } }).ToString();

        html.ShouldNotContain("<script");
        html.ShouldNotContain("<img");
        WellFormed.Parse(html).Descendants().Attributes()
            .ShouldAllBe(attribute => !attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        html.ShouldContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    }

    [Fact]
    public void A_thousand_machines_stay_within_three_megabytes()
    {
        var html = ReportPage.Of(new SampleReport(1_000).Build()).ToString();

        Encoding.UTF8.GetByteCount(html).ShouldBeLessThan(3_000_000);
    }

    [Fact]
    public void What_is_not_there_is_said()
    {
        var html = ReportPage.Of(s_data with { Scoring = null, Model = null, Features = null }).ToString();

        WellFormed.Parse(html);
        html.ShouldContain("There are no predictions");
        html.ShouldContain("There is no model yet");
        html.ShouldContain("There are no feature rows");
    }

    [Fact]
    public void A_failed_run_is_told_with_its_reason()
    {
        var run = s_data.Subject.Run! with
        {
            State = Presage.Storage.RunState.Failed,
            Error = new(
                Presage.Engine.ErrorKind.Invalid, "no-failures", "There is no failure in the range.", "Choose a longer range.")
        };

        var html = ReportPage.Of(s_data with { Subject = s_data.Subject with { Run = run } }).ToString();

        html.ShouldContain("There is no failure in the range. Choose a longer range.");
    }
}
