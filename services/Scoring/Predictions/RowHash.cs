using System.Numerics;

namespace Presage.Scoring.Predictions;

/// <summary>
/// 64-bit hash of the values of each row, column by column: the round and the finish of xxHash64. It tells rows apart, it does not protect
/// them.
/// </summary>
internal static class RowHash
{
    private const ulong Prime1 = 0x9E3779B185EBCA87;
    private const ulong Prime2 = 0xC2B2AE3D27D4EB4F;
    private const ulong Prime3 = 0x165667B19E3779F9;
    private const ulong Prime4 = 0x85EBCA77C2B2AE63;
    private const ulong Prime5 = 0x27D4EB2F165667C5;

    /// <param name="values">[column][row]; all missing values are alike.</param>
    public static ulong[] Of(double[][] values, int rows)
    {
        var hashes = new ulong[rows];
        Array.Fill(hashes, Prime5 + ((ulong)values.Length * 8));
        foreach (var column in values)
        {
            for (var row = 0; row < rows; row++)
            {
                var value = column[row];
                var bits = BitConverter.DoubleToUInt64Bits(double.IsNaN(value) ? double.NaN : value);
                hashes[row] = (BitOperations.RotateLeft(hashes[row] ^ (BitOperations.RotateLeft(bits * Prime2, 31) * Prime1), 27) * Prime1)
                    + Prime4;
            }
        }

        for (var row = 0; row < rows; row++)
            hashes[row] = Finish(hashes[row]);

        return hashes;
    }

    private static ulong Finish(ulong hash)
    {
        hash = (hash ^ (hash >> 33)) * Prime2;
        hash = (hash ^ (hash >> 29)) * Prime3;
        return hash ^ (hash >> 32);
    }
}
