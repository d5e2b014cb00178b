using Presage.Engine;

namespace Presage.Storage.Telemetry;

/// <summary>What providers that merge readings block by block have in common.</summary>
public static class ReadingParts
{
    /// <summary>Readings that are merged at once, so that memory and locks stay bounded.</summary>
    private const int ReadingsAtOnce = 131_072;

    /// <summary>Pieces of blocks together, as many as make up <see cref="ReadingsAtOnce"/> readings.</summary>
    public static IEnumerable<IReadOnlyList<ReadingRange>> InParts(this IEnumerable<ReadingRange> pieces)
    {
        var part = new List<ReadingRange>();
        var readings = 0;
        foreach (var piece in pieces)
        {
            part.Add(piece);
            readings += piece.Count;
            if (readings < ReadingsAtOnce)
                continue;

            yield return part;
            part = [];
            readings = 0;
        }

        if (part.Count > 0)
            yield return part;
    }

    /// <summary>Blocks of two lengths would overlap and hide each other's readings.</summary>
    /// <param name="stored">Milliseconds of the blocks that the data set was begun with.</param>
    /// <param name="period">Length of those that are to be written.</param>
    /// <exception cref="PresageException"><c>block-period-changed</c>.</exception>
    public static void CheckPeriod(string dataset, long stored, TimeSpan period)
    {
        if (stored != UnixTime.ToMilliseconds(period))
            throw new PresageException(
                ErrorKind.Conflict, "block-period-changed",
                $"Data set {dataset} keeps its readings in blocks of {TimeSpan.FromMilliseconds(stored)}, not of "
                    + $"{period}.",
                "Use the block length that the data set was begun with.");
    }
}
