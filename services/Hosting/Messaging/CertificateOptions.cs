namespace Presage.Hosting.Messaging;

/// <summary>
/// What a broker with TLS is known by, and what this process shows to it. Files are read anew for each connection. Section
/// <c>Messaging:Certificate</c>.
/// </summary>
public sealed record CertificateOptions
{
    /// <summary>PEM file of the authorities that the broker's certificate may come from; the system's when there is none.</summary>
    public string? Authority { get; init; }

    /// <summary>The name that the broker's certificate must be for, where that is not the host of the address.</summary>
    public string? Name { get; init; }

    /// <summary>File with this process's own certificate: PEM, or PKCS #12 when it ends in <c>.pfx</c> or <c>.p12</c>.</summary>
    public string? Client { get; init; }

    /// <summary>PEM file with the key of <see cref="Client"/>; the same file when there is none.</summary>
    public string? Key { get; init; }

    /// <summary>File with the password of the key.</summary>
    public string? PasswordFile { get; init; }

    internal bool IsEmpty => this == new CertificateOptions();
}
