using System.Globalization;
using Presage.Engine;
using Presage.Engine.Features;
using Presage.Engine.Observation;

namespace Presage.Tests.Engine.Features;

/// <summary>Runs the table <c>default-cases.txt</c>.</summary>
public sealed class DefaultCasesTests
{
    private static readonly long s_rowTime = UnixTime.FromDateTime(new DateTime(2015, 3, 1, 12, 0, 0));
    private static readonly IFeaturePreset s_preset = FeaturePresets.Create("default", TestScenarios.Small);

    public static TheoryData<string> Cases => [.. File.ReadLines(RepositoryRoot.Find("tests/Engine/Features/default-cases.txt")!)
        .Where(line => line.Contains('|') && !line.StartsWith('#'))
        .Select(line => string.Join(" | ", line.Split('|', StringSplitOptions.TrimEntries)))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Row(string text)
    {
        var fields = text.Split('|', StringSplitOptions.TrimEntries);
        var range = new FeatureRange(s_rowTime - 1, s_rowTime, 84 * UnixTime.Hour, At(fields[5]));

        var rows = s_preset.Build(History(fields), range);

        if (fields[6] == "none")
        {
            rows.Count.ShouldBe(0);
            return;
        }

        rows.Times.ShouldBe([s_rowTime]);
        foreach (var expected in fields[6].Split(' '))
            Actual(rows, expected.Split('=')[0]).ShouldBeNear(Number(expected.Split('=')[1]), 1e-15, expected);
    }

    private static MachineHistory History(string[] fields)
    {
        var readings = fields[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(reading => reading.Split('=')).ToArray();
        return new MachineHistory(
            "m",
            [.. readings.Select(reading => At(reading[0]))],
            [[.. readings.Select(reading => Number(reading[1]))]],
            [[.. fields[2].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(At)]],
            [EventsOf("a", fields[3]), EventsOf("b", fields[3])],
            [EventsOf("a", fields[4]), EventsOf("b", fields[4])],
            [7, 1],
            ObservedPeriods.Always);
    }

    private static long[] EventsOf(string component, string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(item => item.StartsWith(component + "@"))
            .Select(item => At(item[2..]))];

    private static double Actual(FeatureRows rows, string name) =>
        name.StartsWith("label_")
            ? rows.Labels[TestScenarios.Small.Components.ToList().IndexOf(name["label_".Length..])][0]
            : rows.Values[s_preset.Columns.ToList().FindIndex(column => column.Name == name)][0];

    private static long At(string hours) => s_rowTime + (long)Math.Round(Number(hours) * UnixTime.Hour);

    private static double Number(string text) => text == "-" ? double.NaN : double.Parse(text, CultureInfo.InvariantCulture);
}
