using Presage.Contracts;
using Presage.Engine;
using Presage.Scheduler;
using Presage.Scheduler.Steps;

namespace Presage.Tests.Scheduler;

/// <summary>A step that fails as often as it is told, and then waits until it is let go on.</summary>
internal sealed class GatedDeed(int failures = 0) : IDeed
{
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _failures = failures;

    public string Kind => "report";

    public List<DoStep> Done { get; } = [];

    public void Open() => _gate.TrySetResult();

    public async Task<IReadOnlyDictionary<string, string>> DoAsync(DoStep step, StepArguments arguments, CancellationToken cancellation)
    {
        lock (Done)
            Done.Add(step);

        if (Interlocked.Decrement(ref _failures) >= 0)
            throw new PresageException(ErrorKind.Invalid, "not-yet", "It does not work yet.", "Try again.");

        await _gate.Task.WaitAsync(cancellation);
        return new Dictionary<string, string> { ["file"] = "x" };
    }
}
