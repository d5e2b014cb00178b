using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Presage.Engine;

namespace Presage.Hosting.Settings;

/// <summary>Reads options as they are configured.</summary>
public static partial class OptionReader
{
    /// <summary>A section as options of a type, with the type's own value for what the section does not say.</summary>
    /// <exception cref="PresageException"><c>invalid-options</c>: a value is not of its option's type.</exception>
    public static T Read<T>(this IConfiguration configuration, string section)
        where T : class, new()
    {
        try
        {
            return configuration.GetSection(section).Get<T>() ?? new T();
        }
        catch (InvalidOperationException wrong) when (Unreadable().Match(wrong.Message) is { Success: true } match)
        {
            // What the binder says repeats the value, which may be an address with its password.
            throw new PresageException(ErrorKind.Invalid, "invalid-options", $"The option {match.Groups["option"]} is wrong.", $"Set it to {WordsOf(match.Groups["type"].Value)}.");
        }
    }

    private static string WordsOf(string type) => type switch
    {
        "System.Int32" or "System.Int64" => "a whole number",
        "System.Double" or "System.Nullable`1[System.Double]" => "a number",
        "System.Boolean" => "true or false",
        "System.TimeSpan" => "a time such as 00:01:30",
        "System.Uri" => "an address",
        _ => "one of the values that its description names",
    };

    [GeneratedRegex("at '(?<option>[^']+)' to type '(?<type>[^']+)'")]
    private static partial Regex Unreadable();
}
