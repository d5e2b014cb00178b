using System.CommandLine;
using Presage.Cli.Execution;
using Presage.Contracts.Api;
using Presage.Engine;

namespace Presage.Cli.Commands;

/// <summary>How a command is told which faults it is about: some by id, or all open ones of a kind.</summary>
internal sealed class FaultOptions
{
    private readonly Argument<string[]> _ids = new("FAULT") { Description = "Ids of faults.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<bool> _all = new("--all") { Description = "All open faults that --code and --queue leave." };
    private readonly Option<string?> _code = CodeOption();
    private readonly Option<string?> _queue = QueueOption();

    public static Option<string?> CodeOption() => new("--code") { Description = "Only faults with this code.", HelpName = "CODE" };

    public static Option<string?> QueueOption() => new("--queue") { Description = "Only faults of this queue.", HelpName = "QUEUE" };

    public Command AddTo(Command command)
    {
        command.Add(_ids);
        foreach (Option option in new Option[] { _all, _code, _queue })
            command.Add(option);

        return command;
    }

    /// <exception cref="PresageException">Neither ids nor --all, or both.</exception>
    public FaultSelection Of(CommandCall call) => call.Get(_all) == (call.Get(_ids).Length > 0)
        ? throw new PresageException(
            ErrorKind.Usage, "no-selection", "Which faults are meant is not said.",
            "Name faults by id, or say --all, with --code or --queue to narrow it.")
        : new FaultSelection(call.Get(_ids), call.Get(_code), call.Get(_queue));
}
