using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd;

/// <summary>The report as a command writes it.</summary>
public sealed class ReportTests(Plant plant)
{
    [Fact]
    public async Task It_goes_to_standard_output_when_that_is_the_file()
    {
        using var workspace = await plant.CopyAsync();

        var piped = (await workspace.RunAsync("report", "march", "--out", "/dev/stdout")).Done();

        piped.Out.ShouldStartWith("<!DOCTYPE html>");
        piped.Out.TrimEnd().ShouldEndWith("</html>");
        piped.Error.ShouldContain("Report: /dev/stdout");
    }

    [Fact]
    public async Task It_names_the_machines_at_risk_with_component_and_time_as_predictions_do()
    {
        using var workspace = await plant.CopyAsync();

        var html = (await workspace.RunAsync("report", "march", "--out", "/dev/stdout")).Done().Out;
        var predictions = (await workspace.RunAsync("predictions", "march", "--top", "1000", "--json")).Done().Document;

        var reported = XDocument.Parse(html).Descendants("tr").Select(CellsOf).Where(cells => cells.ContainsKey("Since")).ToList();
        var machines = predictions.GetProperty("machines").EnumerateArray();
        var atRisk = machines.Where(machine => machine.GetProperty("alarm").GetBoolean()).Select(Told).ToList();
        atRisk.ShouldNotBeEmpty();
        reported.Take(atRisk.Count).Select(cells => $"{cells["Machine"]} {cells["Component"]} {cells["Since"]}").ShouldBe(atRisk);
        reported.Skip(atRisk.Count).ShouldAllBe(cells => cells["Since"] == "no alarm" || cells["Since"] == "recovering");
    }

    private static string Told(JsonElement machine)
    {
        var since = machine.GetProperty("since").GetDateTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return $"{machine.GetProperty("machine")} {machine.GetProperty("component")} {since}";
    }

    private static Dictionary<string, string> CellsOf(XElement row) => row.Elements()
        .Where(cell => cell.Attribute("data-label") is not null)
        .ToDictionary(cell => cell.Attribute("data-label")!.Value, cell => cell.Value);
}
