using System.CommandLine;
using System.CommandLine.Parsing;
using Presage.Contracts.Api;
using Presage.Scenarios;

namespace Presage.Cli.Parsing;

/// <summary>Turns what the parser has against a command line into one sentence and a remedy.</summary>
internal static class UsageErrors
{
    /// <summary>Between sentence and remedy in the parser's errors, which are plain text.</summary>
    private const char Separator = '\n';

    public static void AddError(this SymbolResult result, string message, string remedy) => result.AddError(message + Separator + remedy);

    public static ErrorResult Describe(ParseResult parse)
    {
        var command = parse.CommandResult.Command;
        var help = $"See {NameOf(parse.CommandResult)} --help.";
        if (parse.UnmatchedTokens is [var word, ..])
            return WrongUsage(Unknown(word, command), Suggestion(word, command) ?? help);

        // What a value's own parser says is more exact than what follows from it.
        var error = parse.Errors.FirstOrDefault(error => error.Message.Contains(Separator)) ?? parse.Errors[0];
        return error.Message.Split(Separator) is [var message, var remedy]
            ? WrongUsage(message, remedy)
            : WrongUsage(Plain(error, command), help);
    }

    private static ErrorResult WrongUsage(string message, string remedy) => new("wrong-usage", message, remedy, "usage");

    private static string Unknown(string word, Command command) =>
        word.StartsWith('-') ? $"'{word}' is not an option of '{command.Name}'."
        : command.Subcommands.Count > 0 ? $"There is no command '{word}'."
        : $"'{word}' is one argument too many for '{command.Name}'.";

    private static string? Suggestion(string word, Command command)
    {
        var known = word.StartsWith('-')
            ? Ancestry(command).SelectMany(each => each.Options)
                .Where(option => option.Recursive || command.Options.Contains(option))
                .Select(option => option.Name)
            : command.Subcommands.Select(subcommand => subcommand.Name);
        return Nearest.To(word, known) is { } name ? $"Did you mean '{name}'?" : null;
    }

    private static string Plain(ParseError error, Command command)
    {
        if (error.SymbolResult is CommandResult && command.Subcommands.Count > 0 && command.Action is null)
            return $"'{command.Name}' needs a command: {string.Join(", ", command.Subcommands.Select(subcommand => subcommand.Name))}.";

        var message = error.Message.ReplaceLineEndings(" ").Trim();
        return message.EndsWith('.') ? message : $"{message}.";
    }

    private static string NameOf(CommandResult result) =>
        result.Parent is CommandResult parent ? $"{NameOf(parent)} {result.Command.Name}" : "presage";

    private static IEnumerable<Command> Ancestry(Command command) =>
        command.Parents.OfType<Command>().SelectMany(Ancestry).Prepend(command);
}
