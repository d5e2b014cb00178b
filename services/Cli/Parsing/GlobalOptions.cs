using System.CommandLine;
using System.CommandLine.Parsing;
using Presage.Hosting.Observability;

namespace Presage.Cli.Parsing;

/// <summary>The options that every command has.</summary>
internal static class GlobalOptions
{
    public const string JsonName = "--json";

    public static readonly Option<string> Data = new("--data")
    {
        Description = "Directory of the embedded store; created when missing.",
        HelpName = "DIR",
        Recursive = true,
        DefaultValueFactory = _ => "presage-data",
    };

    public static readonly Option<bool> Json = new(JsonName)
    {
        Description = "Print one JSON document on standard output and nothing else there.",
        Recursive = true,
    };

    public static readonly Option<bool> Verbose = new("--verbose")
    {
        Description = "Log what happens to standard error.",
        Recursive = true,
    };

    public static readonly Option<string?> LogLevel = OneOf(
        "--log-level", "LEVEL", "What is logged to standard error: trace, debug, information (as --verbose), ...", LogSettings.Levels);

    public static readonly Option<string?> LogFormat = OneOf(
        "--log-format", "FORMAT", "Log as lines of text or of JSON. [default: json in a container, else text]", LogSettings.Formats);

    static GlobalOptions() => Data.Validators.Add(NotEmpty);

    private static Option<string?> OneOf(string name, string word, string description, IReadOnlyCollection<string> values)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = word, Recursive = true };
        option.AcceptOnlyFromAmong([.. values]);
        return option;
    }

    private static void NotEmpty(OptionResult result)
    {
        if (result.Tokens is [{ Value: var text }] && string.IsNullOrWhiteSpace(text))
            result.AddError("The directory of --data is empty.");
    }
}
