using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using MongoDB.Bson;
using MongoDB.Driver;
using MongoDB.Driver.Core.Clusters;
using MongoDB.Driver.Core.Connections;
using MongoDB.Driver.Core.Servers;
using Presage.Engine;
using Presage.Storage;
using Presage.Storage.MongoDb;

namespace Presage.Tests.Storage.MongoDb;

/// <summary>What a person is told when the server cannot be reached, refuses, or is lost.</summary>
public sealed class MongoErrorTests
{
    private const string Uri = "mongodb://ann:secret@db1:27017,db2:27018/?replicaSet=rs0";

    private static readonly MongoAddress Address = MongoAddress.Of(new StorageOptions { Uri = Uri, Database = "plants" });
    private static readonly ConnectionId Connection = new(new ServerId(new ClusterId(1), new DnsEndPoint("db1", 27017)));

    [Theory]
    [InlineData(13, "store-access-denied")]
    [InlineData(18, "store-access-denied")]
    [InlineData(14_031, "store-full")]
    [InlineData(121, "store-rules")]
    [InlineData(239, "read-too-long")]
    [InlineData(10_334, "record-too-large")]
    public void Codes_of_the_server_become_sentences(int code, string expected)
    {
        var error = MongoFaults.Translate(Command(code), Address).ShouldBeOfType<PresageException>();

        error.Code.ShouldBe(expected);
        error.Message.ShouldContain("db1:27017,db2:27018");
        $"{error.Message} {error.Remedy}".ShouldNotContain("secret");
    }

    [Fact]
    public void A_wrong_password_names_the_user_and_not_the_password()
    {
        var error = MongoFaults.Translate(new MongoAuthenticationException(Connection, "Unable to authenticate."), Address)
            .ShouldBeOfType<PresageException>();

        error.Code.ShouldBe("store-access-denied");
        error.Message.ShouldContain("'ann'");
        error.Message.ShouldNotContain("secret");
    }

    [Fact]
    public void What_a_new_primary_or_a_new_connection_will_do_is_tried_again()
    {
        Exception[] errors =
        [
            new MongoConnectionException(Connection, "Lost."),
            new MongoNotPrimaryException(Connection, [], Result(10_107)),
            new MongoNodeIsRecoveringException(Connection, [], Result(91)),
            new MongoExecutionTimeoutException(Connection, "Too slow."),
            new MongoException("Around it.", new MongoConnectionException(Connection, "Lost.")),
        ];

        errors.Select(error => MongoFaults.Translate(error, Address))
            .ShouldAllBe(error => ((PresageException)error!).Kind == ErrorKind.Busy);
    }

    [Fact]
    public void What_is_not_of_the_store_stays_as_it_is()
    {
        MongoFaults.Translate(new InvalidOperationException(), Address).ShouldBeNull();
        MongoFaults.Translate(new OperationCanceledException(), Address).ShouldBeNull();
        MongoFaults.Translate(Command(59), Address).ShouldBeNull();
    }

    [Theory]
    [InlineData(null, "presage", "no-store-uri")]
    [InlineData(" ", "presage", "no-store-uri")]
    [InlineData("postgres://ann:secret@db1", "presage", "bad-store-uri")]
    [InlineData("mongodb://ann:sec/ret@db1", "presage", "bad-store-uri")]
    [InlineData("mongodb://db1/?w=banana&connectTimeoutMS=x", "presage", "bad-store-uri")]
    [InlineData("mongodb://db1", "a b/c", "bad-store-uri")]
    public void An_address_that_cannot_be_read_is_told_without_its_password(string? uri, string database, string code)
    {
        var error = Should.Throw<PresageException>(() => MongoAddress.Of(new StorageOptions { Uri = uri, Database = database }));

        error.Code.ShouldBe(code);
        $"{error.Message} {error.Remedy}".ShouldNotContain("sec/ret");
        $"{error.Message} {error.Remedy}".ShouldNotContain("secret");
    }

    [Fact]
    public void Writes_go_to_a_majority_and_its_journals_whatever_the_address_says()
    {
        var settings = MongoAddress.Of(
            new StorageOptions { Uri = "mongodb://db1/?w=1&journal=false&readPreference=secondary&retryWrites=false" }).Settings;

        (settings.WriteConcern.W, settings.WriteConcern.Journal).ShouldBe((WriteConcern.WMajority.W, true));
        settings.ReadConcern.ShouldBe(ReadConcern.Majority);
        settings.ReadPreference.ShouldBe(ReadPreference.Primary);
        (settings.RetryReads, settings.RetryWrites).ShouldBe((true, true));
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_named_after_a_bounded_time()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var options = new StorageOptions { Uri = $"mongodb://ann:secret@127.0.0.1:{port}/?serverSelectionTimeoutMS=500" };
        await using var ports = new ServiceCollection().AddMongoStorage(options).BuildServiceProvider();

        var error = await Should.ThrowAsync<PresageException>(
            () => ports.GetRequiredService<IDataSets>().ListAsync(TestContext.Current.CancellationToken));

        error.Code.ShouldBe("store-unreachable");
        error.Message.ShouldContain($"127.0.0.1:{port}");
        $"{error.Message} {error.Remedy}".ShouldNotContain("secret");
    }

    private static MongoCommandException Command(int code) => new(Connection, "Refused.", [], Result(code));

    private static BsonDocument Result(int code) => new() { ["ok"] = 0, ["code"] = code, ["errmsg"] = "Refused." };
}
