using System.Globalization;
using Presage.Tests.EndToEnd.Broker.Refusals;

namespace Presage.Tests.EndToEnd.Broker.Chaos;

/// <summary>The account of a cluster's processes, whose password is in a mounted file and can be changed.</summary>
internal sealed class MountedAccount
{
    private readonly Account _account;
    private readonly VirtualHost _host;
    private readonly Cluster _cluster;
    private int _changes;
    private string _password = "first";

    private MountedAccount(Account account, VirtualHost host, Cluster cluster)
    {
        (_account, _host, _cluster) = (account, host, cluster);
        cluster.Set("Messaging__Host", new UriBuilder(cluster.Broker) { UserName = account.Name, Password = "unknown" }.Uri.ToString());
        cluster.Set("Messaging__PasswordFile", File);
    }

    /// <summary>With which a connection can be made now, on the way of the cluster.</summary>
    public Uri Address => new UriBuilder(_cluster.Broker) { UserName = _account.Name, Password = _password }.Uri;

    private string File => _cluster.Workspace.PathOf("password");

    public static async Task<MountedAccount> AddAsync(VirtualHost host, Cluster cluster)
    {
        var mounted = new MountedAccount(await Account.AddAsync(host), host, cluster);
        await mounted.TellAsync();
        return mounted;
    }

    /// <summary>Changes the password, and closes what was connected with the former one.</summary>
    public async Task ChangeAsync()
    {
        _password = string.Create(CultureInfo.InvariantCulture, $"changed-{++_changes}");
        await _account.ChangePasswordAsync(_password);
        await _host.Broker.EvaluateAsync(
            $"rabbit_networking:close_all_user_connections(<<\"{_account.Name}\">>, <<\"the password was changed\">>), \"\".");
    }

    /// <summary>Puts the password into the file, as a platform does: at once.</summary>
    public async Task TellAsync()
    {
        await System.IO.File.WriteAllTextAsync($"{File}.new", _password, CancellationToken.None);
        System.IO.File.Move($"{File}.new", File, overwrite: true);
    }
}
