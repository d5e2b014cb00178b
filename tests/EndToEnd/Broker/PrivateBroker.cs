using System.Diagnostics;
using System.Net.Sockets;
using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd.Broker;

/// <summary>A node of its own, on free ports, with its files in a temporary folder; it can be stopped and started.</summary>
internal sealed class PrivateBroker : InstalledRabbitMq, IOwnBroker
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(120);

    private readonly string _folder = Directory.CreateTempSubdirectory("presage-rabbitmq-").FullName;
    private readonly int _port;
    private readonly Process _epmd;
    private readonly BrokerShell _shell;
    private Process? _server;

    private PrivateBroker()
    {
        int[] ports = FreePorts.Take(3);
        _port = ports[0];
        Address = new Uri($"amqp://guest:guest@127.0.0.1:{_port}/");
        File.WriteAllText(Path.Combine(_folder, "plugins"), "[].");
        File.WriteAllText(Path.Combine(_folder, "env.conf"), "");
        Variables = new Dictionary<string, string>
        {
            ["HOME"] = _folder,
            ["RABBITMQ_NODENAME"] = $"presage-{_port}@localhost",
            ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_NODE_PORT"] = $"{_port}",
            ["RABBITMQ_DIST_PORT"] = $"{ports[1]}",
            ["ERL_EPMD_PORT"] = $"{ports[2]}",
            ["RABBITMQ_MNESIA_BASE"] = Path.Combine(_folder, "mnesia"),
            ["RABBITMQ_LOG_BASE"] = Path.Combine(_folder, "log"),
            ["RABBITMQ_PID_FILE"] = Path.Combine(_folder, "pid"),
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(_folder, "plugins"),
            ["RABBITMQ_CONF_ENV_FILE"] = Path.Combine(_folder, "env.conf"),
        };

        // The port mapper that Erlang starts by itself would outlive the node.
        _epmd = Process.Start("epmd", ["-port", $"{ports[2]}"]);
        _shell = new BrokerShell($"presage-shell-{_port}@localhost", Variables["RABBITMQ_NODENAME"], Variables);
    }

    protected override Uri Address { get; }

    protected override IReadOnlyDictionary<string, string> Variables { get; }

    public static async Task<PrivateBroker> StartNewAsync()
    {
        var broker = new PrivateBroker();
        try
        {
            await broker.StartAsync();
            return broker;
        }
        catch
        {
            await broker.DisposeAsync();
            throw;
        }
    }

    public async Task StartAsync()
    {
        _server = Process.Start(Program("rabbitmq-server", []))!;
        _server.OutputDataReceived += (_, _) => { };
        _server.ErrorDataReceived += (_, _) => { };
        _server.BeginOutputReadLine();
        _server.BeginErrorReadLine();
        await Eventually.TrueAsync(AnswersAsync, LongestStart, "the broker answers");
    }

    public async Task StopAsync()
    {
        if (_server is { HasExited: false })
            await EndAsync("TERM");
    }

    public Task KillAsync() => EndAsync("KILL");

    public override Task<string> EvaluateAsync(string expression) => _shell.EvaluateAsync(expression);

    public Task PauseAsync() => EvaluateAsync("rabbit:stop(), \"\".");

    public Task ResumeAsync() => EvaluateAsync("rabbit:start(), \"\".");

    public async ValueTask DisposeAsync()
    {
        _shell.Dispose();
        await StopAsync();
        _epmd.Kill();
        _epmd.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task EndAsync(string signal)
    {
        var server = _server!;
        var pid = (await File.ReadAllTextAsync(Path.Combine(_folder, "pid"), CancellationToken.None)).Trim();
        using (var stop = Process.Start("kill", [$"-{signal}", pid]))
            await stop.WaitForExitAsync(CancellationToken.None);

        using var patience = new CancellationTokenSource(LongestStart);
        await server.WaitForExitAsync(patience.Token);
        server.Dispose();
        _server = null;
    }

    private async Task<bool> AnswersAsync()
    {
        _server!.HasExited.ShouldBeFalse("rabbitmq-server ended");
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", _port, TestContext.Current.CancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
