using Microsoft.Extensions.Configuration;
using Presage.Engine;
using Presage.Hosting.Settings;

namespace Presage.Hosting.Messaging;

/// <summary>How processes reach each other. Section <c>Messaging</c>.</summary>
public sealed record MessagingOptions
{
    public const string Section = "Messaging";
    public const string InMemory = "in-memory";
    public const string RabbitMq = "rabbitmq";

    private const string Example = "amqp://user:password@host:5672/";
    private const string AnAddress = $"an address such as {Example}, with special characters of user and password percent-encoded";
    private const int LongestPrefix = 40;

    private static readonly TimeSpan LongestStop = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan TimeToHandBack = TimeSpan.FromSeconds(10);

    /// <summary><c>in-memory</c> (one process) or <c>rabbitmq</c>.</summary>
    public string Transport { get; init; } = InMemory;

    /// <summary>
    /// Broker address; credentials in it win over the guest account, its path is the virtual host, and <c>amqps</c> speaks TLS on any port.
    /// </summary>
    public Uri Host { get; init; } = new("amqp://localhost:5672/");

    /// <summary>
    /// File with the broker's address, such as a mounted secret; wins over <see cref="Host"/>. This and the other files are read anew for
    /// each connection, so that what changes in them is taken up without a restart.
    /// </summary>
    public string? HostFile { get; init; }

    /// <summary>File with the account's name; wins over that in the address.</summary>
    public string? UserFile { get; init; }

    /// <summary>File with the account's password; wins over that in the address.</summary>
    public string? PasswordFile { get; init; }

    /// <summary>Certificates of a connection with TLS.</summary>
    public CertificateOptions Certificate { get; init; } = new();

    /// <summary>
    /// Stands before the name of every queue and exchange, so that several deployments share a virtual host: letters, digits, <c>-</c> and
    /// <c>.</c>, at most 40. It is taken as it is, so end it with a separator, such as <c>test.</c>.
    /// </summary>
    public string Prefix { get; init; } = "";

    /// <summary>
    /// Address of the broker's management with an account that may see it, such as <c>http://user:password@host:15672/</c>; only whoever
    /// waits for all nodes of the broker needs it.
    /// </summary>
    public Uri? Management { get; init; }

    /// <summary>Times a message is tried again at once after a transient fault, with growing pauses. 0 to 20.</summary>
    public int Retries { get; init; } = 5;

    /// <summary>Shortest pause before a message is tried again.</summary>
    public TimeSpan ShortestPause { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Longest pause before a message is tried again.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Waits of a message in the broker, 1 second to a day each, after all of <see cref="Retries"/> have failed for a transient reason;
    /// each is followed by as many retries. After the last one the message is a fault. At most 10; empty for none. The transport in memory
    /// has none. Comma-separated.
    /// </summary>
    public string Delays { get; init; } = "00:00:10,00:01:00,00:10:00";

    /// <summary>Bytes, 1 KiB to 128 MiB, above which a message is not read.</summary>
    public int LargestMessage { get; init; } = 4 << 20;

    /// <summary>
    /// Slices from which on a stage counts as bulk: its slices go to a queue of their own, so that they leave workers free for smaller
    /// runs. 1 or more.
    /// </summary>
    public int BulkFrom { get; init; } = 32;

    /// <summary>Whether messages that fail for good are kept as faults in the store.</summary>
    public bool KeepFaults { get; init; } = true;

    /// <summary>
    /// How long messages in hand may go on when the process is told to stop, up to 30 minutes; then their work is cancelled and they go
    /// back to their queues. Whoever stops the process should leave it half a minute more before it is killed.
    /// </summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>
    /// How long the bus may be out of order while the broker answers or refuses, 10 seconds or more; then the process ends with exit code
    /// 1, to be started anew by whoever keeps it running.
    /// </summary>
    public TimeSpan RestartAfter { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Time within which the bus has stopped: after the work is cancelled, messages are handed back and connections closed.
    /// </summary>
    internal TimeSpan BusStopTimeout => StopTimeout + TimeToHandBack;

    /// <summary>Time within which the whole process has stopped.</summary>
    internal TimeSpan ProcessStopTimeout => BusStopTimeout + TimeToHandBack;

    /// <summary>Host and port of the broker, without credentials.</summary>
    public string BrokerName => $"{Host.Host}:{(Host.Port <= 0 ? IsEncrypted(Host) ? 5671 : 5672 : Host.Port)}";

    /// <summary>The virtual host that the address names, <c>/</c> where it names none.</summary>
    public string VirtualHost => VirtualHostOf(Host);

    /// <summary>A queue or an exchange as the broker calls it.</summary>
    public string Named(string name) => Transport == RabbitMq ? $"{Prefix}{name}" : name;

    /// <summary>The options as they are configured, checked.</summary>
    /// <exception cref="PresageException"><c>invalid-options</c>.</exception>
    public static MessagingOptions Of(IConfiguration configuration)
    {
        // Who reads the options would repeat an address that is none, with its password.
        RequireAddress(configuration, nameof(Host), Example, "amqp", "amqps");
        RequireAddress(configuration, nameof(Management), "http://user:password@host:15672/", "http", "https");
        var options = configuration.Read<MessagingOptions>(Section);
        return (options.HostFile is null ? options : options with { Host = options.ReadHost() }).Validated();
    }

    internal static bool IsEncrypted(Uri host) => host.Scheme == "amqps";

    internal static string VirtualHostOf(Uri host) => host.AbsolutePath.Length < 2 ? "/" : Uri.UnescapeDataString(host.AbsolutePath[1..]);

    /// <summary>The address that is in <see cref="HostFile"/> at this moment.</summary>
    /// <exception cref="PresageException"><c>invalid-options</c>.</exception>
    internal Uri ReadHost()
    {
        var isAddress = Uri.TryCreate(ReadFile(nameof(HostFile), HostFile!), UriKind.Absolute, out var host);
        Require(isAddress && IsBroker(host!), nameof(HostFile), $"a file with {AnAddress}");
        return host!;
    }

    /// <summary>What is in <see cref="UserFile"/> at this moment; null when there is no such option.</summary>
    /// <exception cref="PresageException"><c>invalid-options</c>.</exception>
    internal string? ReadUser() => UserFile is null ? null : ReadFile(nameof(UserFile), UserFile);

    /// <summary>What is in <see cref="PasswordFile"/> at this moment; null when there is no such option.</summary>
    /// <exception cref="PresageException"><c>invalid-options</c>.</exception>
    internal string? ReadPassword() => PasswordFile is null ? null : ReadFile(nameof(PasswordFile), PasswordFile);

    /// <summary>The waits of <see cref="Delays"/> where the transport has any.</summary>
    /// <exception cref="PresageException"><c>invalid-options</c>.</exception>
    internal IReadOnlyList<TimeSpan> BrokerDelays() =>
        Transport == RabbitMq ? [.. Delays.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(DelayOf)] : [];

    /// <exception cref="PresageException"><c>invalid-options</c>.</exception>
    internal MessagingOptions Validated()
    {
        Require(IsBroker(Host), nameof(Host), AnAddress);
        Require(Certificate.IsEmpty || IsEncrypted(Host) || Management?.Scheme == Uri.UriSchemeHttps, nameof(Certificate),
            $"nothing, or {nameof(Host)} to an address that begins amqps://");
        Require(Retries is >= 0 and <= 20, nameof(Retries), "0 to 20");
        Require(ShortestPause > TimeSpan.Zero && ShortestPause <= LongestPause, nameof(ShortestPause),
            $"more than zero and at most {nameof(LongestPause)}");
        Require(BrokerDelays().Count <= 10, nameof(Delays), "at most 10 waits");
        Require(LargestMessage is >= 1 << 10 and <= 128 << 20, nameof(LargestMessage), "1024 to 134217728");
        Require(Prefix.Length <= LongestPrefix && Prefix.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '.'), nameof(Prefix),
            $"at most {LongestPrefix} letters, digits, '-' and '.'");
        Require(BulkFrom >= 1, nameof(BulkFrom), "1 or more");
        Require(StopTimeout > TimeSpan.Zero && StopTimeout <= LongestStop, nameof(StopTimeout), "more than zero and at most 00:30:00");
        Require(RestartAfter >= TimeSpan.FromSeconds(10), nameof(RestartAfter), "00:00:10 or more");
        return this;
    }

    private static void RequireAddress(IConfiguration configuration, string name, string example, params string[] schemes) => Require(
        configuration.GetSection(Section)[name] is not { Length: > 0 } address
            || (Uri.TryCreate(address, UriKind.Absolute, out var uri) && schemes.Contains(uri.Scheme)),
        name,
        $"an address such as {example}, with special characters of user and password percent-encoded");

    private static bool IsBroker(Uri host) =>
        host.Scheme is "amqp" or "amqps" && host.Host.Length > 0
            && !host.AbsolutePath.TrimStart('/').Contains('/', StringComparison.Ordinal);

    private static string ReadFile(string name, string file)
    {
        try
        {
            return File.ReadAllText(file).TrimEnd('\r', '\n');
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PresageException(
                ErrorKind.Invalid, "invalid-options",
                $"The file {file} of the option {Section}:{name} cannot be read: {exception.Message.TrimEnd('.')}.",
                "Set it to a file that this process may read, such as a mounted secret.", exception);
        }
    }

    private static TimeSpan DelayOf(string text)
    {
        var isTime = TimeSpan.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var delay);
        Require(isTime && delay >= TimeSpan.FromSeconds(1) && delay <= TimeSpan.FromDays(1), nameof(Delays),
            "times from 00:00:01 to 1.00:00:00, separated by commas");
        return delay;
    }

    private static void Require(bool isRight, string name, string range) => OptionRule.Require(isRight, Section, name, range);
}
