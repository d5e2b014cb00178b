using Presage.Storage;
using Presage.Storage.Sqlite;
using Presage.Tests.Storage.Contracts;
using Presage.Tests.Storage.Telemetry;

namespace Presage.Tests.Storage.Sqlite;

public sealed class SqliteFormatOneTests : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromDays(28);
    private static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_block_of_an_earlier_version_is_read_and_merged_into()
    {
        using var store = new SqliteStore(_directory.Path);
        var telemetry = new SqliteTelemetry(store);
        await telemetry.MergeAsync("plant", Period, [FormatOneTests.Expected with { Machine = "other" }], Cancellation);
        await store.WriteAsync(
            session => session.Execute(
                """
                INSERT INTO telemetry SELECT dataset, '7', start, 1, readings, first, last, ?1 FROM telemetry WHERE machine = 'other'
                """,
                Convert.FromHexString(FormatOneTests.Bytes)),
            Cancellation);

        (await ReadAsync(telemetry, DateTime.MaxValue)).ShouldHaveSameReadingsAs(FormatOneTests.Expected);
        var stretches = telemetry.StretchesAsync("plant", ["7"], TimeSpan.FromHours(1), DateTime.MaxValue, Cancellation);
        (await stretches.ToListAsync(Cancellation))[0].Stretches.Count.ShouldBe(1);
        var corrected = FormatOneTests.Expected with { Values = [[2.5, 3.5, -2.25], [10, 11, 12]] };
        var counts = await telemetry.MergeAsync(
            "plant", Period, [corrected with { Known = [.. corrected.Known.Select(_ => corrected.Known[2])] }], Cancellation);

        counts.ShouldBe(new(1, 1, 1));
        (await ReadAsync(telemetry, DateTime.MaxValue)).ShouldHaveSameReadingsAs(corrected);
        (await ReadAsync(telemetry, Start.AddHours(19))).ShouldHaveSameReadingsAs(FormatOneTests.Expected.Pick([0, 1]));
    }

    private static Task<TelemetryBatch> ReadAsync(SqliteTelemetry telemetry, DateTime asOf) =>
        telemetry.ReadAsync("plant", "7", 2, DateTime.MinValue, DateTime.MaxValue, asOf, Cancellation);
}
