using System.Security.Cryptography;
using System.Text;
using Presage.Hosting;
using Presage.Storage;

namespace Presage.Application.Jobs;

/// <summary>
/// Names what a plan would do: 4 digits say which definition and which steps, 8 which intervals; so that of a plan that has changed it can
/// be told what has.
/// </summary>
internal static class BackfillHash
{
    private const int OfDefinition = 4;
    private const int OfIntervals = 8;

    /// <param name="before">How often the same was done before, so that it can be done once more.</param>
    public static string Of(
        string job, int version, IReadOnlyList<string>? steps, IReadOnlyList<BackfillInterval> intervals, int before) =>
        Digest([job, version, steps ?? []], OfDefinition)
        + Digest([before, .. intervals.Select(interval => new { interval.Nominal, interval.From, interval.To })], OfIntervals);

    public static bool IsOne(string text) => text.Length == OfDefinition + OfIntervals && text.All(char.IsAsciiHexDigitLower);

    public static bool HasDefinitionOf(string hash, string other) => hash[..OfDefinition] == other[..OfDefinition];

    private static string Digest(object[] what, int digits) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Json.Write(what))))[..digits];
}
