using System.Globalization;

namespace Presage.Tests.EndToEnd.Broker;

/// <summary>The account of a cluster's processes, whose password can be changed.</summary>
internal sealed class Account(VirtualHost host, Cluster cluster)
{
    private const string Name = "workers";

    private int _rotations;

    /// <summary>With which a connection can be made now, on the way of the cluster.</summary>
    public Uri Address => new UriBuilder(cluster.Broker) { UserName = Name, Password = Password }.Uri;

    private string Password => string.Create(CultureInfo.InvariantCulture, $"secret-{_rotations}");

    public async Task CreateAsync()
    {
        await host.Broker.EvaluateAsync(
            $"""
            rabbit_auth_backend_internal:add_user(<<"{Name}">>, <<"{Password}">>, <<"test">>),
            rabbit_auth_backend_internal:set_permissions(<<"{Name}">>, <<"{host.Name}">>, <<".*">>, <<".*">>, <<".*">>, <<"test">>), "".
            """);
        await TellAsync();
    }

    /// <summary>Changes the password, and closes what was connected with the former one.</summary>
    public Task RotateAsync()
    {
        _rotations++;
        return host.Broker.EvaluateAsync(
            $"""
            rabbit_auth_backend_internal:change_password(<<"{Name}">>, <<"{Password}">>, <<"test">>),
            rabbit_networking:close_all_user_connections(<<"{Name}">>, <<"the password was changed">>), "".
            """);
    }

    /// <summary>Processes that are started from now on know the password.</summary>
    public Task TellAsync()
    {
        cluster.Set("Messaging__Host", Address.ToString());
        return Task.CompletedTask;
    }
}
