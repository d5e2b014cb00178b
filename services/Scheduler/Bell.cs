namespace Presage.Scheduler;

/// <summary>Has those who look after jobs in this process look at once.</summary>
public sealed class Bell
{
    private TaskCompletionSource _next = New();

    /// <summary>Done when it is rung next. Taken before a look, nothing that is rung for meanwhile is lost.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void Ring() => Interlocked.Exchange(ref _next, New()).TrySetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
