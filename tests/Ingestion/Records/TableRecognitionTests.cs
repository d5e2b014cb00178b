using Presage.Ingestion.Records;
using Presage.Scenarios;

namespace Presage.Tests.Ingestion.Records;

public sealed class TableRecognitionTests
{
    [Theory]
    [InlineData("telemetry.csv", "telemetry")]
    [InlineData("PdM_telemetry.csv", "telemetry")]
    [InlineData("pdm_TELEMETRY.CSV", "telemetry")]
    [InlineData("telemetry.csv.gz", "telemetry")]
    [InlineData("telemetry-1.csv", "telemetry")]
    [InlineData("PdM_telemetry_part2.csv.gz", "telemetry")]
    [InlineData("telemetry.2015-01.csv", "telemetry")]
    [InlineData("telemetry2.csv", "telemetry")]
    [InlineData("telemetry (1).csv", "telemetry")]
    [InlineData("errors.csv", "errors")]
    [InlineData("PdM_maint.csv", "maintenance")]
    [InlineData("failures_2015.csv", "failures")]
    [InlineData("PdM_machines", "machines")]
    [InlineData("maintenance.csv", null)]
    [InlineData("my-telemetry.csv", null)]
    [InlineData("errorsandmore.csv", null)]
    [InlineData("readings.csv", null)]
    [InlineData("telemetry.tsv", "telemetry")]
    [InlineData("telemetry.txt.gz", "telemetry")]
    [InlineData("2024/errors/telemetry.csv", "telemetry")]
    public void A_file_is_recognised_by_its_name(string name, string? kind)
    {
        var scenario = ScenarioCatalog.Read("azure-pdm");

        TableRecognition.ByName(name, RecordTable.Of(scenario), scenario.RecordKinds.Prefixes)?.Kind.Name().ShouldBe(kind);
    }

    [Theory]
    [InlineData("in/telemetry/date=2024-01-01/part-0.csv", "telemetry")]
    [InlineData("in/telemetry.csv/part-0.csv", "telemetry")]
    [InlineData("in/PdM_telemetry.zip/data.csv", "telemetry")]
    [InlineData("telemetry/failures/2024/x.csv", "failures")]
    [InlineData("in/telemetry.csv", null)]
    [InlineData("errorsandmore/x.csv", null)]
    public void A_file_is_recognised_by_the_nearest_folder_that_says_it(string path, string? kind)
    {
        var scenario = ScenarioCatalog.Read("azure-pdm");

        TableRecognition.ByFolder(path, RecordTable.Of(scenario), scenario.RecordKinds.Prefixes)?.Kind.Name().ShouldBe(kind);
    }

    [Theory]
    [InlineData("datetime,machineID,volt,rotate,pressure,vibration", "telemetry")]
    [InlineData("Vibration,PRESSURE,volt,rotate,machineid,datetime,more", "telemetry")]
    [InlineData("datetime,machineID,errorID", "errors")]
    [InlineData("datetime,machineID,comp", "maintenance")]
    [InlineData("machineID,model,age", "machines")]
    [InlineData("datetime,machineID,comp,failure", null)]
    [InlineData("datetime,machineID", null)]
    public void A_file_is_recognised_by_its_columns_when_they_fit_one_table_only(string header, string? kind) =>
        TableRecognition.ByHeader(header.Split(','), RecordTable.Of(ScenarioCatalog.Read("azure-pdm")))?.Kind.Name().ShouldBe(kind);

    [Theory]
    [InlineData("telemetry.csv", true)]
    [InlineData("TELEMETRY.CSV.GZ", true)]
    [InlineData("telemetry.tsv", true)]
    [InlineData("telemetry.Txt", true)]
    [InlineData("telemetry.tab.gz", true)]
    [InlineData("telemetry.dat", true)]
    [InlineData("telemetry.psv", true)]
    [InlineData("README.txt", false)]
    [InlineData("telemetry.parquet", false)]
    [InlineData("README.md", false)]
    [InlineData("data.gz", false)]
    public void Of_a_folder_only_tables_are_looked_at(string name, bool isTable) => TableRecognition.IsTable(name).ShouldBe(isTable);
}
