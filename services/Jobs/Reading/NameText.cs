using System.Text.RegularExpressions;
using Presage.Scenarios.Yaml;

namespace Presage.Jobs.Reading;

/// <summary>Names in files.</summary>
internal static partial class NameText
{
    public const int LongestJob = 60;
    public const int LongestStep = 40;

    /// <summary>Lower-case letters, digits and hyphens.</summary>
    public static string Name(this YamlValue value, int longest, string example) => Check(value, value.Text(), longest, example);

    public static string Check(YamlValue value, string name, int longest, string example) =>
        name.Length <= longest && KebabCase().IsMatch(name)
            ? name
            : throw value.Wrong(
                $"'{name}' is not a name", $"Write at most {longest} lower-case letters, digits and hyphens, such as {example}");

    /// <summary>Whether it can be the name of a data set, a model or a result set.</summary>
    public static bool IsPlain(string text) => Plain().IsMatch(text);

    [GeneratedRegex(@"^[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex KebabCase();

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}\z")]
    private static partial Regex Plain();
}
