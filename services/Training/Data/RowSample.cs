using Presage.Engine.Features;

namespace Presage.Training.Data;

/// <summary>Every n-th row of a feature set.</summary>
/// <param name="rows">Rows there are.</param>
/// <param name="most">Rows to take at most.</param>
internal sealed class RowSample(int columns, int rows, int most)
{
    private readonly int _stride = Math.Max(1, (rows + most - 1) / most);

    public double[][] Values { get; } = Allocate(columns, rows, Math.Max(1, (rows + most - 1) / most));

    /// <summary>Takes its share of a part; parts may be taken at the same time.</summary>
    public void Take(int firstRow, FeatureRows part)
    {
        var skip = (_stride - (firstRow % _stride)) % _stride;
        for (var column = 0; column < Values.Length; column++)
        {
            for (var row = skip; row < part.Count; row += _stride)
                Values[column][(firstRow + row) / _stride] = part.Values[column][row];
        }
    }

    /// <summary>Row numbers and values of those that are wanted.</summary>
    public (int[] Rows, double[][] Values) Where(Func<int, bool> isWanted)
    {
        var wanted = Enumerable.Range(0, Values[0].Length).Where(i => isWanted(i * _stride)).ToArray();
        return ([.. wanted.Select(i => i * _stride)], [.. Values.Select(column => wanted.Select(i => column[i]).ToArray())]);
    }

    private static double[][] Allocate(int columns, int rows, int stride) =>
        [.. Enumerable.Range(0, columns).Select(_ => new double[(rows + stride - 1) / stride])];
}
