using System.Globalization;
using Presage.Engine;

namespace Presage.Storage.Telemetry;

/// <summary>
/// Merges readings into a block, cell by cell: a missing value says nothing. The outcome does not depend on how or in which order the same
/// readings arrive.
/// </summary>
public static class BlockMerge
{
    /// <summary>What becomes of readings where there is no block yet.</summary>
    /// <returns>The block, null when no reading has a value.</returns>
    public static (TelemetryBlock? Block, MergeCounts Counts) Begin(ReadingRange incoming)
    {
        if (!HasEmpty(incoming))
            return (TelemetryBlock.Of(incoming), new(incoming.Count, 0, 0));

        double[][] columns = [.. incoming.Batch.Values.Select(_ => Array.Empty<double>())];
        var nothing = new TelemetryBlock(new(incoming.Batch.Machine, [], [], columns), null, null);
        var (block, counts) = Merge(nothing, incoming);
        return (block.Rows.Count == 0 ? null : block, counts);
    }

    /// <returns>
    /// The merged block, or <paramref name="stored"/> itself when nothing in it changes, and what became of the incoming readings.
    /// </returns>
    /// <remarks>
    /// Readings with fewer sensors than the block has, of before a scenario was widened, say nothing of the others, which are the last.
    /// </remarks>
    public static (TelemetryBlock Block, MergeCounts Counts) Merge(TelemetryBlock stored, ReadingRange incoming)
    {
        if (stored.Sensors > incoming.Sensors)
            incoming = WithSensors(incoming, stored.Sensors);

        var plan = MergePlan.Of(stored, incoming);
        return plan.IsEmpty ? (stored, plan.Counts) : new Merging(stored, incoming, plan).Run();
    }

    private static ReadingRange WithSensors(ReadingRange readings, int sensors)
    {
        var missing = new double[readings.Batch.Count];
        Array.Fill(missing, double.NaN);
        var (batch, more) = (readings.Batch, Enumerable.Repeat(missing, sensors - readings.Sensors));
        return readings with { Batch = batch with { Values = [.. batch.Values, .. more] } };
    }

    /// <summary>Whether there are readings without any value, which say nothing.</summary>
    internal static bool HasEmpty(ReadingRange readings)
    {
        if (readings.Sensors == 0)
            return false;

        var first = readings.Values(0);
        for (var row = 0; row < first.Length; row++)
            if (double.IsNaN(first[row]) && IsEmpty(readings, row))
                return true;

        return false;
    }

    internal static bool IsEmpty(ReadingRange readings, int row)
    {
        for (var sensor = 0; sensor < readings.Sensors; sensor++)
            if (!double.IsNaN(readings.Batch.Values[sensor][readings.Start + row]))
                return false;

        return readings.Sensors > 0;
    }

    private sealed class Merging
    {
        private readonly TelemetryBlock _stored;
        private readonly ReadingRange _incoming;
        private readonly MergePlan _plan;
        private readonly TelemetryBatch _rows;
        private readonly long[] _files;
        private readonly BlockEditor _editor;
        private readonly List<ValueChange> _changes = [];
        private bool _isStored;

        public Merging(TelemetryBlock stored, ReadingRange incoming, MergePlan plan)
        {
            (_stored, _incoming, _plan, _isStored) = (stored, incoming, plan, plan.Counts.Written > 0);
            var values = new double[incoming.Sensors][];
            for (var sensor = 0; sensor < values.Length; sensor++)
                values[sensor] = plan.Gather(
                    sensor < stored.Sensors ? stored.Rows.Values[sensor] : MissingOf(stored.Rows.Count), incoming.Values(sensor));

            var times = plan.Gather(stored.Rows.Times, incoming.Times);
            _rows = new(stored.Rows.Machine, times, plan.Gather(stored.Rows.Known, incoming.Known), values);
            _files = FilesOf(stored, incoming, plan);
            _editor = new(_rows, _files);
        }

        public (TelemetryBlock Block, MergeCounts Counts) Run()
        {
            var counts = _plan.Counts;
            if (_plan.Touched.Count == 0 && _stored.History is null)
                return (new(_rows, Array.TrueForAll(_files, file => file == 0) ? null : _files, null), counts);

            var touched = 0;
            for (var row = 0; row < _rows.Count; row++)
            {
                if (_plan.Origins[row] < 0)
                    continue;

                if (touched == _plan.Touched.Count || _plan.Touched[touched].Row != row)
                    _editor.Keep(_stored, _plan.Origins[row], row);
                else
                    counts += Edit(row, _plan.Touched[touched++].Incoming);
            }

            counts = counts with { Changes = _changes };
            return (_isStored ? _editor.ToBlock() : _stored, counts);
        }

        private MergeCounts Edit(int row, int reading)
        {
            _editor.Take(_stored, _plan.Origins[row]);
            var stamp = Stamp.Of(_incoming.Known[reading], _incoming.Batch.File);
            var (outcome, isConflict) = (CellOutcome.None, false);
            for (var sensor = 0; sensor < _incoming.Sensors; sensor++)
            {
                var value = _incoming.Values(sensor)[reading];
                if (double.IsNaN(value))
                    continue;

                var change = Cell.Add(_editor.Facts[sensor], new(stamp, value));
                outcome = change.Outcome > outcome ? change.Outcome : outcome;
                isConflict |= change.IsConflict;
                _isStored |= change.IsStored;
                if ((change.IsConflict || change.Outcome == CellOutcome.Replaced) && _changes.Count < MergeCounts.MostChanges)
                    _changes.Add(ChangeOf(row, sensor, change));
            }

            _editor.Put(row);
            return new(
                outcome == CellOutcome.Written ? 1 : 0, outcome == CellOutcome.Replaced ? 1 : 0, outcome == CellOutcome.None ? 1 : 0,
                isConflict ? 1 : 0);
        }

        private ValueChange ChangeOf(int row, int sensor, CellChange change) => new(
            _rows.Machine, UnixTime.ToDateTime(_rows.Times[row]), sensor.ToString(CultureInfo.InvariantCulture), Text(change.Before),
            Text(change.After), change.IsConflict);

        private static long[] FilesOf(TelemetryBlock stored, ReadingRange incoming, MergePlan plan)
        {
            var file = incoming.Batch.File;
            if (stored.Files is null && file == 0)
                return new long[plan.Origins.Length];

            return plan.Gather(
                stored.Files ?? new long[stored.Rows.Count], TelemetryBlock.FilesOf(file, incoming.Count) ?? new long[incoming.Count]);
        }

        private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

        private static double[] MissingOf(int rows)
        {
            var column = new double[rows];
            Array.Fill(column, double.NaN);
            return column;
        }
    }
}
