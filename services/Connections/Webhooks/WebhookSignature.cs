using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Presage.Connections.Definitions;
using Presage.Connections.Secrets;
using Presage.Engine;

namespace Presage.Connections.Webhooks;

/// <summary>Signatures of webhooks, as Standard Webhooks 1.0 says: <c>v1,</c> and an HMAC-SHA256 of id, time and body.</summary>
public static class WebhookSignature
{
    public const string IdHeader = "webhook-id";
    public const string TimeHeader = "webhook-timestamp";
    public const string Header = "webhook-signature";

    private const string Prefix = "whsec_";
    private const int LeastBytes = 24;
    private const int MostBytes = 64;

    /// <summary>The header's text: a signature with each of the keys, so that receivers that know either of two take it.</summary>
    /// <param name="seconds">Unix time of the attempt.</param>
    public static string Of(string id, long seconds, byte[] body, IReadOnlyList<byte[]> keys)
    {
        var start = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{seconds}."));
        byte[] signed = [.. start, .. body];
        return string.Join(' ', keys.Select(key => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, signed))}"));
    }

    /// <summary>The key that a secret stands for.</summary>
    /// <exception cref="PresageException"><c>missing-secret</c> or <c>bad-secret</c>; neither repeats the secret.</exception>
    public static byte[] KeyOf(SecretText secret)
    {
        var text = SecretReader.Read(secret);
        var key = new byte[MostBytes];
        return text.StartsWith(Prefix, StringComparison.Ordinal)
            && Convert.TryFromBase64String(text[Prefix.Length..], key, out var length) && length >= LeastBytes
            ? key[..length]
            : throw new PresageException(
                ErrorKind.Invalid, "bad-secret",
                $"The secret {secret.Text} is not {Prefix} followed by {LeastBytes} to {MostBytes} bytes in base 64.",
                $"Make one, for instance with: echo {Prefix}$(openssl rand -base64 32).");
    }
}
