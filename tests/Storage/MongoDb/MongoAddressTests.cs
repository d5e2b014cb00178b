using MongoDB.Driver;
using Presage.Engine;
using Presage.Storage;
using Presage.Storage.MongoDb;

namespace Presage.Tests.Storage.MongoDb;

/// <summary>Everything in an address does what it says, or is refused by name.</summary>
public sealed class MongoAddressTests
{
    [Theory]
    [InlineData(null, "presage", "no-store-uri")]
    [InlineData(" ", "presage", "no-store-uri")]
    [InlineData("postgres://ann:secret@db1", "presage", "bad-store-uri")]
    [InlineData("mongodb://ann:sec/ret@db1", "presage", "bad-store-uri")]
    [InlineData("mongodb://db1/?w=banana&connectTimeoutMS=x", "presage", "bad-store-uri")]
    [InlineData("mongodb://db1", "a b/c", "bad-store-uri")]
    [InlineData("mongodb://ann:secret@db1,db2/?w=1", "presage", "bad-store-uri")]
    [InlineData("mongodb+srv://ann:secret@mongo", "presage", "bad-store-uri")]
    public void An_address_that_cannot_be_read_is_told_without_its_password(string? uri, string database, string code)
    {
        var error = Refused(new StorageOptions { Uri = uri, Database = database });

        error.Code.ShouldBe(code);
        $"{error.Message} {error.Remedy}".ShouldNotContain("sec/ret");
        $"{error.Message} {error.Remedy}".ShouldNotContain("secret");
    }

    /// <summary>A later server then does what today's does; strict, it would refuse what is in no version of its interface.</summary>
    [Fact]
    public void Servers_are_spoken_to_in_the_first_version_of_their_interface()
    {
        var version = MongoAddress.Of(new StorageOptions { Uri = "mongodb://db1" }).Settings.ServerApi;

        (version.Version, version.Strict ?? false).ShouldBe((ServerApiVersion.V1, false));
    }

    [Theory]
    [InlineData(null, "mongodb://db1", "presage")]
    [InlineData(null, "mongodb://db1/?replicaSet=rs0", "presage")]
    [InlineData("plants", "mongodb://db1/", "plants")]
    [InlineData(null, "mongodb://db1/plants?replicaSet=rs0", "plants")]
    [InlineData("plants", "mongodb://db1/plants", "plants")]
    public void The_database_is_that_of_the_path_or_of_the_option(string? configured, string uri, string expected) =>
        MongoAddress.Of(new StorageOptions { Uri = uri, Database = configured }).Database.ShouldBe(expected);

    [Theory]
    [InlineData("presage", "mongodb://db1/plants", "names the database plants, and Storage:Database names presage")]
    [InlineData("presage", "mongodb://ann:secret@db1/admin", "authSource=admin")]
    [InlineData(null, "mongodb://ann:secret@db1/admin", "authSource=admin")]
    public void A_path_that_is_not_the_database_is_no_silent_loss(string? configured, string uri, string words)
    {
        var error = Refused(new StorageOptions { Uri = uri, Database = configured });

        $"{error.Message} {error.Remedy}".ShouldContain(words);
    }

    [Theory]
    [InlineData("mongodb://db1")]
    [InlineData("mongodb://db1/?w=majority&journal=true&readPreference=primary&retryWrites=true&retryReads=true")]
    [InlineData("mongodb://db1/?readConcernLevel=majority&j=true")]
    public void Writes_go_to_a_majority_and_its_journals(string uri)
    {
        var settings = MongoAddress.Of(new StorageOptions { Uri = uri }).Settings;

        (settings.WriteConcern.W, settings.WriteConcern.Journal).ShouldBe((WriteConcern.WMajority.W, true));
        settings.ReadConcern.ShouldBe(ReadConcern.Majority);
        settings.ReadPreference.ShouldBe(ReadPreference.Primary);
        (settings.RetryReads, settings.RetryWrites).ShouldBe((true, true));
    }

    [Fact]
    public void How_long_a_majority_may_take_is_a_matter_of_the_address() =>
        MongoAddress.Of(new StorageOptions { Uri = "mongodb://db1/?wTimeoutMS=5000" }).Settings.WriteConcern.WTimeout
            .ShouldBe(TimeSpan.FromSeconds(5));

    [Theory]
    [InlineData("w=1")]
    [InlineData("journal=false")]
    [InlineData("j=false")]
    [InlineData("fsync=true")]
    [InlineData("safe=false")]
    [InlineData("readConcernLevel=local")]
    [InlineData("readPreference=secondary")]
    [InlineData("retryReads=false")]
    [InlineData("retryWrites=false")]
    [InlineData("maxStalenessSeconds=120")]
    [InlineData("readPreferenceTags=dc:a")]
    [InlineData("waitQueueMultiple=5")]
    [InlineData("waitQueueSize=5")]
    [InlineData("timeoutMS=100")]
    [InlineData("tlsAllowInvalidCertificates=true")]
    [InlineData("tlsAllowInvalidHostnames=true")]
    [InlineData("tlsDisableOCSPEndpointCheck=true")]
    [InlineData("tlsCRLFile=x.pem")]
    [InlineData("srvMaxHost=3")]
    [InlineData("replicaset_=rs0")]
    public void An_option_without_effect_is_refused_by_name(string option)
    {
        var error = Refused(new StorageOptions { Uri = $"mongodb://db1/?{option}" });

        error.Code.ShouldBe("bad-store-uri");
        error.Message.ShouldContain($"option {option.Split('=')[0]} ");
    }

    [Theory]
    [InlineData("tlsCAFile=/nowhere/ca.pem", "/nowhere/ca.pem")]
    [InlineData("tlsCertificateKeyFile=/nowhere/key.pem", "/nowhere/key.pem")]
    [InlineData("tls=false&tlsCAFile=/nowhere/ca.pem", "turns TLS off")]
    [InlineData("tls=true&tlsInsecure=true&tlsCAFile=/nowhere/ca.pem", "tlsInsecure")]
    public void Files_of_certificates_that_cannot_be_used_are_told(string options, string words) =>
        Refused(new StorageOptions { Uri = $"mongodb://db1/?{options}" }).Message.ShouldContain(words);

    private static PresageException Refused(StorageOptions options) => Should.Throw<PresageException>(() => MongoAddress.Of(options));
}
