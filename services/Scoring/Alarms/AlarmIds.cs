using System.Security.Cryptography;
using System.Text;

namespace Presage.Scoring.Alarms;

internal static class AlarmIds
{
    /// <summary>The same for the same result set, machine, component and time.</summary>
    public static string Of(string results, string machine, string component, DateTime time) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{results}\n{machine}\n{component}\n{time:O}")).AsSpan(0, 16));
}
