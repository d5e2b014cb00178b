namespace Presage.Tests.EndToEnd.Broker.Refusals;

/// <summary>An account of the broker with the rights that a test gives it.</summary>
internal sealed class Account : IAsyncDisposable
{
    private readonly VirtualHost _host;

    private Account(VirtualHost host, string name) => (_host, Name) = (host, name);

    public string Name { get; }

    public Uri Address => new UriBuilder(_host.Address) { UserName = Name, Password = "first" }.Uri;

    /// <summary>An account with three regular expressions for the virtual host.</summary>
    public static async Task<Account> AddAsync(VirtualHost host, string configure = ".*", string write = ".*", string read = ".*")
    {
        var account = new Account(host, $"account-{Guid.NewGuid():N}");
        await host.Broker.EvaluateAsync(
            $"rabbit_auth_backend_internal:add_user(<<\"{account.Name}\">>, <<\"first\">>, <<\"test\">>), \"\".");
        await host.Broker.EvaluateAsync(
            $"""
            rabbit_auth_backend_internal:set_permissions(<<"{account.Name}">>, <<"{host.Name}">>, {Binary(configure)}, {Binary(write)},
                {Binary(read)}, <<"test">>), "".
            """);
        return account;
    }

    public Task ChangePasswordAsync(string password) => _host.Broker.EvaluateAsync(
        $"rabbit_auth_backend_internal:change_password(<<\"{Name}\">>, <<\"{password}\">>, <<\"test\">>), \"\".");

    public async ValueTask DisposeAsync() =>
        await _host.Broker.EvaluateAsync($"rabbit_auth_backend_internal:delete_user(<<\"{Name}\">>, <<\"test\">>), \"\".");

    /// <summary>Text of an Erlang expression; what is written in it needs its backslashes twice.</summary>
    private static string Binary(string text) => $"<<\"{text.Replace("\\", "\\\\", StringComparison.Ordinal)}\">>";
}
