using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using Presage.Engine;
using Presage.Storage;
using Presage.Storage.MongoDb;
using Presage.Tests.Storage.MongoDb.Servers;

namespace Presage.Tests.Storage.MongoDb;

/// <summary>Connections over TLS: the authority that an address names is trusted, and why a certificate is not is told.</summary>
public sealed class MongoTlsTests : IDisposable
{
    private static readonly DateTimeOffset Yesterday = DateTimeOffset.UtcNow.AddDays(-1);

    private readonly string _folder = Directory.CreateTempSubdirectory("presage-tls-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("CN=Plant", "127.0.0.1", 1, "tlsCAFile", null)]
    [InlineData("CN=Plant", "127.0.0.1", 1, "", "issued by CN=Plant")]
    [InlineData("CN=Other", "127.0.0.1", 1, "tlsCAFile", "issued by CN=Other")]
    [InlineData("CN=Plant", "db.example.com", 1, "tlsCAFile", "is for db.example.com and not for 127.0.0.1")]
    [InlineData("CN=Plant", "127.0.0.1", -1, "tlsCAFile", "is valid from ")]
    public async Task A_certificate_is_taken_or_it_is_told_why_not(
        string issuer, string name, int validDays, string option, string? words)
    {
        var trusted = Authority("CN=Plant");
        await using var bridge = await MongoBridge.OfTestAsync(
            "--tls", Server(issuer == "CN=Plant" ? trusted : Authority(issuer), name, Yesterday.AddDays(1 + validDays)));
        var authority = option.Length == 0 ? "tls=true"
            : $"{option}={Uri.EscapeDataString(PemOf("ca.pem", trusted.ExportCertificatePem()))}";
        await using var ports = new ServiceCollection().AddMongoStorage(new StorageOptions { Uri = $"{bridge.Uri}&{authority}" })
            .BuildServiceProvider();
        var list = () => ports.GetRequiredService<IDataSets>().ListAsync(Cancellation);

        if (words is null)
        {
            (await list()).ShouldBeEmpty();
            return;
        }

        var error = await Should.ThrowAsync<PresageException>(list);
        error.Code.ShouldBe("store-tls");
        error.Message.ShouldContain(bridge.Host);
        error.Message.ShouldContain(words);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static X509Certificate2 Authority(string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(Yesterday.AddYears(-1), Yesterday.AddYears(1));
    }

    private string Server(X509Certificate2 authority, string name, DateTimeOffset until)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=server", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(name, out var address))
            names.AddIpAddress(address);
        else
            names.AddDnsName(name);

        request.CertificateExtensions.Add(names.Build());
        using var signed = request.Create(authority, Yesterday.AddMonths(-1), until, [1, 2, 3, 4]);
        return PemOf("server.pem", $"{signed.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
    }

    private string PemOf(string file, string text)
    {
        var path = Path.Combine(_folder, file);
        File.WriteAllText(path, text);
        return path;
    }
}
