using Microsoft.Extensions.DependencyInjection;
using MongoDB.Bson;
using MongoDB.Driver;
using Presage.Engine;
using Presage.Storage;
using Presage.Storage.MongoDb;

namespace Presage.Tests.Storage.MongoDb;

/// <summary>What becomes of a process whose database is another all of a sudden.</summary>
public sealed class MongoIdentityTests : MongoStoreTests
{
    private static readonly DataSet Plant = new("plant", "azure-pdm", "", "", Noon);

    private IMongoCollection<BsonDocument> Schema => Under.Database.GetCollection<BsonDocument>("schema");

    [Fact]
    public async Task A_store_of_the_third_version_gets_an_id_once()
    {
        await Schema.InsertOneAsync(new BsonDocument { ["_id"] = "presage", ["version"] = 3 }, cancellationToken: Cancellation);

        var identity = await Get<IStoreIdentity>().ReadAsync(Cancellation);
        await Get<IStoreTopology>().DeployAsync(Cancellation);

        identity.Form.ShouldBe(3);
        (await Under.Open().GetRequiredService<IStoreIdentity>().ReadAsync(Cancellation))
            .ShouldBe(identity with { Form = MongoSchema.CurrentVersion });
    }

    [Fact]
    public async Task A_database_that_is_dropped_under_a_process_is_neither_written_to_nor_read_from()
    {
        var ports = await BegunAsync();
        await Under.Database.Client.DropDatabaseAsync(Under.Name, Cancellation);

        await ShouldBeLostAsync(ports, StoreErrors.GoneCode);
        await Under.Open().GetRequiredService<IStoreTopology>().DeployAsync(Cancellation);
        await ShouldBeLostAsync(ports, StoreErrors.ReplacedCode);
        (await RowsAsync("datasets")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_database_that_a_later_version_has_brought_up_to_date_is_not_written_to_any_more()
    {
        var ports = await BegunAsync();
        await SetAsync(new() { ["version"] = MongoSchema.CurrentVersion + 1, ["leastWriter"] = MongoSchema.CurrentVersion + 1 });

        (await Should.ThrowAsync<PresageException>(() => ports.GetRequiredService<IDataSets>().EnsureAsync(Plant, Cancellation))).Code
            .ShouldBe(StoreErrors.NewerCode);
        (await ports.GetRequiredService<IDataSets>().ListAsync(Cancellation)).ShouldBeEmpty();
        (await Should.ThrowAsync<PresageException>(() => ports.GetRequiredService<IStoreIdentity>().ReadAsync(Cancellation))).Code
            .ShouldBe(StoreErrors.NewerCode);
    }

    [Fact]
    public async Task A_later_version_that_earlier_ones_may_write_to_lets_them_go_on_and_is_not_taken_back()
    {
        var ports = await BegunAsync();
        await SetAsync(new("version", MongoSchema.CurrentVersion + 1));

        await ports.GetRequiredService<IDataSets>().EnsureAsync(Plant, Cancellation);
        await Under.Open().GetRequiredService<IStoreTopology>().DeployAsync(Cancellation);

        (await ports.GetRequiredService<IStoreIdentity>().ReadAsync(Cancellation)).Form.ShouldBe(MongoSchema.CurrentVersion + 1);
    }

    [Fact]
    public async Task It_is_not_looked_again_with_every_operation()
    {
        var ports = Under.Open(MongoSettings.Default with { Trust = TimeSpan.FromHours(1) });
        await ports.GetRequiredService<IDataSets>().ListAsync(Cancellation);
        await SetAsync(
            new() { ["version"] = MongoSchema.CurrentVersion + 1, ["leastWriter"] = MongoSchema.CurrentVersion + 1 }, upsert: true);

        await ports.GetRequiredService<IDataSets>().EnsureAsync(Plant, Cancellation);
    }

    /// <summary>
    /// What a dump and its restoration do, as far as the driver can: MongoDB's own programs are not where the tests run.
    /// </summary>
    [Fact]
    public async Task A_copy_of_every_document_is_the_same_store_and_sound()
    {
        await Get<IStoreTopology>().DeployAsync(Cancellation);
        await Get<IDataSets>().EnsureAsync(Plant, Cancellation);
        await using var copy = new MongoUnderTest();
        using var names = await Under.Database.ListCollectionNamesAsync(cancellationToken: Cancellation);
        foreach (var name in await names.ToListAsync(Cancellation))
            if (await RowsAsync(name) is { Count: > 0 } rows)
                await copy.Database.GetCollection<BsonDocument>(name).InsertManyAsync(rows, cancellationToken: Cancellation);

        var state = await copy.Open().GetRequiredService<IStoreCheck>().ReadAsync(Cancellation);

        state.Identity.ShouldBe(await Get<IStoreIdentity>().ReadAsync(Cancellation));
        state.Findings.ShouldBeEmpty();
        (await copy.Open().GetRequiredService<IDataSets>().ListAsync(Cancellation)).ShouldBe([Plant]);
    }

    [Fact]
    public async Task Backups_are_left_to_the_programs_of_the_server()
    {
        var error = await Should.ThrowAsync<PresageException>(
            () => Get<IStoreBackups>().BackUpAsync("file", false, Cancellation));

        error.Code.ShouldBe("backup-elsewhere");
        error.Remedy.ShouldContain("mongodump");
    }

    /// <summary>The ports of a process that has begun to work, and looks with each operation which store it has.</summary>
    private async Task<IServiceProvider> BegunAsync()
    {
        await Get<IStoreTopology>().DeployAsync(Cancellation);
        var ports = Under.Open(MongoSettings.Default with { Trust = TimeSpan.Zero });
        await ports.GetRequiredService<IStoreIdentity>().ReadAsync(Cancellation);
        return ports;
    }

    private Task<UpdateResult> SetAsync(BsonDocument fields, bool upsert = false) => Schema.UpdateOneAsync(
        MongoSchema.Filter, new BsonDocument("$set", fields), new UpdateOptions { IsUpsert = upsert }, Cancellation);

    private static async Task ShouldBeLostAsync(IServiceProvider ports, string code)
    {
        foreach (var use in (Func<Task>[])
            [
                () => ports.GetRequiredService<IDataSets>().EnsureAsync(Plant, Cancellation),
                () => ports.GetRequiredService<IDataSets>().ListAsync(Cancellation),
                () => ports.GetRequiredService<IStoreIdentity>().ReadAsync(Cancellation),
            ])
            (await Should.ThrowAsync<PresageException>(use)).Code.ShouldBe(code);
    }
}
