using System.CommandLine;
using Presage.Cli.Execution;
using Presage.Engine;
using Presage.Storage;

namespace Presage.Cli.Commands;

/// <summary>Which faults a command is about: some by id, or all open ones of a kind.</summary>
internal sealed class FaultSelection
{
    public Argument<string[]> Ids { get; } = new("FAULT") { Description = "Ids of faults.", Arity = ArgumentArity.ZeroOrMore };

    public Option<bool> All { get; } = new("--all") { Description = "All open faults that --code and --queue leave." };

    public Option<string?> Code { get; } = new("--code") { Description = "Only faults with this code.", HelpName = "CODE" };

    public Option<string?> Queue { get; } = new("--queue") { Description = "Only faults of this queue.", HelpName = "QUEUE" };

    public FaultQuery QueryOf(CommandCall call) => new(FaultState.Open, call.Get(Code), call.Get(Queue));

    /// <exception cref="PresageException">Neither ids nor --all, or both.</exception>
    public void Check(CommandCall call)
    {
        if (call.Get(All) == (call.Get(Ids).Length > 0))
            throw new PresageException(ErrorKind.Usage, "no-selection", "Which faults are meant is not said.", "Name faults by id, or say --all, with --code or --queue to narrow it.");
    }

    public async Task<IReadOnlyList<Fault>> FindAsync(CommandCall call, IFaults faults)
    {
        if (call.Get(All))
            return await faults.ListAsync(QueryOf(call), int.MaxValue, call.Cancellation);

        var found = new List<Fault>();
        foreach (var id in call.Get(Ids))
            found.Add(await FindAsync(faults, id, call.Cancellation));

        return found;
    }

    /// <exception cref="PresageException">There is no such fault.</exception>
    public static async Task<Fault> FindAsync(IFaults faults, string id, CancellationToken cancellation) =>
        await faults.FindAsync(id, cancellation)
        ?? throw new PresageException(ErrorKind.NotFound, "unknown-fault", $"There is no fault '{id}'.", "List the faults with: presage faults list.");
}
