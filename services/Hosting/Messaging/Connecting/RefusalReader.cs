using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.RegularExpressions;
using Presage.Engine;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace Presage.Hosting.Messaging.Connecting;

/// <summary>
/// Reads what an exception says of the broker. The library has a few exceptions for everything, so most is in codes and words.
/// </summary>
internal sealed partial class RefusalReader(MessagingOptions options)
{
    private const string Section = MessagingOptions.Section;
    private const string HostOption = $"{Section}__{nameof(MessagingOptions.Host)}";

    private string Broker => $"The broker {options.BrokerName}";

    private string VirtualHost => options.VirtualHost;

    public BrokerRefusal Read(Exception exception)
    {
        if (exception.First<PresageException>() is { } known)
            return new BrokerRefusal(BrokerTrouble.Settings, known.Kind, known.Code, known.Message, known.Remedy);

        if (exception.First<CertificateRefusedException>() is { } certificate)
            return Certificate($"shows a certificate that is not taken: {certificate.Message}");

        if (exception.First<AuthenticationFailureException>() is not null)
            return Login();

        if (exception.First<WrongProtocolException>() is not null)
            return Protocol("expects TLS at this port, and clear text was spoken", "amqps://");

        var reasons = exception.All().OfType<OperationInterruptedException>().Select(interrupted => interrupted.ShutdownReason);
        if (reasons.FirstOrDefault(one => one?.Initiator == ShutdownInitiator.Peer) is { } reason)
            return ByCode(reason);

        if (exception.First<AuthenticationException>() is { } handshake)
            return Handshake(handshake);

        if (exception.All().Any(one => one is PacketNotRecognizedException or MalformedFrameException))
            return Protocol("does not answer as a broker does", "amqp:// or amqps:// and the broker's port");

        return exception.First<SocketException>() is { } socket ? Network(socket) : Unknown(exception);
    }

    private BrokerRefusal ByCode(ShutdownEventArgs reason) => reason.ReplyCode switch
    {
        Constants.AccessRefused when Right().Match(reason.ReplyText) is { Success: true } right => Forbidden(reason, right),
        Constants.AccessRefused => Login(),
        Constants.NotAllowed when reason.ReplyText.Contains("limit", StringComparison.Ordinal) => Limit(reason),
        Constants.NotAllowed when reason.ReplyText.Contains("not found", StringComparison.Ordinal) => new BrokerRefusal(
            BrokerTrouble.VirtualHost, ErrorKind.NotFound, "virtual-host-missing", $"{Broker} has no virtual host {VirtualHost}.",
            $"Create it, or set the path of {HostOption} to the one that is meant."),
        Constants.NotAllowed => new BrokerRefusal(
            BrokerTrouble.Right, ErrorKind.Forbidden, "broker-right-missing",
            $"{Broker} does not let the account {Account()} into the virtual host {VirtualHost}.",
            $"Give the account rights there, or set the path of {HostOption} to the one that is meant."),
        Constants.ResourceError or Constants.PreconditionFailed
            when reason.ReplyText.Contains("limit", StringComparison.Ordinal) => Limit(reason),
        Constants.PreconditionFailed => new BrokerRefusal(
            BrokerTrouble.Differs, ErrorKind.Conflict, "queue-differs",
            $"{Broker} has something of that name that is not as this version needs it: {Words(reason)}.",
            "Let the services that are running empty it, stop them, delete it, and deploy the topology again."),
        Constants.NotFound => new BrokerRefusal(
            BrokerTrouble.Missing, ErrorKind.Unavailable, "queue-missing", $"{Broker} lacks what is needed of it: {Words(reason)}.",
            "Deploy the topology, which creates all exchanges and queues."),
        _ => Away($"has closed the connection ({Words(reason)})"),
    };

    private BrokerRefusal Forbidden(ShutdownEventArgs reason, Match match)
    {
        var right = match.Groups["right"] is { Success: true } named ? named.Value : RightOf(reason, match.Groups["kind"].Value);
        return new BrokerRefusal(
            BrokerTrouble.Right, ErrorKind.Forbidden, "broker-right-missing",
            $"{Broker} does not let the account {Account()} {right} the {match.Groups["kind"].Value} {match.Groups["name"].Value} of the "
                + $"virtual host {VirtualHost}.",
            right == "configure" ? "Deploy the topology with an account that may, or give this one the right to configure."
                : $"Give the account the right to {right} it, as the documentation of the broker's rights says.");
    }

    /// <summary>Older brokers do not say which right is missing; it follows from what was asked for.</summary>
    private static string RightOf(ShutdownEventArgs reason, string kind) => (reason.ClassId, reason.MethodId) switch
    {
        (60, 40) => "write",
        (60, _) or (50, 30) => "read",
        (50, 20) or (40, 30) => kind == "queue" ? "write" : "read",
        _ => "configure",
    };

    private BrokerRefusal Login() => new(
        BrokerTrouble.Login, ErrorKind.Forbidden, "broker-refused", $"{Broker} refuses the account {Account()}.",
        $"Set {HostOption} to an address with the account's name and password; a broker keeps the password that it was created with.");

    private BrokerRefusal Limit(ShutdownEventArgs reason) => new(
        BrokerTrouble.Limit, ErrorKind.Unavailable, "broker-limit", $"{Broker} is at a limit: {Words(reason)}.",
        "Raise the limit, or end what uses it up.");

    private BrokerRefusal Certificate(string what) => new(
        BrokerTrouble.Certificate, ErrorKind.Forbidden, "broker-certificate", $"{Broker} {what}.",
        $"Set {Section}__Certificate__Authority to the file of the authority that issued it and {Section}__Certificate__Name to the name "
            + "that is in it, or give the broker another one.");

    private BrokerRefusal Protocol(string what, string scheme) => new(
        BrokerTrouble.Protocol, ErrorKind.Invalid, "broker-protocol", $"{Broker} {what}.",
        $"Set {HostOption} to an address that begins {scheme}, or to the other port.");

    private BrokerRefusal Handshake(AuthenticationException handshake)
    {
        if (handshake.All().Any(one => one.Message.Contains("frame", StringComparison.Ordinal)
            || one.Message.Contains("wrong version number", StringComparison.Ordinal)))
            return Protocol("expects clear text at this port, and TLS was spoken", "amqp://");

        return new BrokerRefusal(
            BrokerTrouble.Certificate, ErrorKind.Forbidden, "broker-certificate",
            $"{Broker} ends the negotiation of TLS: "
                + $"{Line(handshake is CertificateMissingException ? handshake : handshake.GetBaseException())}.",
            $"Set {Section}__Certificate__Client to a certificate that the broker takes, and see that both speak TLS 1.2 or later.");
    }

    private BrokerRefusal Network(SocketException socket) => socket.SocketErrorCode switch
    {
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => new BrokerRefusal(
            BrokerTrouble.Name, ErrorKind.Unavailable, "broker-unreachable",
            $"The name of the broker {options.BrokerName} does not resolve.",
            $"See that the name is right in {HostOption}, and that it is known here."),
        SocketError.TimedOut => Silent(),
        _ => Away($"does not answer: {Line(socket)}"),
    };

    private BrokerRefusal Unknown(Exception exception) =>
        exception.All().Any(one => one is TimeoutException or OperationCanceledException) ? Silent()
            : Away($"does not answer: {Line(exception.GetBaseException())}");

    private BrokerRefusal Silent() => new(
        BrokerTrouble.Silent, ErrorKind.Unavailable, "broker-unreachable", $"{Broker} does not answer.",
        $"See that the broker runs and that nothing between swallows what is sent, or set {HostOption} to the one that runs.");

    private BrokerRefusal Away(string what) => new(
        BrokerTrouble.Away, ErrorKind.Unavailable, "broker-unreachable", $"{Broker} {what}.",
        $"Start the broker, or set {HostOption} to the address of the one that runs.");

    /// <summary>As it is now; a file that cannot be read is another trouble.</summary>
    private string Account()
    {
        try
        {
            return BrokerAddress.Of(options).User;
        }
        catch (PresageException)
        {
            return "";
        }
    }

    private static string Words(ShutdownEventArgs reason) => reason.ReplyText.ReplaceLineEndings(" ").Trim().TrimEnd('.');

    private static string Line(Exception exception) => exception.Message.ReplaceLineEndings(" ").Trim().TrimEnd('.');

    [GeneratedRegex(@"(?:(?<right>configure|write|read) )?access to (?<kind>queue|exchange|topic) '(?<name>[^']*)'")]
    private static partial Regex Right();
}
