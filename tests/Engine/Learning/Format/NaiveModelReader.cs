using System.Security.Cryptography;
using System.Text;

namespace Presage.Tests.Engine.Learning;

/// <summary>A loader written from docs/integrate/model-format.md alone, with nothing of the product's own.</summary>
internal sealed class NaiveModelReader : IDisposable
{
    private readonly BinaryReader _reader;
    private readonly List<(bool Categorical, double[] Upper)> _columns = [];
    private readonly string[] _components;
    private readonly Func<int[], double[]> _predict;
    private readonly Func<double, double>[] _calibrators;

    public NaiveModelReader(byte[] bytes)
    {
        _reader = new BinaryReader(new MemoryStream(bytes));
        Encoding.ASCII.GetString(_reader.ReadBytes(8)).ShouldBe("PRSGMODL");
        var version = _reader.ReadUInt32();
        _reader.ReadInt64().ShouldBe(bytes.Length - 52);
        _reader.ReadBytes(32).ShouldBe(SHA256.HashData(bytes[52..]));

        Preset = _reader.ReadString();
        Horizon = _reader.ReadInt64();
        _components = List(_reader.ReadString);
        foreach (var name in List(Column))
            Names.Add(name);
        _predict = _reader.ReadString() switch
        {
            "gradient-boosting" => Boosted(),
            "logistic-regression" => Logistic(),
            "random-forest" or "decision-tree" => Forest(),
            _ when version == 2 => Converted(),
            var other => throw new NotSupportedException($"version {version} of {other}"),
        };
        _calibrators = [.. _components.Select(_ => Calibrator())];
        Thresholds = Doubles(_components.Length);
        foreach (var _ in _columns)
            Edges.Add(Baseline());
        _reader.BaseStream.Position.ShouldBe(bytes.Length);
    }

    public string Preset { get; }

    public long Horizon { get; }

    public List<string> Names { get; } = [];

    public double[] Thresholds { get; }

    public List<double[]> Edges { get; } = [];

    /// <summary>What another library keeps of each component.</summary>
    public List<byte[]> Originals { get; } = [];

    /// <summary>One calibrated probability a component.</summary>
    public double[] Predict(double[] row)
    {
        var bins = row.Select((value, column) => Bin(_columns[column], value)).ToArray();
        return [.. _predict(bins).Zip(_calibrators, (probability, calibrate) => calibrate(probability))];
    }

    public void Dispose() => _reader.Dispose();

    private static int Bin((bool Categorical, double[] Upper) column, double value)
    {
        if (column.Categorical)
            return Array.IndexOf(column.Upper, value) is >= 0 and var category ? category : 255;
        return double.IsNaN(value) ? 255 : Array.FindIndex(column.Upper, bound => value <= bound);
    }

    private static double Sigmoid(double score) => 1 / (1 + Math.Exp(-score));

    private int N() => _reader.Read7BitEncodedInt();

    private T[] List<T>(Func<T> read) => [.. Enumerable.Range(0, N()).Select(_ => read())];

    private double[] Doubles(int count) => [.. Enumerable.Range(0, count).Select(_ => _reader.ReadDouble())];

    private string Column()
    {
        var texts = Enumerable.Range(0, 4).Select(_ => _reader.ReadString()).ToList();
        var categorical = _reader.ReadByte() == 1;
        if (categorical)
            List(_reader.ReadString);
        _columns.Add((categorical, List(_reader.ReadDouble)));
        Doubles(_columns[^1].Upper.Length);
        return texts[0];
    }

    private Func<int[], double[]> Converted()
    {
        var isLogistic = _reader.ReadByte() == 0;
        var predict = Sums();
        foreach (var _ in _components)
            Originals.Add(List(_reader.ReadByte));
        return bins => [.. predict(bins).Select(sum => isLogistic ? Sigmoid(sum) : Math.Clamp(sum, 0, 1))];
    }

    private Func<int[], double[]> Boosted()
    {
        var predict = Sums();
        return bins => [.. predict(bins).Select(Sigmoid)];
    }

    private Func<int[], IEnumerable<double>> Sums()
    {
        var components = _components.Select(_ =>
        {
            var start = _reader.ReadDouble();
            Doubles(_columns.Count);
            return (Start: start, Trees: List(() => Tree(1)));
        }).ToList();
        return bins => components.Select(c => c.Trees.Aggregate(c.Start, (sum, tree) => sum + tree(bins)[0]));
    }

    private Func<int[], double[]> Forest()
    {
        Doubles(_components.Length * _columns.Count);
        var trees = List(() => Tree(_components.Length));
        return bins => [.. _components.Select((_, k) => trees.Average(tree => (double)tree(bins)[k]))];
    }

    private Func<int[], double[]> Logistic()
    {
        var components = _components.Select(_ =>
        {
            var start = _reader.ReadDouble();
            Doubles(_columns.Count);
            return (Start: start, Tables: _columns.Select(_ => Doubles(256)).ToList());
        }).ToList();
        return bins =>
            [.. components.Select(
                c => Sigmoid(bins.Select((bin, column) => c.Tables[column][bin]).Aggregate(c.Start, (sum, value) => sum + value)))];
    }

    private Func<int[], float[]> Tree(int outputs)
    {
        var inner = 0;
        var nodes = List<(int Left, Func<int[], bool>? GoesLeft, float[] Values)>(() =>
        {
            var kind = _reader.ReadByte();
            var number = N();
            if (kind == 0)
                return (0, null, [.. Enumerable.Range(0, outputs).Select(_ => _reader.ReadSingle())]);
            var left = 2 * inner++ + 1;
            if (kind == 3)
            {
                var bits = _reader.ReadBytes(32);
                return (left, bins => (bits[bins[number] / 8] >> bins[number] % 8 & 1) == 1, []);
            }

            var threshold = _reader.ReadByte();
            return (left, bins => bins[number] <= threshold || (bins[number] == 255 && kind == 2), []);
        });
        return bins =>
        {
            var node = nodes[0];
            while (node.GoesLeft is not null)
                node = nodes[node.Left + (node.GoesLeft(bins) ? 0 : 1)];
            return node.Values;
        };
    }

    private Func<double, double> Calibrator()
    {
        switch (_reader.ReadByte())
        {
            case 1:
                var (slope, intercept) = (_reader.ReadDouble(), _reader.ReadDouble());
                return p => Inside(Sigmoid(slope * Math.Log(Inside(p) / (1 - Inside(p))) + intercept));
            case 2:
                var probabilities = List(_reader.ReadDouble);
                var frequencies = Doubles(probabilities.Length);
                return p => Between(probabilities, frequencies, p);
            default:
                return p => p;
        }
    }

    private static double Inside(double p) => Math.Clamp(p, 1e-9, 1 - 1e-9);

    private static double Between(double[] x, double[] y, double p)
    {
        var above = Array.FindIndex(x, point => point >= p);
        if (above <= 0)
            return above == 0 ? y[0] : y[^1];
        return y[above - 1] + (p - x[above - 1]) / (x[above] - x[above - 1]) * (y[above] - y[above - 1]);
    }

    private double[] Baseline()
    {
        Doubles(2);
        var edges = List(_reader.ReadDouble);
        Doubles(edges.Length + 1);
        return edges;
    }
}
