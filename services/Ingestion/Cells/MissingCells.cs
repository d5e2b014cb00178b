using System.Text;

namespace Presage.Ingestion.Cells;

/// <summary>What stands for no value in a column beside what always does: texts, and numbers however they are written.</summary>
internal sealed class MissingCells(IReadOnlyList<string> declared)
{
    private readonly byte[][][] _words = declared.Count == 0 ? [] : MissingText.ByLength(declared);

    private readonly double[] _numbers =
        [.. declared.Where(text => CellNumber.TryParse(Encoding.UTF8.GetBytes(text), out _)).Select(ValueOf)];

    public bool AreDeclared => declared.Count > 0;

    public bool Is(ReadOnlySpan<byte> text) => MissingText.Is(text) || MissingText.IsOneOf(text, _words);

    /// <summary>Whether a number is one of those that say that there is none.</summary>
    public bool Is(double value) => _numbers.AsSpan().Contains(value);

    private static double ValueOf(string text)
    {
        _ = CellNumber.TryParse(Encoding.UTF8.GetBytes(text), out var value);
        return value;
    }
}
