using System.Text.RegularExpressions;

namespace Presage.Tests.Cli.Documents;

/// <summary>Files, what the scenario says of them, and the readings they have.</summary>
/// <param name="Keys">Top-level keys of the scenario that take the place of those of the page; empty for none.</param>
/// <param name="Readings">A line each: time, machine, a value or <c>-</c> a sensor.</param>
internal sealed partial record DataExample(IReadOnlyList<(string Name, string Text)> Files, string Keys, IReadOnlyList<string> Readings)
{
    /// <summary>The page's scenario with the keys of the example.</summary>
    public string Scenario
    {
        get
        {
            var scenario = DataPage.Scenario;
            foreach (var key in TopKey().Matches(Keys).Select(key => key.Groups[1].Value))
                scenario = Regex.Replace(scenario, $@"^{key}:.*\n(?:[ ].*\n)*", "", RegexOptions.Multiline);

            return scenario + Keys;
        }
    }

    public static DataExample Of(string text) => new(
        [.. File().Matches(text).Select(file => (file.Groups[1].Value, file.Groups[2].Value))],
        DataPage.Fences(text, "yaml").SingleOrDefault() ?? "",
        DataPage.Fences(text, "text").Single().TrimEnd('\n').Split('\n'));

    [GeneratedRegex(@"`([^`]+)`:\n\n```csv\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex File();

    [GeneratedRegex(@"^([a-z-]+):", RegexOptions.Multiline)]
    private static partial Regex TopKey();
}
