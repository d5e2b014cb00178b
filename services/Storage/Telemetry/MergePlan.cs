using Presage.Engine;

namespace Presage.Storage.Telemetry;

/// <summary>Which rows a block gets when readings are merged into it, and in which of them both have something to say.</summary>
internal sealed class MergePlan
{
    private readonly int[] _origins;
    private readonly List<(int Row, int Incoming)> _touched = [];
    private int _rows;

    private MergePlan(int most) => _origins = new int[most];

    /// <summary>[row] its place in the stored block, or the complement of its place among the incoming readings.</summary>
    public ReadOnlySpan<int> Origins => _origins.AsSpan(0, _rows);

    /// <summary>Stored rows about which an incoming reading says something else, ascending.</summary>
    public IReadOnlyList<(int Row, int Incoming)> Touched => _touched;

    /// <summary>Of the readings that touch no stored row.</summary>
    public MergeCounts Counts { get; private set; }

    public bool IsEmpty => Counts.Written == 0 && _touched.Count == 0;

    public static MergePlan Of(TelemetryBlock stored, ReadingRange incoming)
    {
        var plan = new MergePlan(stored.Rows.Count + incoming.Count);
        plan.Counts = plan.Make(stored, incoming);
        return plan;
    }

    public T[] Gather<T>(ReadOnlySpan<T> stored, ReadOnlySpan<T> incoming)
    {
        var merged = new T[_rows];
        for (var row = 0; row < merged.Length; row++)
            merged[row] = _origins[row] >= 0 ? stored[_origins[row]] : incoming[~_origins[row]];

        return merged;
    }

    private MergeCounts Make(TelemetryBlock stored, ReadingRange incoming)
    {
        long written = 0, duplicate = 0;
        int left = 0, right = 0;
        var there = stored.Rows.Times.AsSpan();
        var given = incoming.Times;
        var hasEmpty = BlockMerge.HasEmpty(incoming);
        while (right < given.Length)
        {
            while (left < there.Length && there[left] < given[right])
                _origins[_rows++] = left++;

            if (left == there.Length || there[left] > given[right])
            {
                if (hasEmpty && BlockMerge.IsEmpty(incoming, right))
                {
                    duplicate++;
                }
                else
                {
                    written++;
                    _origins[_rows++] = ~right;
                }
            }
            else if (SaysNothing(stored, left, incoming, right))
            {
                duplicate++;
                _origins[_rows++] = left++;
            }
            else
            {
                _touched.Add((_rows, right));
                _origins[_rows++] = left++;
            }

            right++;
        }

        while (left < there.Length)
            _origins[_rows++] = left++;

        return new(written, 0, duplicate);
    }

    /// <summary>Whether a row has all that a reading says already, as is known without a look at its history.</summary>
    private static bool SaysNothing(TelemetryBlock stored, int left, ReadingRange incoming, int right)
    {
        if (!IsLatest(stored, left, incoming.Batch, incoming.Start + right))
            return false;

        for (var sensor = 0; sensor < incoming.Sensors; sensor++)
        {
            var value = incoming.Batch.Values[sensor][incoming.Start + right];
            if (!double.IsNaN(value) && (sensor >= stored.Sensors || !Cell.IsSame(value, stored.Rows.Values[sensor][left])))
                return false;
        }

        return true;
    }

    /// <summary>Whether nothing of a row became known after a reading, or by another file of its run.</summary>
    private static bool IsLatest(TelemetryBlock stored, int left, TelemetryBatch incoming, int right)
    {
        if (stored.History is null && incoming.Known[right] - stored.Rows.Known[left] >= UnixTime.Millisecond)
            return true;

        var stamp = Stamp.Of(incoming.Known[right], incoming.File);
        var row = stored.StampOf(left);
        return !(stamp.Known <= stored.History?.Latest) && (stamp.Known > row.Known || stamp == row);
    }
}
