using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Presage.Hosting.Messaging.Connecting;

/// <summary>The certificate that was shown is not taken; the message says why, as the end of a sentence.</summary>
internal sealed class CertificateRefusedException(string reason) : AuthenticationException(reason)
{
    /// <param name="authorities">The only ones that count; null for the system's.</param>
    /// <returns>Null when the certificate is right.</returns>
    public static string? Reason(
        string host, X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors, X509Certificate2Collection? authorities)
    {
        if (certificate is null || errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
            return "it shows none";

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
            return $"it is for {string.Join(", ", NamesOf(certificate))} and not for {host}";

        using var own = new X509Chain { ChainPolicy = { RevocationMode = X509RevocationMode.NoCheck } };
        if (authorities is not null)
        {
            own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            own.ChainPolicy.CustomTrustStore.AddRange(authorities);
            own.ChainPolicy.ExtraStore.AddRange(chain?.ChainPolicy.ExtraStore ?? []);
            return own.Build(certificate) ? null : Reason(certificate, own);
        }

        return errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) ? Reason(certificate, chain) : null;
    }

    private static string Reason(X509Certificate2 certificate, X509Chain? chain)
    {
        var status = chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status) ?? default;
        if (status.HasFlag(X509ChainStatusFlags.NotTimeValid))
            return $"it holds from {certificate.NotBefore.ToUniversalTime():yyyy-MM-dd HH:mm} to "
                + $"{certificate.NotAfter.ToUniversalTime():yyyy-MM-dd HH:mm} UTC";

        return (status & (X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.UntrustedRoot)) != 0
            ? $"nobody here knows its issuer {certificate.Issuer}" : $"its chain is wrong ({status})";
    }

    private static List<string> NamesOf(X509Certificate2 certificate)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(extension => extension.EnumerateDnsNames().Concat(extension.EnumerateIPAddresses().Select(address => $"{address}")))
            .Distinct().ToList();
        return names.Count > 0 ? names : [certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false)];
    }
}
