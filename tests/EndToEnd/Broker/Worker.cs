using System.Diagnostics;
using System.Text;

namespace Presage.Tests.EndToEnd.Broker;

/// <summary>A service as a process of its own.</summary>
internal sealed class Worker : IDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(120);

    private readonly Process _process;
    private readonly StringBuilder _log = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Worker(string service, string folder, IReadOnlyDictionary<string, string> variables)
    {
        Service = service;
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, $"Presage.{service}"), ["--urls", "http://127.0.0.1:0"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in variables)
            start.Environment[name] = value;

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Service { get; }

    public bool IsReady => _ready.Task.IsCompletedSuccessfully;

    public string Log
    {
        get
        {
            lock (_log)
                return _log.ToString();
        }
    }

    /// <summary>Waits until the process takes messages.</summary>
    public async Task ReadyAsync()
    {
        try
        {
            await _ready.Task.WaitAsync(LongestStart, TestContext.Current.CancellationToken);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"{Service} did not start:\n{Log}");
        }
    }

    /// <summary>kill -9.</summary>
    public void Kill() => _process.Kill();

    /// <summary>SIGTERM, and waits for the end.</summary>
    public async Task StopAsync(TimeSpan patience)
    {
        using (var signal = Process.Start("kill", ["-TERM", $"{_process.Id}"]))
            await signal.WaitForExitAsync(TestContext.Current.CancellationToken);

        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(patience, TestContext.Current.CancellationToken);
        _process.ExitCode.ShouldBe(0, Log);
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null)
            return;

        lock (_log)
            _log.AppendLine(line);

        if (line.Contains("Application started", StringComparison.Ordinal))
            _ready.TrySetResult();
    }
}
