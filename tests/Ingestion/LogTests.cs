using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Presage.Tests.Harness;

namespace Presage.Tests.Ingestion;

public sealed class LogTests
{
    [Fact]
    public async Task Refused_rows_are_logged_once_a_slice_with_their_number_by_reason()
    {
        var log = new RecordedLog();
        await using var host = await StartAsync(log);
        var file = host.Write("telemetry.csv", SmallPlant.TelemetryText(
            ["2015-01-01 06:00:00,1,170,450,100,40", "bad", "bad", "?,1,170,450,100,40"]));

        var result = await host.IngestAsync(file);

        var line = LinesOf(log, "SliceLoader").ShouldHaveSingleItem();
        line.Text.ShouldBe(
            $"3 of 4 rows of telemetry.csv from line 2 of run {result.Run} of data set plant are refused: "
            + "2 wrong-number-of-fields, 1 unparsable: datetime");
        line.Fields["Run"].ShouldBe(result.Run);
        line.Fields["Dataset"].ShouldBe("plant");
        line.Fields["TraceId"].ShouldBeOfType<string>().Length.ShouldBe(32);
    }

    [Fact]
    public async Task What_is_left_out_of_a_folder_is_logged_with_the_reason()
    {
        var log = new RecordedLog();
        await using var host = await StartAsync(log);
        var folder = new SmallPlant().Write(host);
        host.Write("plain/notes.csv", "a,b\n1,2\n");
        host.Write("plain/nothing.csv", "");

        await host.IngestAsync(folder);

        LinesOf(log, "FilePlanner").Select(line => line.Text[(line.Text.LastIndexOf('/') + 1)..]).ShouldBe(
            ["notes.csv' say which records it has.", "nothing.csv' is empty, or it is a pipe or a device."]);
        LinesOf(log, "SliceLoader").ShouldBeEmpty();
    }

    private static Task<IngestionHost> StartAsync(RecordedLog log) =>
        IngestionHost.StartAsync(
            configure: services => services.AddSingleton<ILoggerFactory>(new LoggerFactory([log])), options: ("ErrorBudget", 1));

    private static IReadOnlyList<RecordedLog.Line> LinesOf(RecordedLog log, string name) =>
        [.. log.Lines.Where(line => line.Category.EndsWith('.' + name) && line.Level >= LogLevel.Information)];
}
