using Microsoft.Extensions.DependencyInjection;
using Presage.Storage.Sqlite;
using Presage.Tests.Storage.Contracts;

namespace Presage.Tests.Storage.Sqlite;

/// <summary>A store in a temporary directory; each opening has connections and a writer's queue of its own, like another process.</summary>
public sealed class SqliteUnderTest : IStoreUnderTest
{
    private readonly TemporaryDirectory _directory = new();
    private readonly List<ServiceProvider> _opened = [];

    public IServiceProvider Open()
    {
        var ports = new ServiceCollection().AddSqliteStorage(_directory.Path).BuildServiceProvider();
        _opened.Add(ports);
        return ports;
    }

    public async Task BeginDeletingAsync(Deletable what, string name)
    {
        var deletion = what switch
        {
            Deletable.DataSet => SqliteDeletion.DataSet,
            Deletable.ResultSet => SqliteDeletion.ResultSet,
            Deletable.Job => SqliteDeletion.Job,
            _ => SqliteDeletion.Run,
        };
        using var store = new SqliteStore(_directory.Path);
        await store.WriteAsync(session => deletion.Begin(session, name), default);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var ports in _opened)
            await ports.DisposeAsync();

        _directory.Dispose();
    }
}
