using System.Xml.Linq;
using Presage.Reporting;
using Presage.Reporting.Charts;

namespace Presage.Tests.Reporting.Charts;

public sealed class StyleSheetTests
{
    /// <summary>They tell elements apart for tests and need no style.</summary>
    private static readonly string[] s_unstyled = ["x", "value"];

    [Fact]
    public void A_page_that_includes_the_charts_style_shows_figures_as_the_report_does()
    {
        var page = WellFormed.Parse(ReportPage.Of(new SampleReport().Build()).ToString());
        var style = StyleSheet.Charts.ToString();

        var classes = page.Descendants()
            .Where(element => element.Name.LocalName == "figure")
            .SelectMany(figure => figure.DescendantsAndSelf().Attributes("class"))
            .SelectMany(names => names.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Distinct()
            .Except(s_unstyled)
            .ToList();

        classes.Count.ShouldBeGreaterThan(15);
        classes.ShouldAllBe(name => style.Contains($".{name} ") || style.Contains($".{name},"));
    }
}
