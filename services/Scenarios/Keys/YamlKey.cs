namespace Presage.Scenarios.Keys;

/// <summary>A key of a file that people write: what the reader takes, and what the reference tells of it.</summary>
/// <param name="Name">As it is written; capitals, such as <c>SENSOR</c>, stand for each of the names that the file defines.</param>
/// <param name="Value">What kind of value it has, in a few words.</param>
/// <param name="Meaning">One or two sentences.</param>
/// <param name="Example">A value in YAML on one line; empty when it has keys of its own, or is left out of the example.</param>
/// <param name="Default">What holds when the key is missing, in YAML; null when it must be there.</param>
public sealed record YamlKey(string Name, string Value, string Meaning, string Example = "", string? Default = null)
{
    /// <summary>A default that no YAML can say.</summary>
    public const string None = "none";

    /// <summary>Words for a default that follows from other keys; <see cref="Default"/> is what it is in the example.</summary>
    public string? DefaultInWords { get; init; }

    /// <summary>The keys of its mapping, or of each entry of its list.</summary>
    public IReadOnlyList<YamlKey> Keys { get; init; } = [];

    /// <summary>Whether its value is a list of such mappings.</summary>
    public bool IsList { get; init; }

    /// <summary>For a name in capitals: the names that the example has in its place; none leaves it out of the example.</summary>
    public IReadOnlyList<string> StandsFor { get; init; } = [];

    /// <summary>Whether a mapping can be left out, though it has no default.</summary>
    public bool IsOptional { get; init; }

    /// <summary>The names, for the reader that takes no others.</summary>
    public static IReadOnlyList<string> NamesOf(IReadOnlyList<YamlKey> keys) => [.. keys.Select(key => key.Name)];
}
