namespace Presage.Connections.Definitions;

/// <summary>A named destination of what Presage has to tell, as its YAML says: either a webhook or an e-mail.</summary>
/// <param name="Name">Lower-case letters, digits and hyphens, at most 60.</param>
/// <param name="Alarms">New alarms that fit one of them are told; none for no alarms.</param>
/// <param name="Jobs">Whose failed job runs are told.</param>
/// <param name="Overdue">Whose overdue intervals are told.</param>
public sealed record ConnectionDefinition(
    string Name, WebhookDefinition? Webhook, EmailDefinition? Email, IReadOnlyList<AlarmRoute> Alarms, JobRoute Jobs, JobRoute Overdue)
{
    public const string OfWebhook = "webhook";
    public const string OfEmail = "email";

    /// <summary>webhook or email.</summary>
    public string Kind => Webhook is null ? OfEmail : OfWebhook;
}

/// <summary>HTTP callbacks: CloudEvents, signed as Standard Webhooks says.</summary>
/// <param name="Url">http or https, without a user; a literal, or a reference where the address itself is secret.</param>
/// <param name="Secrets">What requests are signed with; more than one while it is being changed. At least one.</param>
/// <param name="Headers">Sent with every request, by name.</param>
/// <param name="AllowPrivate">Hosts and networks that are allowed although they are not public.</param>
/// <param name="Authority">File of certificates (PEM) that are trusted in the place of the system's; null for these.</param>
public sealed record WebhookDefinition(
    SecretText Url, IReadOnlyList<SecretText> Secrets, IReadOnlyDictionary<string, SecretText> Headers,
    IReadOnlyList<string> AllowPrivate, string? Authority);

/// <summary>Mail, by SMTP.</summary>
/// <param name="User">Null for a server that asks for none.</param>
/// <param name="Password">Given exactly when there is a user.</param>
/// <param name="AllowPrivate">Hosts and networks that are allowed although they are not public.</param>
/// <param name="Authority">File of certificates (PEM) that are trusted in the place of the system's; null for these.</param>
public sealed record EmailDefinition(
    string Server, int Port, MailSecurity Security, string? User, SecretText? Password, string From, IReadOnlyList<string> To,
    IReadOnlyList<string> AllowPrivate, string? Authority);

public enum MailSecurity
{
    /// <summary>It begins in the clear, and is refused unless the server then encrypts.</summary>
    StartTls,

    /// <summary>Encrypted from the first byte.</summary>
    Tls,

    /// <summary>In the clear; never with a password.</summary>
    None,
}

/// <summary>A text of a definition: as it stands there, or where it is kept.</summary>
/// <param name="Text">Such as <c>env:NAME</c> or <c>file:/PATH</c>.</param>
public sealed record SecretText(string Text, bool IsReference);
