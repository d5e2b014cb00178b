using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Presage.Hosting.Life;

/// <summary>Where systemd hears of a process of <c>Type=notify</c>, see sd_notify(3).</summary>
internal sealed class SystemdSocket(EndPoint address)
{
    private const string Variable = "NOTIFY_SOCKET";

    /// <summary>Null where systemd does not listen.</summary>
    public static SystemdSocket? OfProcess() => Environment.GetEnvironmentVariable(Variable) is { Length: > 1 } path
        ? new SystemdSocket(new UnixDomainSocketEndPoint(path[0] == '@' ? $"\0{path[1..]}" : path))
        : null;

    /// <summary>Says something to systemd; that nobody hears it changes nothing for the process.</summary>
    public void Say(params string[] assignments)
    {
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
            socket.SendTo(Encoding.UTF8.GetBytes(string.Join('\n', assignments)), address);
        }
        catch (SocketException)
        {
        }
    }
}
