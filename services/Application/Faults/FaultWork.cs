using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Storage;

namespace Presage.Application.Faults;

/// <summary>What became of faults that were worked on one after the other; one that cannot be done does not hold up the others.</summary>
/// <param name="verb">What is done to them, such as <c>discarded</c>.</param>
internal sealed class FaultWork(string verb)
{
    private readonly List<string> _done = [];
    private readonly List<string> _closed = [];
    private PresageException? _refusal;
    private int _refused;

    /// <param name="act">Says whether the fault was still open.</param>
    public async Task DoAsync(Fault fault, Func<Task<bool>> act)
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

    /// <exception cref="PresageException">Some could not be done: the first one's reason.</exception>
    public FaultOutcome Outcome() => _refusal is { } refusal
        ? throw new PresageException(
            refusal.Kind, refusal.Code, $"{_done.Count} faults were {verb}, {_refused} were not. {refusal.Message}", refusal.Remedy,
            refusal)
        : new FaultOutcome(_done, _closed);
}
