namespace Presage.Tests.EndToEnd.Broker;

/// <summary>A RabbitMQ node and its command line.</summary>
internal abstract class RabbitMq
{
    private int _hosts;

    /// <summary>Address of the node, without a virtual host.</summary>
    protected abstract Uri Address { get; }

    /// <summary>A virtual host that nobody else uses.</summary>
    /// <param name="mark">Part of its name.</param>
    public async Task<VirtualHost> AddVirtualHostAsync(string mark = "-")
    {
        var name = $"test-{Environment.ProcessId}{mark}{Interlocked.Increment(ref _hosts)}";
        var user = Address.UserInfo.Length == 0 ? "guest" : Address.UserInfo.Split(':')[0];
        await EvaluateAsync(
            $"""
            rabbit_vhost:add(<<"{name}">>, <<"test">>),
            rabbit_auth_backend_internal:set_permissions(<<"{user}">>, <<"{name}">>, <<".*">>, <<".*">>, <<".*">>, <<"test">>), "".
            """);
        return new VirtualHost(this, name, new UriBuilder(Address) { Path = Uri.EscapeDataString(name) }.Uri);
    }

    /// <summary>What an Erlang expression whose value is one line of text gives, evaluated by the broker.</summary>
    public virtual async Task<string> EvaluateAsync(string expression)
    {
        // The command prints what the expression prints, and then its value.
        var printed = await ControlAsync("eval", $"io:format(\"~ts\", [begin {expression.TrimEnd().TrimEnd('.')} end]), ok.");
        return printed[..printed.LastIndexOf("ok", StringComparison.Ordinal)];
    }

    /// <summary>What rabbitmqctl prints.</summary>
    public abstract Task<string> ControlAsync(params string[] arguments);
}
