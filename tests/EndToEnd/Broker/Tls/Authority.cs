using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Presage.Tests.EndToEnd.Broker.Tls;

/// <summary>An authority of a test's own, which issues certificates as PEM files in a folder.</summary>
internal sealed class Authority : IDisposable
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly string _folder = Directory.CreateTempSubdirectory("presage-tls-").FullName;
    private readonly X509Certificate2 _own;

    public Authority(string name = "Plant authority")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        _own = request.CreateSelfSigned(DateTimeOffset.UtcNow - (10 * Day), DateTimeOffset.UtcNow + Day);
        File = Write("authority.pem", _own.ExportCertificatePem());
    }

    /// <summary>The authority's certificate.</summary>
    public string File { get; }

    /// <param name="dns">Names that it is for, besides the address 127.0.0.1 where it is a server's own.</param>
    /// <param name="isExpired">Whether it held until yesterday.</param>
    /// <returns>The files of certificate and key.</returns>
    public (string Certificate, string Key) Issue(string name, bool isLocal = true, bool isExpired = false)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        if (isLocal)
            names.AddIpAddress(IPAddress.Loopback);

        request.CertificateExtensions.Add(names.Build());
        var end = DateTimeOffset.UtcNow + (isExpired ? -Day : Day / 2);
        using var certificate = request.Create(_own, end - (5 * Day), end, RandomNumberGenerator.GetBytes(8));
        var file = Guid.NewGuid().ToString("N");
        return (Write($"{file}.pem", certificate.ExportCertificatePem()), Write($"{file}.key", key.ExportPkcs8PrivateKeyPem()));
    }

    /// <summary>The same certificate in the other forms that it may have, each with a password.</summary>
    /// <returns>The files of PKCS #12, of the encrypted key, and of the password.</returns>
    public (string Package, string Key, string Password) Pack(string certificate, string key)
    {
        const string Password = "pass word";
        using var own = X509Certificate2.CreateFromPemFile(certificate, key);
        using var secret = own.GetECDsaPrivateKey()!;
        var package = Path.ChangeExtension(certificate, ".p12");
        System.IO.File.WriteAllBytes(package, own.Export(X509ContentType.Pkcs12, Password));
        var encrypted = secret.ExportEncryptedPkcs8PrivateKeyPem(
            Password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1_000));
        return (package, Write($"{Guid.NewGuid():N}.key", encrypted), Write($"{Guid.NewGuid():N}.txt", $"{Password}\n"));
    }

    public void Dispose()
    {
        _own.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }
}
