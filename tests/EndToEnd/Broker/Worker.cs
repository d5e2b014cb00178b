using System.Diagnostics;
using System.Text;

namespace Presage.Tests.EndToEnd.Broker;

/// <summary>A service as a process of its own.</summary>
internal sealed class Worker : IDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(120);

    /// <summary>128 and the number of SIGTERM, as shells say it.</summary>
    public const int EndedBySignal = 143;

    private const string Listening = "Now listening on: ";

    private readonly Process _process;
    private readonly StringBuilder _log = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="programs">The folder of the service's program where that is not the one of this version.</param>
    public Worker(string service, string folder, IReadOnlyDictionary<string, string> variables, string? programs = null)
    {
        Service = service;
        var program = Path.Combine(programs ?? AppContext.BaseDirectory, $"Presage.{service}");
        var start = new ProcessStartInfo(program, ["--urls", "http://127.0.0.1:0"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in variables)
            start.Environment[name] = value;

        _process = Process.Start(start)!;
        Id = _process.Id;
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Service { get; }

    public int Id { get; }

    /// <summary>Whether the process has ended by itself and said why; whoever keeps processes running starts it anew.</summary>
    public bool AsksForRestart => _process is { HasExited: true, ExitCode: 1 };

    public bool IsReady => _ready.Task.IsCompletedSuccessfully;

    public string Log
    {
        get
        {
            lock (_log)
                return _log.ToString();
        }
    }

    /// <summary>Address of one of the process's pages, where it tells its health last.</summary>
    public Uri Address(string path)
    {
        var said = Log.Split('\n').Last(line => line.Contains(Listening, StringComparison.Ordinal));
        return new Uri($"{said.Split(Listening)[1].Split('"')[0].Trim()}{path}");
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

    /// <summary>SIGSTOP: the process stands still, and its connections stay open.</summary>
    public Task FreezeAsync() => SignalAsync("STOP");

    /// <summary>SIGCONT.</summary>
    public Task ThawAsync() => SignalAsync("CONT");

    /// <summary>SIGTERM.</summary>
    public Task TerminateAsync() => SignalAsync("TERM");

    /// <summary>SIGTERM, and waits for the end.</summary>
    public async Task StopAsync(TimeSpan patience)
    {
        await TerminateAsync();
        await EndAsync(patience);
    }

    /// <summary>Waits for the end of a process that was told to stop, or stops by itself.</summary>
    /// <param name="mayBeEarly">Whether the signal may have come before the program's first line; the runtime then ends it.</param>
    public async Task EndAsync(TimeSpan patience, int exitCode = 0, bool mayBeEarly = false)
    {
        try
        {
            await _process.WaitForExitAsync(TestContext.Current.CancellationToken)
                .WaitAsync(patience, TestContext.Current.CancellationToken);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"{Service} did not stop within {patience.TotalSeconds:0} s:\n{Log}");
        }

        if (!mayBeEarly || _process.ExitCode != EndedBySignal)
            _process.ExitCode.ShouldBe(exitCode, Log);

        ShouldHaveNoStack();
    }

    /// <summary>Nothing was thrown that nobody expected.</summary>
    public void ShouldHaveNoStack() => Log.Contains("Unhandled exception", StringComparison.OrdinalIgnoreCase).ShouldBeFalse(Log);

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    /// <summary>A process that is gone takes no signal, and that is right.</summary>
    private async Task SignalAsync(string name)
    {
        using var signal = Process.Start(new ProcessStartInfo("kill", [$"-{name}", $"{Id}"]) { RedirectStandardError = true })!;
        await signal.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    private void Read(string? line)
    {
        if (line is null)
            return;

        lock (_log)
            _log.AppendLine(line);

        if (line.Contains(" is ready after ", StringComparison.Ordinal) || line.Contains("Application started", StringComparison.Ordinal))
            _ready.TrySetResult();
    }
}
