using System.Globalization;
using MongoDB.Bson;
using Presage.Engine;
using Presage.Storage.Telemetry;

namespace Presage.Storage.MongoDb;

/// <summary>What a block becomes when the revision of it that was read is changed.</summary>
/// <param name="Revision">The revision that was read; 0 when there was none.</param>
/// <param name="Row">The whole block as it is to be stored.</param>
/// <param name="IsGone">Whether nothing is left of it, so that it is to go.</param>
internal sealed record MongoBlock(long Revision, BsonDocument Row, bool IsGone)
{
    /// <summary>Leading fields of a block that identify it.</summary>
    public const int Keys = 3;

    private const int Format = 2;

    private static readonly long Earliest = UnixTime.FromDateTime(DateTime.MinValue);

    /// <param name="start">The period in which time begins starts with it.</param>
    public static string IdOf(string dataset, string machine, long start)
    {
        var time = UnixTime.ToDateTime(Math.Max(start, Earliest));
        return MongoIds.Of(
            dataset, machine,
            time.TimeOfDay == TimeSpan.Zero ? time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : MongoIds.Time(time));
    }

    /// <param name="stored">The revision that was read; null when there is none.</param>
    /// <param name="start">Unix time.</param>
    public static MongoBlock Of(string dataset, long start, long period, TelemetryBlock block, BsonDocument? stored)
    {
        var revision = stored?["revision"].ToInt64() ?? 0;
        return new(revision, Write(dataset, start, period, block, revision + 1), block.Rows.Count == 0);
    }

    /// <summary>Unix time at which the period of a stored block begins.</summary>
    public static long StartOf(BsonDocument row, long period) =>
        UnixTime.FromMilliseconds(row["end"].AsBsonDateTime.MillisecondsSinceEpoch) - period;

    /// <exception cref="PresageException"><c>store-damaged</c>, <c>store-too-new</c>.</exception>
    public static TelemetryBlock Read(BsonDocument row)
    {
        var machine = row.GetString("machine");
        CheckFormat(row, machine);
        var columns = new BlockColumns(
            RowsOf(row), UnitOf(row), row.GetBytes("times"), row.GetBytes("known"),
            [.. row["values"].AsBsonArray.Select(column => column.AsBsonBinaryData.Bytes)],
            (uint)row["checksum"].ToInt64(), BytesOrNull(row, "files"), BytesOrNull(row, "history"));
        return columns.ToBlock(machine);
    }

    /// <summary>What <see cref="ReadTimes"/> needs.</summary>
    public static BsonDocument TimeFields { get; } = new()
    {
        ["machine"] = 1,
        ["start"] = 1,
        ["format"] = 1,
        ["readings"] = 1,
        ["unit"] = 1,
        ["times"] = 1,
        ["known"] = 1,
        ["latest"] = 1,
    };

    /// <summary>Null of a block with a history, which has to be read as a whole.</summary>
    /// <exception cref="PresageException"><c>store-too-new</c>.</exception>
    public static BlockTimes? ReadTimes(BsonDocument row)
    {
        CheckFormat(row, row.GetString("machine"));
        return row.Contains("latest")
            ? null
            : BlockColumns.TimesOf(row["readings"].ToInt32(), UnitOf(row), row.GetBytes("times"), row.GetBytes("known"));
    }

    /// <summary>In format 1 every row is a reading of now.</summary>
    private static int RowsOf(BsonDocument row) => (row.TryGetValue("rows", out var rows) ? rows : row["readings"]).ToInt32();

    private static byte[]? BytesOrNull(BsonDocument row, string name) => row.Contains(name) ? row.GetBytes(name) : null;

    /// <summary>Format 1 has milliseconds.</summary>
    private static int UnitOf(BsonDocument row) => row.TryGetValue("unit", out var unit) ? unit.ToInt32() : BlockColumns.Milliseconds;

    private static void CheckFormat(BsonDocument row, string machine)
    {
        if (row["format"].ToInt32() is > Format and var format)
            throw new PresageException(
                ErrorKind.Conflict, "store-too-new",
                $"A telemetry block of machine {machine} has format {format}, this program knows {Format}.", "Update presage.");
    }

    private static BsonDocument Write(string dataset, long start, long period, TelemetryBlock block, long revision)
    {
        var columns = BlockColumns.Of(block);
        var (readings, first, last) = block.Extent();
        var row = new BsonDocument
        {
            ["_id"] = IdOf(dataset, block.Rows.Machine, start),
            ["dataset"] = dataset,
            ["machine"] = block.Rows.Machine,
            ["start"] = new BsonDateTime(UnixTime.ToMilliseconds(Math.Max(start, Earliest))),
            ["end"] = new BsonDateTime(UnixTime.ToMilliseconds(start + period)),
            ["first"] = new BsonDateTime(UnixTime.ToMilliseconds(first)),
            ["last"] = new BsonDateTime(-UnixTime.ToMilliseconds(-last)),
            ["readings"] = readings,
            ["revision"] = revision,
            ["format"] = Format,
            ["unit"] = columns.Unit,
            ["times"] = columns.Times,
            ["known"] = columns.Known,
            ["values"] = new BsonArray(columns.Values.Select(column => new BsonBinaryData(column))),
        };
        if (columns.Files is { } files)
            row["files"] = files;
        if (columns.History is { } history)
            row.AddRange(new BsonDocument
            {
                ["rows"] = columns.Count,
                ["history"] = history,
                ["latest"] = new BsonDateTime(block.Latest!.Value),
            });

        return row.Add("checksum", (long)columns.Checksum);
    }
}
