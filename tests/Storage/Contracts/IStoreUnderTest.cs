namespace Presage.Tests.Storage.Contracts;

/// <summary>A provider's way to an empty store of its own for each test, which several processes may use at once.</summary>
public interface IStoreUnderTest : IAsyncDisposable
{
    /// <summary>The ports as a process of its own would see them: nothing is shared with others but the stored data.</summary>
    IServiceProvider Open();

    /// <summary>Leaves a name as a process does that is killed when it has just begun to delete it.</summary>
    Task BeginDeletingAsync(Deletable what, string name);
}

public enum Deletable
{
    DataSet,
    ResultSet,
    Run,
    Job,
}
