using Microsoft.Extensions.Logging;

namespace Presage.Hosting.Observability;

/// <summary>What systemd's journal wants of those who write to it, see systemd.exec(5) and sd-daemon(3).</summary>
internal static class SystemdJournal
{
    /// <summary>
    /// Whether standard output is the journal: whoever starts a program with another output leaves it the variable, which therefore names
    /// device and inode.
    /// </summary>
    public static bool IsRead { get; } = Environment.GetEnvironmentVariable("JOURNAL_STREAM") is { } stream
        && stream.Split(':') is [_, { Length: > 0 } inode]
        && OutputIs($"[{inode}]");

    /// <summary>What a line of the level begins with.</summary>
    public static string PriorityOf(LogLevel level) => level switch
    {
        LogLevel.Critical => "<2>",
        LogLevel.Error => "<3>",
        LogLevel.Warning => "<4>",
        LogLevel.Information => "<6>",
        _ => "<7>",
    };

    private static bool OutputIs(string inode)
    {
        try
        {
            return new FileInfo("/proc/self/fd/1").LinkTarget?.EndsWith(inode, StringComparison.Ordinal) == true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
