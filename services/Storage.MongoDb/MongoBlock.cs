using System.Globalization;
using MongoDB.Bson;
using Presage.Engine;
using Presage.Storage.Telemetry;

namespace Presage.Storage.MongoDb;

/// <summary>What a block becomes when readings are merged into the revision of it that was read.</summary>
/// <param name="Revision">The revision that was read; 0 when there was none.</param>
/// <param name="Row">The whole block as it is to be stored; null when nothing changes.</param>
internal sealed record MongoBlock(ReadingRange Incoming, long Revision, MergeCounts Counts, BsonDocument? Row)
{
    /// <summary>Leading fields of a block that identify it.</summary>
    public const int Keys = 3;

    private const int Format = 2;

    private static readonly long Earliest = UnixTime.FromDateTime(DateTime.MinValue);

    public bool IsChanged => Row is not null;

    /// <param name="start">The period in which time begins starts with it.</param>
    public static string IdOf(string dataset, string machine, long start)
    {
        var time = UnixTime.ToDateTime(Math.Max(start, Earliest));
        return MongoIds.Of(
            dataset, machine,
            time.TimeOfDay == TimeSpan.Zero ? time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : MongoIds.Time(time));
    }

    public static MongoBlock Merge(string id, string dataset, long period, ReadingRange incoming, BsonDocument? stored)
    {
        if (stored is null)
            return new(incoming, 0, new(incoming.Count, 0, 0), Write(id, dataset, period, incoming, 1));

        var before = Read(stored);
        var (merged, counts) = BlockMerge.Merge(before, incoming);
        var revision = stored["revision"].ToInt64();
        return new(incoming, revision, counts, ReferenceEquals(merged, before) ? null : Write(id, dataset, period, merged, revision + 1));
    }

    /// <exception cref="PresageException"><c>store-damaged</c>, <c>store-too-new</c>.</exception>
    public static TelemetryBatch Read(BsonDocument row)
    {
        var machine = row.GetString("machine");
        CheckFormat(row, machine);
        var columns = new BlockColumns(
            row["readings"].ToInt32(), UnitOf(row), row.GetBytes("times"), row.GetBytes("known"),
            [.. row["values"].AsBsonArray.Select(column => column.AsBsonBinaryData.Bytes)],
            (uint)row["checksum"].ToInt64());
        return columns.ToBatch(machine);
    }

    /// <summary>What <see cref="ReadTimes"/> needs.</summary>
    public static BsonDocument TimeFields { get; } =
        new() { ["_id"] = 0, ["machine"] = 1, ["format"] = 1, ["readings"] = 1, ["unit"] = 1, ["times"] = 1, ["known"] = 1 };

    /// <exception cref="PresageException"><c>store-too-new</c>.</exception>
    public static (string Machine, BlockTimes Times) ReadTimes(BsonDocument row)
    {
        var machine = row.GetString("machine");
        CheckFormat(row, machine);
        return (machine, BlockColumns.TimesOf(row["readings"].ToInt32(), UnitOf(row), row.GetBytes("times"), row.GetBytes("known")));
    }

    /// <summary>Format 1 has milliseconds.</summary>
    private static int UnitOf(BsonDocument row) => row.TryGetValue("unit", out var unit) ? unit.ToInt32() : BlockColumns.Milliseconds;

    private static void CheckFormat(BsonDocument row, string machine)
    {
        if (row["format"].ToInt32() is > Format and var format)
            throw new PresageException(
                ErrorKind.Conflict, "store-too-new",
                $"A telemetry block of machine {machine} has format {format}, this program knows {Format}.", "Update presage.");
    }

    private static BsonDocument Write(string id, string dataset, long period, ReadingRange readings, long revision)
    {
        var start = Math.Max(BlockBorders.StartOf(readings.Times[0], period), Earliest);
        var columns = BlockColumns.Of(readings);
        return new()
        {
            ["_id"] = id,
            ["dataset"] = dataset,
            ["machine"] = readings.Batch.Machine,
            ["start"] = new BsonDateTime(UnixTime.ToMilliseconds(start)),
            ["end"] = new BsonDateTime(UnixTime.ToMilliseconds(BlockBorders.StartOf(readings.Times[0], period) + period)),
            ["first"] = new BsonDateTime(UnixTime.ToMilliseconds(readings.Times[0])),
            ["last"] = new BsonDateTime(-UnixTime.ToMilliseconds(-readings.Times[^1])),
            ["readings"] = readings.Count,
            ["revision"] = revision,
            ["format"] = Format,
            ["unit"] = columns.Unit,
            ["times"] = columns.Times,
            ["known"] = columns.Known,
            ["values"] = new BsonArray(columns.Values.Select(column => new BsonBinaryData(column))),
            ["checksum"] = (long)columns.Checksum,
        };
    }
}
