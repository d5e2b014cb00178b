namespace Presage.Cli.Output;

/// <summary>
/// One line when a step begins and one when it is done; one for every tenth of it where there is more to say than how far it is, and one
/// for each remark.
/// </summary>
internal sealed class ProgressLines(TextWriter writer) : IProgressView
{
    private readonly HashSet<string> _begun = [];
    private readonly HashSet<string> _done = [];
    private readonly HashSet<(string Name, long Tenth)> _noted = [];

    public Task<T> FollowAsync<T>(Func<Action<IReadOnlyList<ProgressStep>>, Task<T>> work) => work(steps =>
    {
        foreach (var step in steps)
            Show(step);
    });

    private void Show(ProgressStep step)
    {
        if (_begun.Add(step.Name))
            writer.WriteLine(step.IsRemark ? step.Name : $"{step.Name} ...");
        if (step is { Note: { } note, Total: > 0 } && _noted.Add((step.Name, 10 * step.Done / step.Total)))
            writer.WriteLine($"{step.Name} {step.Done}/{step.Total}, {note}");
        if (step.Total > 0 && step.Done >= step.Total && _done.Add(step.Name))
            writer.WriteLine($"{step.Name} {step.Done}/{step.Total}");
    }
}
