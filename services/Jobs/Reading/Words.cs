using System.Text.RegularExpressions;
using Presage.Engine;
using Presage.Scenarios;
using Presage.Scenarios.Yaml;

namespace Presage.Jobs.Reading;

/// <summary>Words of files for the values of an enumeration: <c>buffer-one</c> is BufferOne.</summary>
internal static partial class Words
{
    public static IReadOnlyList<string> Of<T>()
        where T : struct, Enum => [.. Enum.GetNames<T>().Select(Kebab)];

    public static string Of<T>(T value)
        where T : struct, Enum => Kebab(Enum.GetName(value)!);

    public static T Word<T>(this YamlValue value)
        where T : struct, Enum
    {
        var (text, words) = (value.Text(), Of<T>());
        for (var i = 0; i < words.Count; i++)
            if (words[i] == text)
                return Enum.GetValues<T>()[i];
        throw value.Unknown(text, words);
    }

    /// <summary>One of a few words.</summary>
    public static string Word(this YamlValue value, IReadOnlyList<string> words)
    {
        var text = value.Text();
        return words.Contains(text) ? text : throw value.Unknown(text, words);
    }

    private static PresageException Unknown(this YamlValue value, string text, IReadOnlyList<string> words)
    {
        var meant = Nearest.To(text, words) is { } near ? $"Did you mean '{near}'? " : "";
        return value.Wrong($"{value.Path} is '{text}'", $"{meant}Write one of {string.Join(", ", words)}");
    }

    private static string Kebab(string name) => Humps().Replace(name, "-$0").ToLowerInvariant();

    [GeneratedRegex("(?<=[a-z])[A-Z]")]
    private static partial Regex Humps();
}
