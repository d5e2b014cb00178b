namespace Presage.Cli.Output;

/// <summary>
/// One line when a step begins and one when it is done; one for every tenth of it where there is more to say than how far it is; and one
/// for each remark when it is first to be made, and for every tenth of what it counts.
/// </summary>
internal sealed class ProgressLines(TextWriter writer) : IProgressView
{
    private readonly HashSet<string> _begun = [];
    private readonly HashSet<string> _done = [];
    private readonly HashSet<(string Name, long Tenth)> _noted = [];
    private HashSet<string> _remarks = [];

    public Task<T> FollowAsync<T>(Func<Action<IReadOnlyList<ProgressStep>>, Task<T>> work) => work(steps =>
    {
        foreach (var step in steps.Where(step => !step.IsRemark))
            Show(step);

        ProgressStep[] remarks = [.. steps.Where(step => step.IsRemark)];
        foreach (var remark in remarks)
            Remark(remark);

        _remarks = [.. remarks.Select(remark => remark.Name)];
    });

    private void Show(ProgressStep step)
    {
        if (_begun.Add(step.Name))
            writer.WriteLine($"{step.Name} ...");
        if (step is { Note: { } note, Total: > 0 } && _noted.Add((step.Name, 10 * step.Done / step.Total)))
            writer.WriteLine($"{step.Name} {step.Done}/{step.Total}, {note}");
        if (step.Total > 0 && step.Done >= step.Total && _done.Add(step.Name))
            writer.WriteLine($"{step.Name} {step.Done}/{step.Total}");
    }

    /// <summary>What was over and is so again is said again.</summary>
    private void Remark(ProgressStep remark)
    {
        if (remark.Total > 0 ? _noted.Add((remark.Name, 10 * remark.Done / remark.Total)) : !_remarks.Contains(remark.Name))
            writer.WriteLine(remark.Note);
    }
}
