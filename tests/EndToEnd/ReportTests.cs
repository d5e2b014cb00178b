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

    /// <summary>As in a container, whose standard output belongs to whoever started it.</summary>
    [Theory]
    [InlineData("| cat >report.html; echo end >>report.html")]
    [InlineData(">report.html; echo end >>report.html")]
    [InlineData(">>report.html; echo end >>report.html")]
    public async Task It_goes_to_a_standard_output_that_another_user_has_opened(string redirection)
    {
        Assert.SkipUnless(Environment.UserName == "root", "only root can start a command as another user");
        using var workspace = await plant.CopyAsync();
        const string nobody = "setpriv --reuid=65534 --regid=65534 --clear-groups env HOME=/tmp";
        var program = Path.Combine(AppContext.BaseDirectory, "presage");
        await RunAsync("chmod -R a+rwX . && install -m 600 /dev/null report.html");

        (await RunAsync($"{nobody} {program} report march --out /dev/stdout --data {workspace.Data} {redirection}")).Done();

        var html = await File.ReadAllTextAsync(workspace.PathOf("report.html"), TestContext.Current.CancellationToken);
        html.ShouldStartWith("<!DOCTYPE html>");
        html.TrimEnd().ShouldEndWith("end");
        html.ShouldContain("</html>");

        async Task<Outcome> RunAsync(string commands)
        {
            using var shell = workspace.Start("bash", ["-c", $"set -euo pipefail; {commands}"]);
            return await Workspace.EndAsync(shell);
        }
    }

    [Fact]
    public async Task What_comes_after_it_on_standard_output_comes_after_it()
    {
        using var workspace = await plant.CopyAsync();
        var program = Path.Combine(AppContext.BaseDirectory, "presage");

        using var shell = workspace.Start(
            "bash", ["-c", $"(echo first; {program} report march --out /dev/stdout --data {workspace.Data}; echo last) >report.html"]);
        (await Workspace.EndAsync(shell)).Done();

        var lines = (await File.ReadAllTextAsync(workspace.PathOf("report.html"), TestContext.Current.CancellationToken))
            .TrimEnd().Split('\n');
        lines[0].ShouldBe("first");
        lines[1].ShouldStartWith("<!DOCTYPE html>");
        lines[^2].ShouldContain("</html>");
        lines[^1].ShouldBe("last");
    }

    [Fact]
    public async Task It_names_the_machines_at_risk_with_component_and_time_as_predictions_do()
    {
        using var workspace = await plant.CopyAsync();

        var html = (await workspace.RunAsync("report", "march", "--out", "/dev/stdout")).Done().Out;
        var predictions = (await workspace.RunAsync("predictions", "march", "--top", "1000", "--json")).Done().Document;

        var reported = XDocument.Parse(html).Descendants("tr").Select(CellsOf).Where(cells => cells.ContainsKey("Alarm since")).ToList();
        var machines = predictions.GetProperty("machines").EnumerateArray().ToList();
        machines.ShouldContain(machine => machine.GetProperty("alarm").GetBoolean());
        reported.Select(cells => $"{cells["Machine"]} {cells["Component"]} {cells["Alarm since"]}")
            .ShouldBe(machines.Take(reported.Count).Select(Told));
    }

    private static string Told(JsonElement machine)
    {
        var since = machine.TryGetProperty("since", out var time)
            ? time.GetDateTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)
            : "–";
        return $"{machine.GetProperty("machine")} {machine.GetProperty("component")} {since}";
    }

    private static Dictionary<string, string> CellsOf(XElement row) => row.Elements()
        .Where(cell => cell.Attribute("data-label") is not null)
        .ToDictionary(cell => cell.Attribute("data-label")!.Value, cell => cell.Value);
}
