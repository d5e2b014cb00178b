using Presage.Cli.Output;
using Presage.Engine;
using Presage.Storage;

namespace Presage.Cli.Execution;

/// <summary>What became of faults that were worked on one after the other; one that cannot be done does not hold up the others.</summary>
internal sealed class FaultOutcome
{
    private readonly List<string> _done = [];
    private readonly List<string> _closed = [];
    private PresageException? _refusal;
    private int _refused;

    public async Task AddAsync(Fault fault, Func<Task<bool>> act)
    {
        try
        {
            (await act() ? _done : _closed).Add(fault.Id);
        }
        catch (PresageException exception)
        {
            _refused++;
            _refusal ??= exception;
        }
    }

    /// <exception cref="PresageException">Some could not be done.</exception>
    public void Show(Output.Terminal terminal, string verb)
    {
        if (_refusal is { } refusal)
            throw new PresageException(refusal.Kind, refusal.Code, $"{_done.Count} faults were {verb}, {_refused} were not. {refusal.Message}", refusal.Remedy, refusal);

        terminal.Result(
            new { done = _done, closedBefore = _closed },
            _ => terminal.Say($"{_done.Count} faults were {verb}.{(_closed.Count > 0 ? $" {_closed.Count} had been closed before." : "")}"));
    }
}
