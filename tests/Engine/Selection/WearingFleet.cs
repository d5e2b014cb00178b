using Presage.Engine;
using Presage.Engine.Features;
using Presage.Engine.Learning;
using Presage.Engine.Observation;
using Presage.Engine.Selection;

namespace Presage.Tests.Engine.Selection;

/// <summary>
/// Machines that wear out and go on with a new part: three of six inputs rise before a failure, on some machines none does. A few of them
/// may be learnt from; many more say how good that was.
/// </summary>
internal static class WearingFleet
{
    private const long Horizon = 84 * UnixTime.Hour;
    private const int Days = 90;
    private const int Inputs = 6;
    private const int Tested = 120;
    private const double FailuresEvery = 45;
    private const double Quiet = 0.2;

    /// <param name="machines">To learn from; a seventh of them is the calibration block.</param>
    public static (TrainingData Data, DataSplit Split) Create(int machines, int seed)
    {
        var random = new Random(seed);
        var (times, labels, machineOf, events) = (new List<long>(), new List<sbyte>(), new List<int>(), new List<MachineEvents>());
        var values = Enumerable.Range(0, Inputs).Select(_ => new List<double>()).ToArray();
        for (var machine = 0; machine < machines + Tested; machine++)
        {
            var failures = Failures(random);
            var offsets = values.Select(_ => 0.7 * Normal(random)).ToArray();
            var (steepness, isQuiet) = (2 + (4 * random.NextDouble()), random.NextDouble() < Quiet);
            for (var time = UnixTime.Day / 2; time + Horizon <= Days * UnixTime.Day; time += UnixTime.Day / 2)
            {
                var left = (failures.FirstOrDefault(failure => failure > time, long.MaxValue) - time) / (double)UnixTime.Day;
                var wear = isQuiet ? 0 : 3 * Math.Exp(-left / steepness);
                times.Add(time);
                machineOf.Add(machine);
                labels.Add((sbyte)(left * UnixTime.Day <= Horizon ? 1 : 0));
                for (var input = 0; input < Inputs; input++)
                    values[input].Add(offsets[input] + (input < Inputs / 2 ? wear : 0) + Normal(random));
            }

            events.Add(new MachineEvents($"M{machine}", [failures], [[]], ObservedPeriods.Always));
        }

        var data = Data([.. values.Select(column => column.ToArray())], [.. labels], [.. times], [.. machineOf], events);
        return (data, Split(data, machines, seed));
    }

    private static long[] Failures(Random random)
    {
        var failures = new List<long>();
        for (var day = Gap(); day < Days; day += Gap())
            failures.Add((long)(day * UnixTime.Day));

        return [.. failures];

        double Gap() => -Math.Log(1 - random.NextDouble()) * FailuresEvery;
    }

    private static TrainingData Data(double[][] values, sbyte[] labels, long[] times, int[] machineOf, List<MachineEvents> events)
    {
        FeatureColumn[] columns = [.. values.Select((_, i) => new FeatureColumn($"x{i}", $"x{i}", "", ""))];
        var matrix = new BinnedMatrix(BinMapper.Fit(columns, values), times.Length);
        matrix.Fill(0, values);
        return new TrainingData(
            "default", Horizon, ["pump"], matrix, [labels], times, machineOf, events,
            [.. columns.Select(_ => new ColumnBaseline(1, 0, [], [1]))]);
    }

    private static DataSplit Split(TrainingData data, int machines, int seed)
    {
        int[] learn = [.. Enumerable.Range(0, data.Times.Length).Where(row => data.MachineOf[row] < machines)];
        int[] test = [.. Enumerable.Range(learn.Length, data.Times.Length - learn.Length)];
        var foldOf = MachineFolds.Assign(data.Fleet, learn, 7, seed);
        var all = new TimeBlock(0, Days * UnixTime.Day);
        return new DataSplit(
            SplitKinds.Machine, all, all, all, [.. learn.Where((_, i) => foldOf[i] > 0)], [.. learn.Where((_, i) => foldOf[i] == 0)], test,
            learn);
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
