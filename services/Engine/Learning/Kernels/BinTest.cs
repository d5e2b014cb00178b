using System.Runtime.CompilerServices;

namespace Presage.Engine.Learning;

/// <summary>A decision in the form that vectors of bins are asked it: which of them go right.</summary>
internal readonly struct BinTest
{
    private readonly byte _add;
    private readonly byte _threshold;
    private readonly bool _listedGoRight;
    private readonly byte[]? _listed;

    public BinTest(NodeTest test)
    {
        if (test.Left is not { } left)
        {
            // Adding one wraps the missing bin round to zero, which puts it below every threshold.
            _add = test.MissingLeft ? (byte)1 : (byte)0;
            _threshold = (byte)(test.Threshold + _add);
            return;
        }

        // Whichever list of categories is shorter.
        byte[] listed = [.. Enumerable.Range(0, BinMapper.Slots).Where(left.Contains).Select(bin => (byte)bin)];
        _listedGoRight = listed.Length > BinMapper.Slots / 2;
        _listed = _listedGoRight
            ? [.. Enumerable.Range(0, BinMapper.Slots).Where(bin => !left.Contains(bin)).Select(bin => (byte)bin)]
            : listed;
    }

    /// <summary>Mask of the bins that go right.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T GoesRight<T>(T bins)
        where T : struct, IByteLanes<T> =>
        _listed is null ? T.Greater(T.Add(bins, T.All(_add)), T.All(_threshold)) : IsListed(bins, _listed);

    private T IsListed<T>(T bins, byte[] listed)
        where T : struct, IByteLanes<T>
    {
        var found = T.All(0);
        foreach (var bin in listed)
            found = T.Or(found, T.Same(bins, T.All(bin)));
        return _listedGoRight ? found : T.Same(found, T.All(0));
    }
}
