using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MongoDB.Driver;
using MongoDB.Driver.Core.Configuration;

namespace Presage.Storage.MongoDb;

/// <summary>Whether a server is the one that is meant, and why not; and what this program shows of itself.</summary>
internal sealed class MongoTls
{
    public const string AuthorityFile = "tlsCAFile";
    public const string KeyFile = "tlsCertificateKeyFile";
    public const string KeyFilePassword = "tlsCertificateKeyFilePassword";

    private readonly X509Certificate2Collection _authorities = [];
    private readonly X509Certificate2? _own;
    private readonly bool _isWanted;
    private readonly bool _takesAll;
    private readonly ConcurrentDictionary<string, string> _troubles = new(StringComparer.OrdinalIgnoreCase);

    private MongoTls(ConnectionString uri)
    {
        var (authorities, own) = (uri.GetOption(AuthorityFile), uri.GetOption(KeyFile));
        _takesAll = uri.TlsInsecure == true;
        _isWanted = authorities is not null || own is not null;
        if (_isWanted && uri.Tls == false)
            throw MongoAddress.BadUri(
                $"The address in Storage:Uri turns TLS off and has the option {(authorities is null ? KeyFile : AuthorityFile)}.",
                "Leave tls=false out, or the option.");
        if (authorities is not null && _takesAll)
            throw MongoAddress.BadUri(
                $"The option {AuthorityFile} in Storage:Uri has no effect beside tlsInsecure.", "Leave one of them out.");
        if (authorities is not null)
            _authorities = Read(AuthorityFile, authorities, CertificatesOf);
        if (authorities is not null && _authorities.Count == 0)
            throw MongoAddress.BadUri(
                $"The file {authorities} of the option {AuthorityFile} in Storage:Uri holds no certificate.", "Name a file in PEM format.");

        var password = uri.GetOption(KeyFilePassword);
        if (own is not null)
            _own = Read(KeyFile, own, file => password is null
                ? X509Certificate2.CreateFromPemFile(file)
                : X509Certificate2.CreateFromEncryptedPemFile(file, password));
    }

    /// <exception cref="Engine.PresageException"><c>bad-store-uri</c>.</exception>
    public static MongoTls Of(ConnectionString uri) => new(uri);

    public void ApplyTo(MongoClientSettings settings)
    {
        settings.UseTls |= _isWanted;
        if (!settings.UseTls)
            return;

        settings.SslSettings = settings.SslSettings?.Clone() ?? new SslSettings();
        if (_own is not null)
            settings.SslSettings.ClientCertificates = [_own];
        if (!_takesAll)
            settings.SslSettings.ServerCertificateValidationCallback = IsTrusted;
    }

    /// <summary>Why the certificate of a host was not taken when it was seen last; null when it was, or was never seen.</summary>
    public string? TroubleOf(string host) => _troubles.GetValueOrDefault(host);

    private static X509Certificate2Collection CertificatesOf(string file)
    {
        X509Certificate2Collection certificates = [];
        certificates.ImportFromPemFile(file);
        return certificates;
    }

    private static T Read<T>(string option, string file, Func<string, T> read)
    {
        try
        {
            return read(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw MongoAddress.BadUri(
                $"The file {file} of the option {option} in Storage:Uri cannot be read: {error.Message}",
                "Name a file in PEM format that this user may read.", error);
        }
    }

    private bool IsTrusted(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        var host = (sender as SslStream)?.TargetHostName ?? "";
        var trouble = certificate is X509Certificate2 shown ? TroubleOf(shown, chain, errors, host) : "it shows no certificate";
        if (trouble is null)
            _troubles.TryRemove(host, out _);
        else
            _troubles[host] = trouble;

        return trouble is null;
    }

    private string? TroubleOf(X509Certificate2 shown, X509Chain? chain, SslPolicyErrors errors, string host)
    {
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
            return $"its certificate is for {NamesOf(shown)} and not for {host}";

        var found = _authorities.Count > 0 ? OfAuthorities(shown, chain)
            : errors == SslPolicyErrors.None ? X509ChainStatusFlags.NoError
            : (chain?.ChainStatus ?? []).Aggregate(X509ChainStatusFlags.NoError, (all, status) => all | status.Status);
        return found switch
        {
            X509ChainStatusFlags.NoError => null,
            _ when found.HasFlag(X509ChainStatusFlags.NotTimeValid) =>
                $"its certificate is valid from {TextOf(shown.NotBefore)} until {TextOf(shown.NotAfter)} only",
            _ when (found & (X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain)) != 0 =>
                $"its certificate was issued by {shown.Issuer}, which is trusted neither by this machine nor by a {AuthorityFile}",
            _ => $"its certificate is not taken ({found})",
        };
    }

    /// <summary>
    /// As MongoDB's own programs do it: the authorities of the file and no others, whose lists of revoked ones nobody asks.
    /// </summary>
    private X509ChainStatusFlags OfAuthorities(X509Certificate2 shown, X509Chain? sent)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_authorities);
        chain.ChainPolicy.ExtraStore.AddRange(sent?.ChainElements.Select(element => element.Certificate).ToArray() ?? []);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(shown) ? X509ChainStatusFlags.NoError
            : chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, status) => all | status.Status);
    }

    private static string NamesOf(X509Certificate2 shown)
    {
        var names = shown.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(names => names.EnumerateDnsNames().Concat(names.EnumerateIPAddresses().Select(address => $"{address}"))).ToList();
        return names.Count > 0 ? string.Join(", ", names) : shown.Subject;
    }

    private static string TextOf(DateTime time) => time.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
