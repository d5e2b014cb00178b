using System.CommandLine;
using Presage.Cli;
using Presage.Tests.Cli.Support;

namespace Presage.Tests.Cli;

/// <summary>Every command says what it does and what it takes, without a store.</summary>
public sealed class HelpTests
{
    public static TheoryData<string> Commands => [.. Paths(PresageCommandLine.CreateRoot(), "")];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_command_explains_itself(string command)
    {
        using var commandLine = new CommandLine();

        var help = (await commandLine.RunAsync($"{command} --help".TrimStart())).Done();

        help.Out.ShouldContain("Usage:");
        help.Error.ShouldBeEmpty();
        Directory.Exists(commandLine.Data).ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Whatever_can_be_given_to_it_is_described_in_a_sentence(string command)
    {
        var parsed = PresageCommandLine.CreateRoot().Parse(command.Split(' ', StringSplitOptions.RemoveEmptyEntries)).CommandResult.Command;

        parsed.Description.ShouldNotBeNullOrEmpty();
        foreach (Symbol symbol in parsed.Arguments.Cast<Symbol>().Concat(parsed.Options))
            symbol.Description.ShouldNotBeNullOrEmpty($"{command} {symbol.Name}");
    }

    private static IEnumerable<string> Paths(Command command, string path) =>
        command.Subcommands.SelectMany(each => Paths(each, $"{path} {each.Name}".TrimStart())).Prepend(path);
}
