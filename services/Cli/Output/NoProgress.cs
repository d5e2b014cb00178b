namespace Presage.Cli.Output;

internal sealed class NoProgress : IProgressView
{
    public Task<T> FollowAsync<T>(Func<Action<IReadOnlyList<ProgressStep>>, Task<T>> work) => work(_ => { });
}
