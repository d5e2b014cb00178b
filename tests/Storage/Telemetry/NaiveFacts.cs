using Presage.Engine;
using Presage.Storage;

namespace Presage.Tests.Storage.Telemetry;

/// <summary>Facts of one machine as a plain list; what blocks have to come to.</summary>
internal sealed class NaiveFacts
{
    private readonly List<Fact> _facts = [];

    /// <summary>Every moment at which something changes, and moments between and around them.</summary>
    public IReadOnlyList<long> Moments =>
        [.. _facts.SelectMany(fact => new[] { fact.Known - 1, fact.Known, fact.Known + 1, fact.Until })
            .Append(long.MaxValue).Select(moment => Math.Min(moment, long.MaxValue - 1)).Distinct()];

    public MergeCounts Merge(TelemetryBatch batch)
    {
        var counts = default(MergeCounts);
        for (var row = 0; row < batch.Count; row++)
        {
            var (isNew, isOther, isConflict) = (false, false, false);
            for (var sensor = 0; sensor < batch.Values.Length; sensor++)
            {
                var fact = new Fact(batch.Times[row], sensor, batch.Known[row], batch.File, batch.Values[sensor][row]);
                if (double.IsNaN(fact.Value))
                    continue;

                var before = Value(fact.Time, sensor, fact.Known, other => other.Known < fact.Known);
                if (before == fact.Value)
                    continue;

                var same = _facts.Where(other => (other.Time, other.Sensor, other.Known) == (fact.Time, sensor, fact.Known)).ToList();
                isNew |= same.Count == 0 && before is null;
                isOther |= same.Count == 0 && before is not null;
                isConflict |= same.Exists(other => other.Value != fact.Value)
                    && !same.Exists(other => other.File == fact.File && other.Value == fact.Value);
                if (same.Find(other => other.File == fact.File) is not { } own)
                    _facts.Add(fact);
                else
                    own.Value = Math.Max(own.Value, fact.Value);
            }

            counts += new MergeCounts(isNew && !isOther ? 1 : 0, isOther ? 1 : 0, isNew || isOther ? 0 : 1, isConflict ? 1 : 0);
        }

        return counts;
    }

    public void Retract(RecordSelection what, long known)
    {
        foreach (var fact in _facts)
        {
            var time = UnixTime.ToDateTime(fact.Time);
            if (fact.Known <= known && fact.Until > known && !(time <= what.From) && !(time > what.To)
                && (what.Known is null || UnixTime.FromDateTime(what.Known.Value) == fact.Known)
                && (what.Files is null || what.Files.Contains(fact.File)))
                fact.Until = known;
        }
    }

    public void Forget(long known, IReadOnlyCollection<int> files) =>
        _facts.RemoveAll(fact => fact.Known == known && files.Contains(fact.File));

    /// <summary>[time] the values of a moment.</summary>
    public SortedDictionary<long, double[]> At(long asOf, int sensors)
    {
        var rows = new SortedDictionary<long, double[]>();
        foreach (var time in _facts.Select(fact => fact.Time).Distinct())
        {
            double[] values = [.. Enumerable.Range(0, sensors).Select(sensor => Value(time, sensor, asOf, _ => true) ?? double.NaN)];
            if (!Array.TrueForAll(values, double.IsNaN))
                rows[time] = values;
        }

        return rows;
    }

    private double? Value(long time, int sensor, long asOf, Func<Fact, bool> isMeant) => _facts
        .Where(fact => fact.Time == time && fact.Sensor == sensor && fact.Known <= asOf && fact.Until > asOf && isMeant(fact))
        .GroupBy(fact => fact.Known).OrderByDescending(group => group.Key).FirstOrDefault()?.Max(fact => fact.Value);

    private sealed record Fact(long Time, int Sensor, long Known, int File, double Value)
    {
        public double Value { get; set; } = Value;

        public long Until { get; set; } = long.MaxValue;
    }
}
