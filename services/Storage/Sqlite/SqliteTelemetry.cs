using System.Runtime.CompilerServices;
using Presage.Engine;
using Presage.Storage.Telemetry;

namespace Presage.Storage.Sqlite;

internal sealed class SqliteTelemetry(SqliteStore store) : ITelemetry
{
    public async Task<MergeCounts> MergeAsync(
        string dataset, TimeSpan period, IReadOnlyList<TelemetryBatch> batches, CancellationToken cancellation)
    {
        await CheckPeriodAsync(dataset, period, cancellation);

        var length = UnixTime.FromTimeSpan(period);
        var counts = default(MergeCounts);
        foreach (var pieces in BlockBorders.Cut(batches, length).InParts())
        {
            // Merging is done while others write; what they changed meanwhile is seen by its revision and merged again.
            var merged = await store.ReadAsync(
                session => pieces.Select(piece => SqliteMerge.Of(session, dataset, length, piece)).ToList(), cancellation);
            if (merged.Exists(merge => merge.Block is not null))
                merged = await store.WriteAsync(
                    session =>
                    {
                        SqliteDeletion.DataSet.ThrowIfBegun(session, dataset);
                        return merged.ConvertAll(merge => merge.Store(session));
                    },
                    cancellation);

            counts = merged.Aggregate(counts, (sum, merge) => sum + merge.Counts);
        }

        return counts;
    }

    public Task<TelemetryBatch> ReadAsync(
        string dataset, string machine, int sensors, DateTime from, DateTime to, DateTime asOf,
        CancellationToken cancellation) => store.ReadAsync(
        session =>
        {
            var blocks = session.List(
                """
                SELECT block FROM telemetry
                WHERE dataset = ?1 AND machine = ?2 AND start <= ?4
                    AND start > ?3 - (SELECT period FROM telemetry_periods WHERE dataset = ?1)
                ORDER BY start
                """,
                row => BlockCodec.Decode(machine, row.GetBytes(0)),
                dataset, machine, from, to);
            return BlockWindow.Join(
                machine, sensors, blocks, UnixTime.FromDateTime(from), UnixTime.FromDateTime(to), UnixTime.FromDateTime(asOf));
        },
        cancellation);

    public async IAsyncEnumerable<TelemetryBatch> ReadAsync(
        string dataset, IReadOnlyList<string> machines, int sensors, DateTime from, DateTime to, DateTime asOf,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var machine in machines)
            yield return await ReadAsync(dataset, machine, sensors, from, to, asOf, cancellation);
    }

    public async IAsyncEnumerable<ReadingStretches> StretchesAsync(
        string dataset, IReadOnlyList<string> machines, TimeSpan gap, DateTime asOf,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        var (longest, known) = (UnixTime.FromTimeSpan(gap), UnixTime.FromDateTime(asOf));
        foreach (var machine in machines)
        {
            var blocks = await store.ReadAsync(session => SqliteBlockTimes.Of(session, dataset, machine, known), cancellation);
            yield return new ReadingStretches(machine, BlockTimes.Stretches(blocks, longest, known));
        }
    }

    public Task<IReadOnlyList<MachineExtent>> MachinesAsync(string dataset, CancellationToken cancellation) =>
        store.ReadAsync<IReadOnlyList<MachineExtent>>(
            session =>
            [
                .. session
                    .List(
                        """
                        SELECT machine, min(first), max(last), sum(readings) FROM telemetry
                        WHERE dataset = ?1 AND readings > 0 GROUP BY machine
                        """,
                        row => new MachineExtent(row.GetString(0), row.GetTime(1), row.GetTime(2), row.GetInt64(3)),
                        dataset)
                    .OrderBy(extent => extent.Machine, MachineOrder.Instance),
            ],
            cancellation);

    public async Task<IReadOnlyList<MachineExtent>> MachinesAsync(string dataset, DateTime asOf, CancellationToken cancellation)
    {
        var (extents, known) = (new List<MachineExtent>(), UnixTime.FromDateTime(asOf));
        foreach (var machine in await AllMachinesAsync(dataset, cancellation))
        {
            var blocks = await store.ReadAsync(session => SqliteBlockTimes.Of(session, dataset, machine, known), cancellation);
            if (BlockTimes.Extent(machine, blocks, known) is { } extent)
                extents.Add(extent);
        }

        return [.. extents.OrderBy(extent => extent.Machine, MachineOrder.Instance)];
    }

    /// <summary>Blocks of two lengths would overlap and hide each other's readings.</summary>
    private async Task CheckPeriodAsync(string dataset, TimeSpan period, CancellationToken cancellation)
    {
        var stored = await store.ReadAsync(session => PeriodOf(session, dataset), cancellation) ?? await store.WriteAsync(
            session =>
            {
                SqliteDeletion.DataSet.ThrowIfBegun(session, dataset);
                session.Execute("INSERT INTO telemetry_periods VALUES (?1, ?2) ON CONFLICT DO NOTHING", dataset,
                    UnixTime.ToMilliseconds(period));
                return PeriodOf(session, dataset)!.Value;
            },
            cancellation);
        ReadingParts.CheckPeriod(dataset, stored, period);
    }

    private static long? PeriodOf(SqliteSession session, string dataset) =>
        session.First("SELECT period FROM telemetry_periods WHERE dataset = ?1", row => (long?)row.GetInt64(0), dataset);

    public async Task<long> RetractAsync(string dataset, RecordSelection what, DateTime known, CancellationToken cancellation)
    {
        var readings = 0L;
        foreach (var machine in await MachinesAsync(dataset, what, cancellation))
            readings += await EditAsync(
                dataset, machine, what.From, what.To, block => BlockRetraction.Retract(block, what, known), cancellation);

        return readings;
    }

    public async Task<long> CountAsync(string dataset, RecordSelection what, CancellationToken cancellation)
    {
        var readings = 0L;
        foreach (var machine in await MachinesAsync(dataset, what, cancellation))
            readings += await EditAsync(
                dataset, machine, what.From, what.To, block => (block, BlockRetraction.Count(block, what)), cancellation);

        return readings;
    }

    public async Task ForgetAsync(string dataset, DateTime known, IReadOnlyCollection<int> files, CancellationToken cancellation)
    {
        foreach (var machine in await AllMachinesAsync(dataset, cancellation))
            await EditAsync(dataset, machine, null, null, block => (BlockRetraction.Forget(block, known, files), 0), cancellation);
    }

    private async Task<IEnumerable<string>> MachinesAsync(string dataset, RecordSelection what, CancellationToken cancellation)
    {
        var machines = await AllMachinesAsync(dataset, cancellation);
        return what.Machines is { } some ? machines.Where(some.ToHashSet().Contains) : machines;
    }

    private Task<List<string>> AllMachinesAsync(string dataset, CancellationToken cancellation) => store.ReadAsync(
        session =>
        {
            SqliteDeletion.DataSet.ThrowIfBegun(session, dataset);
            return session.List("SELECT DISTINCT machine FROM telemetry WHERE dataset = ?1", row => row.GetString(0), dataset);
        },
        cancellation);

    /// <summary>Changes the blocks of a machine one by one.</summary>
    private async Task<long> EditAsync(
        string dataset, string machine, DateTime? from, DateTime? to, Func<TelemetryBlock, (TelemetryBlock Block, long Readings)> edit,
        CancellationToken cancellation)
    {
        var starts = await store.ReadAsync(
            session => session.List(
                """
                SELECT start FROM telemetry
                WHERE dataset = ?1 AND machine = ?2 AND (?4 IS NULL OR start <= ?4)
                    AND (?3 IS NULL OR start > ?3 - (SELECT period FROM telemetry_periods WHERE dataset = ?1))
                ORDER BY start
                """,
                row => row.GetInt64(0), dataset, machine, from, to),
            cancellation);
        var readings = 0L;
        foreach (var start in starts)
        {
            cancellation.ThrowIfCancellationRequested();
            var edited = await store.ReadAsync(session => SqliteEdit.Of(session, dataset, machine, start, edit), cancellation);
            if (edited.Block is not null)
                edited = await store.WriteAsync(
                    session =>
                    {
                        SqliteDeletion.DataSet.ThrowIfBegun(session, dataset);
                        return edited.Store(session, edit);
                    },
                    cancellation);

            readings += edited.Readings;
        }

        return readings;
    }
}
