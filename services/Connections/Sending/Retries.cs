using System.Security.Cryptography;
using System.Text;

namespace Presage.Connections.Sending;

/// <summary>When a delivery that was not taken is tried again: the pauses that Standard Webhooks proposes, three days in all.</summary>
public static class Retries
{
    private static readonly TimeSpan[] s_pauses =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5),
        TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    public static TimeSpan Shortest => s_pauses[0];

    /// <summary>Nobody is left alone for longer, whatever they ask for.</summary>
    public static TimeSpan Longest => s_pauses[^1];

    /// <summary>The time until the next attempt; null when it is given up.</summary>
    /// <param name="attempts">So far, 1 or more.</param>
    /// <param name="delivery">Its id; up to a tenth is added by it, so that what failed together does not come back together.</param>
    /// <param name="asked">How long the other side asks to be left alone; null when it does not.</param>
    public static TimeSpan? After(int attempts, string delivery, TimeSpan? asked = null)
    {
        if (attempts > s_pauses.Length)
            return null;

        var pause = s_pauses[attempts - 1] * (1 + (0.1 * ShareOf(delivery, attempts)));
        return asked > pause ? (asked < Longest ? asked : Longest) : pause;
    }

    /// <summary>From 0 to below 1, the same for the same attempt.</summary>
    private static double ShareOf(string delivery, int attempts) =>
        BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes($"{delivery}\n{attempts}"))) / (uint.MaxValue + 1.0);
}
