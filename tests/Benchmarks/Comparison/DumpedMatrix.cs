using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using Presage.Engine.Features;

namespace Presage.Tests.Benchmarks.Comparison;

/// <summary>
/// A matrix as <c>bench/peers.py --dump DIR</c> writes it: <c>train.f32</c> and <c>test.f32</c> row-major little-endian float32, labels as
/// int8 with one column a component, sizes and names in <c>shape.txt</c>.
/// </summary>
internal sealed class DumpedMatrix
{
    private const int RowsAtOnce = 4_096;

    private readonly string _values;
    private readonly int _every;

    private DumpedMatrix(string folder, string part, int rows, int every, IReadOnlyList<FeatureColumn> columns)
    {
        _values = Path.Combine(folder, $"{part}.f32");
        _every = every;
        Rows = (rows + every - 1) / every;
        Columns = columns;
        Labels = ReadLabels(Path.Combine(folder, $"{part}.labels.i8"), rows, every);
    }

    public int Rows { get; }

    public IReadOnlyList<FeatureColumn> Columns { get; }

    /// <summary>[component][row].</summary>
    public sbyte[][] Labels { get; }

    /// <param name="every">Of the training rows only every so many.</param>
    /// <exception cref="InvalidDataException">There is no row to train or none to test on.</exception>
    public static (DumpedMatrix Train, DumpedMatrix Test) Open(string folder, int every)
    {
        var shape = File.ReadLines(
            Path.Combine(folder, "shape.txt")).ToDictionary(line => line.Split(' ')[0], line => line.Split(' ', 2)[1]);
        FeatureColumn[] columns = [.. shape["columns"].Split(',').Select(name => new FeatureColumn(name, name, name, ""))];
        return (Part("train", every), Part("test", 1));

        DumpedMatrix Part(string part, int each)
        {
            var rows = int.Parse(shape[part].Split(' ')[0], CultureInfo.InvariantCulture);
            return rows > 0
                ? new(folder, part, rows, each, columns)
                : throw new InvalidDataException($"The matrix in {folder} has no rows to {part} on.");
        }
    }

    /// <summary>
    /// Calls <paramref name="use"/> with the number of the first row and [column][row] values, some rows at a time, by several threads.
    /// </summary>
    public void ForEach(int threads, Action<int, double[][]> use)
    {
        using var file = File.OpenHandle(_values);
        Parallel.For(0, (Rows + RowsAtOnce - 1) / RowsAtOnce, new ParallelOptions { MaxDegreeOfParallelism = threads }, part =>
        {
            var first = part * RowsAtOnce;
            var count = Math.Min(RowsAtOnce, Rows - first);
            var floats = ArrayPool<float>.Shared.Rent(RowsAtOnce * _every * Columns.Count);
            RandomAccess.Read(file, MemoryMarshal.AsBytes(floats.AsSpan()), (long)first * _every * Columns.Count * sizeof(float));
            use(first, Transpose(floats, count));
            ArrayPool<float>.Shared.Return(floats);
        });
    }

    /// <summary>[column][row] values of every so many rows.</summary>
    public double[][] Sample(int every, int threads)
    {
        double[][] sample = [.. Columns.Select(_ => new double[(Rows + every - 1) / every])];
        ForEach(threads, (first, values) =>
        {
            for (var row = (every - first % every) % every; row < values[0].Length; row += every)
            {
                for (var c = 0; c < sample.Length; c++)
                    sample[c][(first + row) / every] = values[c][row];
            }
        });
        return sample;
    }

    private double[][] Transpose(float[] floats, int count)
    {
        var width = Columns.Count;
        double[][] values = [.. Columns.Select(_ => new double[count])];
        for (var row = 0; row < count; row++)
        {
            for (var c = 0; c < width; c++)
                values[c][row] = floats[row * _every * width + c];
        }

        return values;
    }

    private static sbyte[][] ReadLabels(string path, int rows, int every)
    {
        var bytes = File.ReadAllBytes(path);
        var components = bytes.Length / rows;
        return
        [
            .. Enumerable.Range(0, components).Select(k =>
                Enumerable.Range(0, (rows + every - 1) / every).Select(row => (sbyte)bytes[row * every * components + k]).ToArray()),
        ];
    }
}
