using System.CommandLine;
using Presage.Cli.Execution;
using Presage.Cli.Output;
using Presage.Cli.Parsing;
using Presage.Contracts.Api;

namespace Presage.Cli.Commands;

/// <summary>The options of a list that is shown a part at a time.</summary>
/// <param name="usual">How many are shown when nothing is said.</param>
internal sealed class PageOptions(int usual = PageOptions.Usual)
{
    /// <summary>For lists that nobody wants to see whole.</summary>
    public const int Usual = 50;

    /// <summary>For lists that are short, as a rule.</summary>
    public const int Largest = 1000;

    private readonly Option<int?> _most = ValueOptions.Count("--most", $"Show that many, at most {Largest}. [default: {usual}]");
    private readonly Option<string?> _after = new("--after") { Description = "Go on where the list before ended.", HelpName = "NEXT" };

    public void AddTo(Command command)
    {
        command.Add(_most);
        command.Add(_after);
    }

    public PageRequest Of(CommandCall call) => new(call.Get(_most) ?? usual, call.Get(_after));

    /// <summary>Says how the list goes on, when it does.</summary>
    public static void ShowNext(Terminal terminal, string? next)
    {
        if (next is not null)
            terminal.Say($"There are more. Go on with --after {next}");
    }
}
