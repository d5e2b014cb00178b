using System.CommandLine;
using System.CommandLine.Parsing;

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

    static GlobalOptions() => Data.Validators.Add(NotEmpty);

    private static void NotEmpty(OptionResult result)
    {
        if (result.Tokens is [{ Value: var text }] && string.IsNullOrWhiteSpace(text))
            result.AddError("The directory of --data is empty.");
    }
}
