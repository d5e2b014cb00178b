using System.Text.Json;
using Presage.Engine.Scenarios;
using Presage.Scenarios;

namespace Presage.Tests.Scenarios;

/// <summary>
/// The reference in <c>docs/use/scenario-file.md</c> is what the reader's keys say: <c>PRESAGE_ACCEPT_REFERENCE=1</c> writes it anew.
/// </summary>
public sealed class ScenarioReferenceTests
{
    private const string Beginning = "<!-- generated from the reader; do not edit below -->\n";

    private static readonly string s_page = RepositoryRoot.Find("docs/use/scenario-file.md")!;

    [Fact]
    public void The_page_is_what_the_reader_takes()
    {
        var text = File.ReadAllText(s_page);
        var head = text[..(text.IndexOf(Beginning, StringComparison.Ordinal) + Beginning.Length)];
        var expected = head + ScenarioReference.Markdown;
        if (Environment.GetEnvironmentVariable("PRESAGE_ACCEPT_REFERENCE") == "1")
            File.WriteAllText(s_page, text = expected);

        text.ShouldBe(expected);
    }

    [Fact]
    public void The_example_can_be_read_and_has_nothing_to_note() =>
        ScenarioReview.Of(ScenarioReader.Read(ScenarioReference.Example, "example")).ShouldBeEmpty();

    public static TheoryData<string, string> Defaults => [.. ScenarioReference.Defaults.Select(leaf => (leaf.Path, leaf.Key.Default!))];

    [Theory]
    [MemberData(nameof(Defaults))]
    public void What_holds_without_a_key_is_what_the_reference_says(string path, string value)
    {
        var without = Without(path, null);
        var with = Without(path, value);

        without.ShouldNotBe(ScenarioReference.Example, "the example has the key");
        Content(without).ShouldBe(Content(with));
    }

    /// <summary>The example with a key's lines taken out, or with another value there.</summary>
    private static string Without(string path, string? value)
    {
        var key = path.Split('.')[^1];
        var inside = path.Contains('.') ? path.Split('.')[0].TrimEnd('[', ']') : null;
        var section = inside is null;
        var lines = new List<string>();
        foreach (var line in ScenarioReference.Example.TrimEnd('\n').Split('\n'))
        {
            if (inside is not null && !line.StartsWith(' '))
                section = line == $"{inside}:";

            var trimmed = line.TrimStart(' ', '-');
            if (!section || (inside is null && line.StartsWith(' ')) || !trimmed.StartsWith($"{key}: ", StringComparison.Ordinal))
                lines.Add(line);
            else if (value is not null)
                lines.Add($"{line[..^trimmed.Length]}{key}: {value}");
        }

        return string.Join('\n', lines) + "\n";
    }

    private static string Content(string yaml) =>
        JsonSerializer.Serialize(ScenarioReader.Read(yaml, "example") with { Hash = "" });
}
