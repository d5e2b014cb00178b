using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Presage.Tests.Connections.Support;

/// <summary>An authority that nobody knows, and a server's certificate of it.</summary>
internal sealed class Certificates : IDisposable
{
    public Certificates(string host = "localhost")
    {
        var (begin, end) = (DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authority = new CertificateRequest("CN=Plant", authorityKey, HashAlgorithmName.SHA256);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var issuer = authority.CreateSelfSigned(begin, end);

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var server = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        server.CertificateExtensions.Add(names.Build());
        using var issued = server.Create(issuer, begin, end, [1, 2, 3, 4]);
        using var whole = issued.CopyWithPrivateKey(key);
        Server = X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null);
        File = Path.GetTempFileName();
        System.IO.File.WriteAllText(File, issuer.ExportCertificatePem());
    }

    public X509Certificate2 Server { get; }

    /// <summary>The authority's certificate, in PEM.</summary>
    public string File { get; }

    public void Dispose()
    {
        Server.Dispose();
        System.IO.File.Delete(File);
    }
}
