namespace Presage.Cli.Output;

/// <summary>One line when a step begins and one when it is done.</summary>
internal sealed class ProgressLines(TextWriter writer) : IProgressView
{
    private readonly HashSet<string> _begun = [];
    private readonly HashSet<string> _done = [];

    public Task<T> FollowAsync<T>(Func<Action<IReadOnlyList<ProgressStep>>, Task<T>> work) => work(steps =>
    {
        foreach (var step in steps)
            Show(step);
    });

    private void Show(ProgressStep step)
    {
        if (_begun.Add(step.Name))
            writer.WriteLine($"{step.Name} ...");
        if (step.Total > 0 && step.Done >= step.Total && _done.Add(step.Name))
            writer.WriteLine($"{step.Name} {step.Done}/{step.Total}");
    }
}
