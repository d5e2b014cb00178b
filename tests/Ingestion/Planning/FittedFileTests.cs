using Presage.Engine.Scenarios;
using Presage.Ingestion.Cells;
using Presage.Ingestion.Csv;
using Presage.Ingestion.Planning;
using Presage.Ingestion.Records;
using Presage.Scenarios;

namespace Presage.Tests.Ingestion.Planning;

/// <summary>Files that were planned with a narrower scenario than the one that their rows are read with.</summary>
public sealed class FittedFileTests
{
    private static readonly Scenario s_wider = ScenarioReader.Read(
        OwnPlant.Scenario
            .Replace("components:", "  - { name: flow, range: [0, 1] }\ncomponents:")
            .Replace("observation:", "  - { name: age, range: [0, 99] }\nobservation:"),
        "wider");

    [Fact]
    public void What_was_added_has_no_column_and_the_others_keep_theirs()
    {
        var machines = Planned(RecordKind.Machines, [3, 1, 2], ["machine", "power", "since"]).FittedTo(Table(RecordKind.Machines));
        var telemetry = Planned(RecordKind.Telemetry, [0, 1, 3, 2, 5], ["machine", "time", "temp", "vib", "day"])
            .FittedTo(Table(RecordKind.Telemetry));

        machines.Positions.ShouldBe([3, 1, -1, 2]);
        machines.Layout!.Columns!.Select(column => column.Factor).ShouldBe([1, 1, 2]);
        telemetry.Positions.ShouldBe([0, 1, 3, 2, -1]);
        telemetry.Layout!.Columns!.Select(column => column.Factor).ShouldBe([1, 2, 1]);
    }

    [Fact]
    public void Plans_of_before_have_the_columns_of_then()
    {
        var planned = Planned(RecordKind.Telemetry, [0, 1, 3, 2], null) with { Layout = null };

        planned.FittedTo(Table(RecordKind.Telemetry)).Positions.ShouldBe([0, 1, 3, 2, -1]);
    }

    [Fact]
    public void The_same_scenario_changes_nothing()
    {
        var table = Table(RecordKind.Telemetry);
        var planned = Planned(RecordKind.Telemetry, [0, 1, 2, 3, 4], [.. table.Columns.Select(column => column.Name)]);

        planned.FittedTo(table).ShouldBeSameAs(planned);
    }

    private static RecordTable Table(RecordKind kind) => RecordTable.Of(s_wider).First(table => table.Kind == kind);

    /// <summary>The values of its columns after machine and time are multiplied by 1, 2, 3 ...</summary>
    private static PlannedFile Planned(RecordKind kind, IReadOnlyList<int> positions, IReadOnlyList<string>? names) => new(
        kind, "a", "a", 1, null, false, new CsvFormat((byte)',', (byte)'\n'), positions.Count, positions, [])
    {
        Layout = new TableLayout
        {
            Names = names,
            Columns = [.. positions.Skip(kind == RecordKind.Machines ? 1 : 2).Select((_, index) => new ColumnLayout(Factor: index + 1))],
        },
    };
}
