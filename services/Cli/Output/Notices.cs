using Presage.Cli.Parsing;
using Presage.Contracts.Api;

namespace Presage.Cli.Output;

/// <summary>What a person should know though nothing failed, in the one way that commands say it.</summary>
internal static class Notices
{
    public static void Show(Terminal terminal, IEnumerable<Notice> notices)
    {
        foreach (var notice in notices)
            terminal.Say(Words(notice));
    }

    /// <summary>Those of what was written to a file, and not into it, where that is standard output.</summary>
    public static void ShowOfFile(Terminal terminal, string path, IEnumerable<Notice> notices)
    {
        foreach (var notice in notices)
            terminal.SayWritten(path, Words(notice));
    }

    private static string Words(Notice notice) => $"Note ({notice.Code}): {Hints.Complete(notice)}";
}
