using System.Diagnostics;
using Presage.Application.Runs;
using Presage.Cli.Composition;
using Presage.Cli.Execution;
using Presage.Cli.Output;
using Presage.Contracts;
using Presage.Contracts.Api;

namespace Presage.Cli.Demo;

/// <summary>
/// The demo's steps one after the other, with the time of each. A step is not repeated while nothing before it has changed.
/// </summary>
internal sealed class DemoSteps(CommandCall call, EmbeddedServices services)
{
    private readonly IRunActions _runs = services.Get<IRunActions>();
    private readonly Dictionary<string, double> _seconds = [];
    private bool _changed;

    public IReadOnlyDictionary<string, double> Seconds => _seconds;

    /// <summary>Work without a run; <paramref name="work"/> says whether it did anything.</summary>
    public async Task DoAsync(string name, Func<Task<bool>> work)
    {
        var begun = Stopwatch.GetTimestamp();
        _changed |= await work();
        Note(name, begun);
    }

    public async Task<TResult> RunAsync<TRequest, TResult>(
        string name, TRequest request, Func<IRunRequests, TRequest, CancellationToken, Task<StartedRun>> ask)
        where TRequest : IRunMessage
    {
        var begun = Stopwatch.GetTimestamp();
        var done = _changed ? null : await _runs.FindDoneAsync(request, call.Cancellation);
        _changed |= done is null;
        var result = done is null
            ? await call.ExecuteAsync<TResult>(services, requests => ask(requests, request, call.Cancellation))
            : await _runs.ResultAsync<TResult>(done.Id, call.Cancellation);

        Note(name, begun);
        return result;
    }

    private void Note(string name, long begun)
    {
        _seconds[name] = Math.Round(Stopwatch.GetElapsedTime(begun).TotalSeconds, 3);
        call.Terminal.Note($"{name}: {Format.Seconds(_seconds[name])}");
    }
}
