using System.CommandLine;
using Presage.Cli;
using Presage.Cli.Execution;
using Presage.Cli.Output;
using Presage.Cli.Parsing;
using Presage.Engine;
using Presage.Tests.Cli.Support;

namespace Presage.Tests.Cli;

/// <summary>What goes wrong ends as one sentence, a remedy, the command that carries it out, and an exit code.</summary>
public sealed class ErrorTests
{
    [Fact]
    public async Task An_error_is_a_document_with_its_code_and_kind()
    {
        using var commandLine = new CommandLine();

        var failed = await commandLine.RunAsync("runs list --json");

        failed.ExitCode.ShouldBe(1);
        failed.Failure.GetProperty("code").GetString().ShouldBe("no-store");
        failed.Failure.GetProperty("kind").GetString().ShouldBe("notFound");
        failed.Failure.GetProperty("remedy").GetString()!.ShouldContain("presage ingest DATASET PATH");
        failed.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task Somebody_at_a_terminal_is_told_in_words()
    {
        using var commandLine = new CommandLine();

        var failed = await commandLine.RunAsync("runs list");

        failed.Failed(1, "There is no store in");
        failed.Out.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(ErrorKind.Usage, 2)]
    [InlineData(ErrorKind.Invalid, 1)]
    [InlineData(ErrorKind.NotFound, 1)]
    [InlineData(ErrorKind.Conflict, 1)]
    [InlineData(ErrorKind.Unavailable, 1)]
    [InlineData(ErrorKind.Internal, 1)]
    public async Task The_kind_decides_the_exit_code(ErrorKind kind, int code)
    {
        var command = new RootCommand { GlobalOptions.Data, GlobalOptions.Json, GlobalOptions.Verbose };
        command.Does(_ => throw new PresageException(kind, "wrong", "It went wrong.", "Mend it."));

        (await InvokeAsync(command)).ShouldBe((code, "It went wrong. Mend it."));
    }

    [Fact]
    public void A_hint_is_filled_with_what_is_known()
    {
        Hints.Complete("Follow it.", "same-running", _ => "train-1").ShouldBe("Follow it. Try: presage runs watch train-1.");
        Hints.Complete("Use one of: plant.", "unknown-dataset", _ => null)
            .ShouldBe("Use one of: plant. Try: presage datasets list, or presage ingest DATASET PATH.");
    }

    [Fact]
    public void Every_command_that_is_named_is_one()
    {
        foreach (var hint in Hints.Commands.Where(hint => hint.StartsWith("presage ", StringComparison.Ordinal)))
        {
            var words = hint.Split(' ')[1..].TakeWhile(word => word.All(char.IsLower)).ToArray();

            var command = PresageCommandLine.CreateRoot().Parse(words).CommandResult.Command;

            command.Subcommands.ShouldBeEmpty(hint);
            command.Name.ShouldBe(words[^1]);
        }
    }

    [Fact]
    public void A_command_about_a_run_is_named_only_where_the_run_is_known() =>
        Hints.Complete("Give the command again.", "cancelled", _ => null).ShouldBe("Give the command again.");

    [Fact]
    public void A_remedy_that_names_its_command_stays_as_it_is() =>
        Hints.Complete("Look at them: presage runs list.", "unknown-run", _ => null).ShouldBe("Look at them: presage runs list.");

    private static async Task<(int Code, string Error)> InvokeAsync(RootCommand command)
    {
        using var error = new StringWriter();
        var streams = new TerminalStreams(TextWriter.Null, error, () => null, true, true, false);
        var code = await command.Parse([]).InvokeAsync(new CommandInvocation(streams), TestContext.Current.CancellationToken);
        return (code, error.ToString().Trim());
    }
}
