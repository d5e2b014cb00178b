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

    private static readonly MongoCluster Cluster = new(MongoAddress.Of(new StorageOptions { Uri = Uri, Database = "plants" }));
    private static readonly ConnectionId Connection = new(new ServerId(new ClusterId(1), new DnsEndPoint("db1", 27017)));

    [Theory]
    [InlineData(11, "store-access-denied")]
    [InlineData(13, "store-access-denied")]
    [InlineData(18, "store-access-denied")]
    [InlineData(8_000, "store-access-denied")]
    [InlineData(239, "read-too-long")]
    [InlineData(246, "read-too-long")]
    [InlineData(10_334, "record-too-large")]
    [InlineData(2, "store-refused")]
    [InlineData(20, "store-refused")]
    [InlineData(59, "store-refused")]
    [InlineData(72, "store-refused")]
    [InlineData(115, "store-refused")]
    [InlineData(148, "store-refused")]
    [InlineData(238, "store-refused")]
    [InlineData(323, "store-refused")]
    [InlineData(40_324, "store-refused")]
    [InlineData(79, "store-unsuitable")]
    [InlineData(100, "store-unsuitable")]
    public void What_the_server_would_say_again_is_not_tried_again(int code, string expected)
    {
        var error = MongoFaults.Translate(Command(code), Cluster).ShouldBeOfType<PresageException>();

        error.Code.ShouldBe(expected);
        error.Kind.ShouldNotBeOneOf(ErrorKind.Busy, ErrorKind.Unavailable, ErrorKind.Internal);
        error.Message.ShouldContain("db1:27017,db2:27018");
        error.Remedy.ShouldNotContain("try again", Case.Insensitive);
        $"{error.Message} {error.Remedy}".ShouldNotContain("secret");
    }

    [Theory]
    [InlineData(14_031, "store-full")]
    [InlineData(121, "store-rules")]
    [InlineData(64, "store-no-majority")]
    public void What_somebody_may_mend_is_tried_again_later(int code, string expected)
    {
        var error = MongoFaults.Translate(Command(code), Cluster).ShouldBeOfType<PresageException>();

        (error.Code, error.Kind).ShouldBe((expected, ErrorKind.Unavailable));
    }

    [Theory]
    [InlineData(6)]
    [InlineData(91)]
    [InlineData(112)]
    [InlineData(189)]
    [InlineData(262)]
    [InlineData(11_600)]
    [InlineData(13_436)]
    public void What_passes_is_tried_again_at_once(int code) =>
        MongoFaults.Translate(Command(code), Cluster).ShouldBeOfType<PresageException>().Kind.ShouldBe(ErrorKind.Busy);

    [Fact]
    public void What_the_driver_itself_cannot_do_with_a_server_is_not_tried_again() =>
        new Exception[] { new MongoClientException("Sessions are not supported."), new NotSupportedException("No snapshots.") }
            .Select(error => ((PresageException)MongoFaults.Translate(error, Cluster)!).Code).ShouldAllBe(code => code == "store-refused");

    [Fact]
    public void A_log_in_that_was_cut_off_judges_nobody()
    {
        Exception[] errors =
        [
            new MongoAuthenticationException(Connection, "Unable.", new MongoConnectionException(Connection, "Lost.")),
            new MongoAuthenticationException(Connection, "Unable.", Command(91)),
        ];

        errors.Select(error => ((PresageException)MongoFaults.Translate(error, Cluster)!).Code).ShouldAllBe(code => code == "store-busy");
    }

    [Fact]
    public void A_wrong_password_names_the_user_and_not_the_password()
    {
        var error = MongoFaults.Translate(new MongoAuthenticationException(Connection, "Unable to authenticate."), Cluster)
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

        errors.Select(error => MongoFaults.Translate(error, Cluster))
            .ShouldAllBe(error => ((PresageException)error!).Kind == ErrorKind.Busy);
    }

    [Fact]
    public void What_is_not_of_the_store_stays_as_it_is()
    {
        MongoFaults.Translate(new InvalidOperationException(), Cluster).ShouldBeNull();
        MongoFaults.Translate(new OperationCanceledException(), Cluster).ShouldBeNull();
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
