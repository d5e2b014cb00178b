using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Presage.Application;
using Presage.Hosting.Stores;
using Presage.Storage;
using Presage.Storage.Sqlite;

namespace Presage.Tests.Application.Support;

/// <summary>The use cases over an embedded store of their own.</summary>
internal sealed class TestStore : IAsyncDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("presage-application-");
    private readonly ServiceProvider _services;

    /// <param name="add">What a test needs besides, such as a bus.</param>
    public TestStore(Action<IServiceCollection>? add = null)
    {
        var services = new ServiceCollection().AddStorage(new StorageOptions { Directory = _directory.FullName }).AddApplication();
        services.Replace(ServiceDescriptor.Singleton<TimeProvider>(new FixedClock()));
        add?.Invoke(services);
        _services = services.BuildServiceProvider();
    }

    /// <summary>The moment it is here.</summary>
    public static DateTime Now { get; } = new(2015, 4, 1, 12, 0, 0, DateTimeKind.Utc);

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public string PathOf(string name) => Path.Combine(_directory.FullName, name);

    /// <summary>Changes the store as nobody does who goes through its ports, such as to how a process that was killed leaves it.</summary>
    public void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={PathOf(SqliteStorage.FileName)};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(Now);
    }
}
