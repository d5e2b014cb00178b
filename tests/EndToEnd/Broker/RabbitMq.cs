using System.Diagnostics;

namespace Presage.Tests.EndToEnd.Broker;

/// <summary>A RabbitMQ node and its command line.</summary>
internal abstract class RabbitMq
{
    protected const string Programs = "/usr/lib/rabbitmq/bin";

    private int _hosts;

    public static bool IsInstalled => File.Exists(Path.Combine(Programs, "rabbitmq-server"));

    /// <summary>Address of the node, without a virtual host.</summary>
    protected abstract Uri Address { get; }

    protected virtual IReadOnlyDictionary<string, string> Environment { get; } = new Dictionary<string, string>();

    /// <summary>A virtual host that nobody else uses.</summary>
    public async Task<VirtualHost> AddVirtualHostAsync()
    {
        var name = $"test-{System.Environment.ProcessId}-{Interlocked.Increment(ref _hosts)}";
        var user = Address.UserInfo.Length == 0 ? "guest" : Address.UserInfo.Split(':')[0];
        await EvaluateAsync(
            $"""
            rabbit_vhost:add(<<"{name}">>, <<"test">>),
            rabbit_auth_backend_internal:set_permissions(<<"{user}">>, <<"{name}">>, <<".*">>, <<".*">>, <<".*">>, <<"test">>), "".
            """);
        return new VirtualHost(this, name, new UriBuilder(Address) { Path = name }.Uri);
    }

    /// <summary>What an Erlang expression whose value is one line of text gives, evaluated by the broker.</summary>
    public virtual async Task<string> EvaluateAsync(string expression)
    {
        // The command prints what the expression prints, and then its value.
        var printed = await ControlAsync("eval", $"io:format(\"~ts\", [begin {expression.TrimEnd().TrimEnd('.')} end]), ok.");
        return printed[..printed.LastIndexOf("ok", StringComparison.Ordinal)];
    }

    /// <summary>What rabbitmqctl prints.</summary>
    public async Task<string> ControlAsync(params string[] arguments)
    {
        using var process = Process.Start(Program("rabbitmqctl", ["-q", .. arguments]))!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.ShouldBe(0, $"rabbitmqctl {string.Join(' ', arguments)}\n{await output}\n{await error}");
        return await output;
    }

    protected ProcessStartInfo Program(string name, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(Programs, name), arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (variable, value) in Environment)
            start.Environment[variable] = value;

        return start;
    }
}
