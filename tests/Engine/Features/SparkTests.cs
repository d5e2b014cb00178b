using System.Globalization;
using Presage.Engine;
using Presage.Engine.Features;

namespace Presage.Tests.Engine.Features;

/// <summary>The reference preset beside what Spark made of the same real records when it ran the notebook as it is.</summary>
public sealed class SparkTests
{
    private static readonly IFeaturePreset s_preset = FeaturePresets.Create("reference", TestScenarios.AzurePdm);

    private const string Golden = "spark-reference/features-20x90.csv.gz";
    private const int RowsAhead = 7;

    /// <summary>
    /// Where two failures of a machine share a bucket the notebook has a row for each, and a label that reaches over them counts both rows;
    /// the preset has one row, with the sum of the codes.
    /// </summary>
    [Fact]
    public void The_reference_preset_gives_what_the_notebook_gives_in_Spark()
    {
        var all = RealRecords.Rows(Golden).ToList();
        var expected = all.DistinctBy(row => (row[0], row[1])).ToLookup(row => row[0]);
        var doubled = all.CountBy(row => (row[0], row[1])).Where(row => row.Value > 1).Select(row => row.Key).ToHashSet();
        var names = RealRecords.Names(Golden);
        var columns = s_preset.Columns.Select(column => Array.IndexOf(names, column.Name)).ToArray();
        columns.ShouldNotContain(-1);
        var label = Array.IndexOf(names, "label_e");
        var range = new FeatureRange(Ms("2015-01-01 00:00:00"), Ms("2015-04-01 00:00:00"), 84 * UnixTime.Hour, long.MaxValue);

        var (count, labels) = (0, 0);
        foreach (var history in RealHistories.Read())
        {
            var rows = s_preset.Build(history, range);
            var sparks = expected[history.Machine].OrderBy(row => row[1], StringComparer.Ordinal).ToList();
            rows.Times.ShouldBe(sparks.Select(row => Ms(row[1])), history.Machine);
            for (var row = 0; row < rows.Count; row++)
            {
                for (var column = 0; column < columns.Length; column++)
                    rows.Values[column][row].ShouldBeNear(
                        Number(sparks[row][columns[column]]), 1e-9, $"{history.Machine} {sparks[row][1]} {names[columns[column]]}");

                if (sparks.Skip(row).Take(RowsAhead + 1).Any(ahead => doubled.Contains((ahead[0], ahead[1]))))
                    continue;

                var component = rows.Labels.ToList().FindIndex(label => label[row] == 1);
                (component + 1.0).ShouldBe(Number(sparks[row][label]), $"{history.Machine} {sparks[row][1]} label");
                labels++;
            }

            count += rows.Count;
        }

        count.ShouldBe(3600);
        labels.ShouldBe(3566);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static long Ms(string time) =>
        UnixTime.FromDateTime(DateTime.SpecifyKind(DateTime.Parse(time, CultureInfo.InvariantCulture), DateTimeKind.Utc));
}
