using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Presage.Engine;

namespace Presage.Connections.Secrets;

/// <summary>Certificates that are trusted in the place of the system's.</summary>
internal static class Authority
{
    /// <summary>Decides about a server's certificate; null for the usual rules.</summary>
    /// <param name="file">PEM; null for the system's certificates.</param>
    /// <exception cref="PresageException"><c>bad-authority</c>.</exception>
    public static RemoteCertificateValidationCallback? Read(string? file)
    {
        if (file is null)
            return null;

        var trusted = new X509Certificate2Collection();
        try
        {
            trusted.ImportFromPemFile(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw Bad(file, "cannot be read", exception);
        }

        return trusted.Count > 0 ? (_, certificate, _, errors) => IsTrusted(certificate, errors, trusted) : throw Bad(file, "has none");
    }

    /// <summary>The name has to fit as ever; only who vouches for it is another.</summary>
    private static bool IsTrusted(X509Certificate? certificate, SslPolicyErrors errors, X509Certificate2Collection trusted)
    {
        if (certificate is not X509Certificate2 server || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != SslPolicyErrors.None)
            return false;

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(trusted);
        chain.ChainPolicy.ExtraStore.AddRange(trusted);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid("1.3.6.1.5.5.7.3.1", "Server authentication"));
        return chain.Build(server);
    }

    private static PresageException Bad(string file, string why, Exception? inner = null) => new(
        ErrorKind.Invalid, "bad-authority", $"The file of trusted certificates '{file}' {why}.",
        "Give the process that delivers a file of certificates in PEM at that path.", inner);
}
