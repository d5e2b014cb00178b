using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Presage.Engine;

namespace Presage.Hosting.Settings;

/// <summary>Reads options as they are configured.</summary>
public static partial class OptionReader
{
    /// <summary>A section as options of a type, with the type's own value for what the section does not say.</summary>
    /// <param name="formerly">What the section was called before; what it says counts where the section itself says nothing.</param>
    /// <exception cref="PresageException"><c>invalid-options</c>: a value is not of its option's type.</exception>
    public static T Read<T>(this IConfiguration configuration, string section, string? formerly = null)
        where T : class, new()
    {
        try
        {
            return configuration.SectionOf(section, formerly).Get<T>() ?? new T();
        }
        catch (InvalidOperationException wrong) when (Unreadable().Match(wrong.Message) is { Success: true } match)
        {
            // What the binder says repeats the value, which may be an address with its password.
            var option = match.Groups["option"].Value;
            throw new PresageException(
                ErrorKind.Invalid, "invalid-options",
                $"The option {(option.Contains(':', StringComparison.Ordinal) ? option : $"{section}:{option}")} is wrong.",
                $"Set it to {WordsOf(match.Groups["type"].Value)}.");
        }
    }

    private static IConfiguration SectionOf(this IConfiguration configuration, string section, string? formerly) => formerly is null
        ? configuration.GetSection(section)
        : new ConfigurationBuilder()
            .AddConfiguration(configuration.GetSection(formerly))
            .AddConfiguration(configuration.GetSection(section))
            .Build();

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
