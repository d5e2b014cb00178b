using Presage.Engine.Learning;

namespace Presage.Engine.MicrosoftML.Data;

/// <summary>
/// How columns become the numbers of Microsoft.ML's feature vector. A numeric column is one number: its bin, of which a missing value is
/// the highest, so that a split can set it apart and otherwise keeps it with the high values. A category is a number of its own, 1 in the
/// rows that have it; a missing one is 0 in all of them. No number is ever missing, for which FastTree would leave the row out.
/// </summary>
internal sealed class FeatureSlots
{
    /// <summary>Of a numeric column.</summary>
    public const int NoCategory = -1;

    private readonly (int Column, int Category)[] _slots;
    private readonly int[] _first;

    public FeatureSlots(BinMapper mapper)
    {
        var slots = new List<(int, int)>();
        _first = new int[mapper.Columns.Count];
        for (var c = 0; c < _first.Length; c++)
        {
            _first[c] = slots.Count;
            if (mapper.Columns[c].IsCategorical)
                slots.AddRange(Enumerable.Range(0, mapper.BinCount(c)).Select(category => (c, category)));
            else
                slots.Add((c, NoCategory));
        }

        _slots = [.. slots];
    }

    public int Count => _slots.Length;

    /// <summary>The column of a number, and the category that it stands for.</summary>
    public (int Column, int Category) this[int slot] => _slots[slot];

    /// <param name="values">One a slot, overwritten.</param>
    public void Fill(BinnedMatrix matrix, int row, Span<float> values)
    {
        values.Clear();
        for (var c = 0; c < _first.Length; c++)
        {
            var (slot, bin) = (_first[c], matrix.Column(c)[row]);
            if (_slots[slot].Category == NoCategory)
                values[slot] = bin;
            else if (bin != BinMapper.Missing)
                values[slot + bin] = 1;
        }
    }
}
