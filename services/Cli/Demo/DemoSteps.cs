using System.Diagnostics;
using Presage.Cli.Execution;
using Presage.Cli.Output;
using Presage.Contracts;
using Presage.Hosting;
using Presage.Hosting.Runs;
using Presage.Storage;

namespace Presage.Cli.Demo;

/// <summary>The demo's steps one after the other, with the time of each. A step is not repeated while nothing before it has changed.</summary>
internal sealed class DemoSteps(RunDriver driver, IRuns runs, Terminal terminal)
{
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
        string name, string kind, Func<string?, TRequest> request, CancellationToken cancellation)
        where TRequest : class, IRunMessage
    {
        var begun = Stopwatch.GetTimestamp();
        var run = _changed ? null : await FindDoneAsync(RunIds.KeyOf(request(null)), cancellation);
        if (run is null)
        {
            run = await driver.ExecuteAsync(kind, request, terminal.Progress(), cancellation);
            _changed = true;
        }

        Note(name, begun);
        return Json.Read<TResult>(run.Result!);
    }

    private Task<Run?> FindDoneAsync(string key, CancellationToken cancellation) => runs.FindSucceededAsync(key, cancellation);

    private void Note(string name, long begun)
    {
        _seconds[name] = Math.Round(Stopwatch.GetElapsedTime(begun).TotalSeconds, 3);
        terminal.Note($"{name}: {Format.Seconds(_seconds[name])}");
    }
}
