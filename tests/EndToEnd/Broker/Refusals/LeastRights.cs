using System.Text.RegularExpressions;
using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd.Broker.Refusals;

/// <summary>The three regular expressions that the page for operators gives to the account of the workers.</summary>
internal static partial class LeastRights
{
    private static readonly Dictionary<string, string> s_rights = Row()
        .Matches(File.ReadAllText(Path.Combine(RealRecords.RepositoryRoot, "docs/operate/broker.md")))
        .ToDictionary(row => row.Groups["right"].Value, row => row.Groups["expression"].Value.Replace("\\|", "|"));

    public static string Configure => s_rights["configure"];

    public static string Write => s_rights["write"];

    public static string Read => s_rights["read"];

    [GeneratedRegex(@"^\| (?<right>configure|write|read) \| `(?<expression>[^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
